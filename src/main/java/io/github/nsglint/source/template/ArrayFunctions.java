package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.EVERYTHING;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
          new TemplateFunction("array", 1, 1, ARGUMENTS, ArrayFunctions::array),
          new TemplateFunction(
              "createArray", 0, Integer.MAX_VALUE, NOTHING, call -> call.of(call.arguments())),
          new TemplateFunction("empty", 1, 1, ARGUMENTS, ArrayFunctions::empty),
          new TemplateFunction("length", 1, 1, ARGUMENTS, call -> call.of(length(call))),
          new TemplateFunction("contains", 2, 2, ARGUMENTS, ArrayFunctions::contains),
          new TemplateFunction("indexOf", 2, 2, EVERYTHING, ArrayFunctions::indexOf),
          new TemplateFunction("lastIndexOf", 2, 2, EVERYTHING, ArrayFunctions::lastIndexOf),
          new TemplateFunction("first", 1, 1, ARGUMENTS, call -> end(call, 0)),
          new TemplateFunction("last", 1, 1, ARGUMENTS, call -> end(call, length(call) - 1)),
          new TemplateFunction(
              "take", 2, 2, ARGUMENTS, call -> part(call, 0, clamp(call.integer(1), call))),
          new TemplateFunction(
              "skip",
              2,
              2,
              ARGUMENTS,
              call -> part(call, clamp(call.integer(1), call), length(call))),
          new TemplateFunction("flatten", 1, 1, ARGUMENTS, ArrayFunctions::flatten),
          new TemplateFunction(
              "intersection", 2, Integer.MAX_VALUE, EVERYTHING, ArrayFunctions::intersection));

  private ArrayFunctions() {}

  private static Node array(Call call) {
    return call.get(0) instanceof ListNode ? call.get(0) : call.of(call.arguments());
  }

  private static Node empty(Call call) {
    return call.of(call.get(0) instanceof Node.NullNode || length(call) == 0);
  }

  /** Of a text in UTF-16 units, of an object in keys. */
  private static int length(Call call) {
    Node value = call.get(0);
    if (value instanceof TextNode text) {
      return text.value().length();
    }
    if (value instanceof MapNode map) {
      return map.entries().size();
    }
    return call.items(0).size();
  }

  /** An object has a key whatever its case; texts compare with case, as documented. */
  private static Node contains(Call call) {
    if (call.get(0) instanceof TextNode text) {
      String part = call.scalarText(1);
      call.budget().search(text.value().length(), part.length());
      return call.of(text.value().contains(part));
    }
    if (call.get(0) instanceof MapNode map) {
      return call.of(map.get(call.scalarText(1)).isPresent());
    }
    return switch (sameness(call.items(0), call.get(1), call.budget())) {
      case SAME -> call.of(true);
      case DIFFERENT -> call.of(false);
      case UNKNOWN -> call.unknown(call.firstUnresolvedPart());
    };
  }

  /** In a text whatever the case, as documented. */
  private static Node indexOf(Call call) {
    if (call.get(0) instanceof TextNode text) {
      call.budget().search(text.value().length(), call.text(1).length());
      return call.of(lower(text.value()).indexOf(lower(call.text(1))));
    }
    List<Node> items = call.items(0);
    for (int i = 0; i < items.size(); i++) {
      if (Sameness.of(items.get(i), call.get(1), call.budget()) == Sameness.SAME) {
        return call.of(i);
      }
    }
    return call.of(-1);
  }

  private static Node lastIndexOf(Call call) {
    if (call.get(0) instanceof TextNode text) {
      call.budget().search(text.value().length(), call.text(1).length());
      return call.of(lower(text.value()).lastIndexOf(lower(call.text(1))));
    }
    List<Node> items = call.items(0);
    for (int i = items.size() - 1; i >= 0; i--) {
      if (Sameness.of(items.get(i), call.get(1), call.budget()) == Sameness.SAME) {
        return call.of(i);
      }
    }
    return call.of(-1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Node end(Call call, int index) {
    if (call.get(0) instanceof TextNode text) {
      return call.of(text.value().isEmpty() ? "" : text.value().substring(index, index + 1));
    }
    if (call.items(0).isEmpty()) {
      throw new InvalidCall("the array is empty");
    }
    return call.items(0).get(index);
  }

  private static int clamp(long count, Call call) {
    return (int) Math.max(0, Math.min(count, length(call)));
  }

  private static Node part(Call call, int from, int to) {
    return call.get(0) instanceof TextNode text
        ? call.of(text.value().substring(from, to))
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
    List<Node> common = new ArrayList<>(call.items(0));
    for (int i = 1; i < call.count(); i++) {
      List<Node> other = call.items(i);
      common.removeIf(item -> sameness(other, item, call.budget()) != Sameness.SAME);
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
          return call.unknown(call.firstUnresolvedPart());
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
