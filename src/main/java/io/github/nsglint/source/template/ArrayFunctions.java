package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays, and what arrays, objects and texts have in common.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array">the
 *     documentation</a>
 */
final class ArrayFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("array(value)", NOTHING, ArrayFunctions::array),
          new TemplateFunction(
              "createArray([value], ...)", NOTHING, call -> call.of(call.arguments())),
          new TemplateFunction("empty(value)", ARGUMENTS, ArrayFunctions::empty),
          new TemplateFunction("length(value)", ARGUMENTS, call -> call.of(length(call))),
          new TemplateFunction("contains(container, value)", NOTHING, ArrayFunctions::contains),
          new TemplateFunction(
              "indexOf(container, value)", NOTHING, call -> indexOf(call, Direction.FORWARD)),
          new TemplateFunction(
              "lastIndexOf(container, value)", NOTHING, call -> indexOf(call, Direction.BACKWARD)),
          new TemplateFunction("first(value)", ARGUMENTS, call -> end(call, 0)),
          new TemplateFunction("last(value)", ARGUMENTS, call -> end(call, length(call) - 1)),
          new TemplateFunction("indexFromEnd(array, index)", ARGUMENTS, ArrayFunctions::fromEnd),
          new TemplateFunction(
              "take(value, count)", ARGUMENTS, call -> part(call, 0, clamp(call.integer(1), call))),
          new TemplateFunction(
              "skip(value, count)",
              ARGUMENTS,
              call -> part(call, clamp(call.integer(1), call), length(call))),
          new TemplateFunction("flatten(arrays)", ARGUMENTS, ArrayFunctions::flatten),
          new TemplateFunction("distinct(array)", ARGUMENTS, call -> distinct(call.items(0), call)),
          new TemplateFunction(
              "intersection(first, second, ...)", ARGUMENTS, ArrayFunctions::intersection));

  private ArrayFunctions() {}

  private enum Direction {
    FORWARD,
    BACKWARD
  }

  private static Node array(Call call) {
    if (call.get(0) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    return call.get(0) instanceof ListNode ? call.get(0) : call.of(call.arguments());
  }

  private static Node empty(Call call) {
    Node value = call.get(0);
    boolean sized =
        value instanceof TextNode || value instanceof MapNode || value instanceof ListNode;
    if (!sized && !(value instanceof Node.NullNode)) {
      throw call.wrong(0, "an array, an object or a text");
    }
    return call.of(!sized || size(value) == 0);
  }

  /** Of a text in UTF-16 units, of an object in keys. */
  private static int length(Call call) {
    Node value = call.get(0);
    if (value instanceof TextNode) {
      return call.wholeText(0).length();
    }
    if (value instanceof MapNode || value instanceof ListNode) {
      return size(value);
    }
    throw call.wrong(0, "an array, an object or a text");
  }

  private static int size(Node value) {
    if (value instanceof TextNode text) {
      return text.value().length();
    }
    return value instanceof MapNode map ? map.entries().size() : ((ListNode) value).items().size();
  }

  /** An object has a key whatever its case; texts compare with case, as documented. */
  private static Node contains(Call call) {
    Node container = call.get(0);
    if (container instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    if (container instanceof ListNode list) {
      return known(sameness(list.items(), call.get(1), call.budget()), call);
    }
    if (call.get(1) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    if (container instanceof MapNode map) {
      return call.of(map.get(call.scalarText(1)).isPresent());
    }
    if (!(container instanceof TextNode)) {
      throw call.wrong(0, "an array, an object or a text");
    }
    String part = call.scalarText(1);
    call.budget().search(call.text(0).length(), part.length());
    // Known for an id too, of which only the start is left out.
    boolean found = call.text(0).contains(part);
    return call.of(found || call.wholeText(0).contains(part));
  }

  private static Node known(Sameness sameness, Call call) {
    return switch (sameness) {
      case SAME -> call.of(true);
      case DIFFERENT -> call.of(false);
      case UNKNOWN -> call.undecided();
    };
  }

  /** In a text whatever the case, as documented; in an array as {@code equals}. */
  private static Node indexOf(Call call, Direction direction) {
    if (call.get(0) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    if (!(call.get(0) instanceof ListNode list)) {
      return call.get(1) instanceof Unresolved unknown
          ? call.unknown(unknown)
          : call.of(indexInText(call, direction));
    }
    int size = list.items().size();
    for (int i = 0; i < size; i++) {
      int at = direction == Direction.FORWARD ? i : size - 1 - i;
      switch (Sameness.of(list.items().get(at), call.get(1), call.budget())) {
        case SAME -> {
          return call.of(at);
        }
        case DIFFERENT -> {}
        case UNKNOWN -> {
          return call.undecided();
        }
      }
    }
    return call.of(-1);
  }

  private static int indexInText(Call call, Direction direction) {
    String text = InvariantText.lower(call.wholeText(0));
    String part = InvariantText.lower(call.text(1));
    call.budget().search(text.length(), part.length());
    if (direction == Direction.FORWARD) {
      return text.indexOf(part);
    }
    if (part.isEmpty() && !text.isEmpty()) {
      throw UnknownResult.undocumented("where the last text without a character is");
    }
    return text.lastIndexOf(part);
  }

  private static Node end(Call call, int index) {
    if (call.get(0) instanceof TextNode text) {
      return call.of(text.value().isEmpty() ? "" : text.value().substring(index, index + 1));
    }
    return call.items(0).isEmpty() ? call.nothing() : call.items(0).get(index);
  }

  /** The last item is at 1. */
  private static Node fromEnd(Call call) {
    List<Node> items = call.items(0);
    long index = call.integer(1);
    if (index < 1 || index > items.size()) {
      throw new InvalidCall(
          "the array has "
              + Call.counted(items.size(), "item")
              + ", and none at "
              + index
              + " from its end",
          1);
    }
    return items.get(items.size() - (int) index);
  }

  private static int clamp(long count, Call call) {
    return (int) Math.max(0, Math.min(count, length(call)));
  }

  private static Node part(Call call, int from, int to) {
    return call.get(0) instanceof TextNode
        ? call.of(call.wholeText(0).substring(from, to))
        : call.of(call.items(0).subList(from, to));
  }

  private static Node flatten(Call call) {
    List<Node> flat = new ArrayList<>();
    for (Node item : call.items(0)) {
      if (item instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      if (!(item instanceof ListNode list)) {
        throw new InvalidCall("an array of arrays is needed, not of " + Call.kind(item));
      }
      call.budget().items((long) flat.size() + list.items().size());
      flat.addAll(list.items());
    }
    return call.of(flat);
  }

  private static Node intersection(Call call) {
    if (call.get(0) instanceof MapNode) {
      return ObjectFunctions.intersection(call);
    }
    List<Node> common = call.items(0);
    for (int i = 1; i < call.count(); i++) {
      List<Node> kept = new ArrayList<>();
      for (Node item : common) {
        switch (sameness(call.items(i), item, call.budget())) {
          case SAME -> kept.add(item);
          case DIFFERENT -> {}
          case UNKNOWN -> {
            return call.undecided();
          }
        }
      }
      common = kept;
    }
    return distinct(common, call);
  }

  /** Each value once, in the order in which they come; not known if two may be the same. */
  static Node distinct(List<Node> items, Call call) {
    List<Node> once = new ArrayList<>();
    for (Node item : items) {
      switch (sameness(once, item, call.budget())) {
        case SAME -> {}
        case DIFFERENT -> once.add(item);
        case UNKNOWN -> {
          return call.undecided();
        }
      }
    }
    return call.of(once);
  }

  /** Whether a value is among others. */
  private static Sameness sameness(List<Node> items, Node wanted, Budget budget) {
    Sameness found = Sameness.DIFFERENT;
    for (Node item : items) {
      Sameness sameness = Sameness.of(item, wanted, budget);
      if (sameness == Sameness.SAME) {
        return sameness;
      }
      found = sameness == Sameness.UNKNOWN ? sameness : found;
    }
    return found;
  }
}
