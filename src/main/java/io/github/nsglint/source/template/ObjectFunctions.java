package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NullNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Objects.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object">the
 *     documentation</a>
 */
final class ObjectFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "createObject([key], [value], ...)", NOTHING, ObjectFunctions::createObject),
          new TemplateFunction("items(object)", ARGUMENTS, ObjectFunctions::items),
          new TemplateFunction("objectKeys(object)", ARGUMENTS, ObjectFunctions::keys),
          new TemplateFunction("tryGet(value, key, ...)", NOTHING, ObjectFunctions::tryGet),
          new TemplateFunction(
              "tryIndexFromEnd(array, index, ...)", NOTHING, ObjectFunctions::tryIndexFromEnd),
          new TemplateFunction("union(first, second, ...)", ARGUMENTS, ObjectFunctions::union),
          new TemplateFunction("shallowMerge(objects)", ARGUMENTS, ObjectFunctions::shallowMerge));

  private ObjectFunctions() {}

  private static Node createObject(Call call) {
    if (call.count() % 2 != 0) {
      throw new InvalidCall("keys and values do not come in pairs");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < call.count(); i += 2) {
      if (call.get(i) instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      TextNode key = new TextNode(call.text(i), call.get(i).span());
      entries.add(new Entry(key, call.get(i + 1)));
    }
    return call.budget().value(new MapNode(entries, call.span()));
  }

  private static Node items(Call call) {
    List<Node> items = new ArrayList<>();
    for (Entry entry : sorted(call)) {
      Node key = entry.key();
      items.add(
          new MapNode(
              List.of(
                  new Entry(new TextNode("key", call.span()), key),
                  new Entry(new TextNode("value", call.span()), entry.value())),
              call.span()));
    }
    return call.of(items);
  }

  private static Node keys(Call call) {
    List<Node> keys = new ArrayList<>();
    sorted(call).forEach(entry -> keys.add(entry.key()));
    return call.of(keys);
  }

  /**
   * In alphabetical order, whatever the case. Whether signs count for less than letters, or for
   * nothing at all, is not documented, so it must not matter.
   */
  private static List<Entry> sorted(Call call) {
    List<Entry> entries = new ArrayList<>(call.map(0).entries());
    call.budget().items(entries.size());
    entries.sort((a, b) -> folded(a).compareTo(folded(b)));
    for (int i = 1; i < entries.size(); i++) {
      String before = folded(entries.get(i - 1));
      String after = folded(entries.get(i));
      if (letters(before).compareTo(letters(after)) >= 0
          || upper(before).compareTo(upper(after)) >= 0) {
        throw UnknownResult.undocumented(
            "whether '"
                + entries.get(i - 1).key().value()
                + "' or '"
                + entries.get(i).key().value()
                + "' comes first");
      }
    }
    return entries;
  }

  private static String folded(Entry entry) {
    return InvariantText.lower(entry.key().value());
  }

  /** Capitals lie on the other side of some signs. */
  private static String upper(String text) {
    return InvariantText.upper(text);
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    text.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
    return letters.toString();
  }

  /** The value at the end of a path of keys and indexes; null where the path ends early. */
  private static Node tryGet(Call call) {
    return alongPath(call.get(0), 1, call);
  }

  private static Node alongPath(Node start, int from, Call call) {
    Node at = start;
    for (int i = from; i < call.count(); i++) {
      Node key = call.get(i);
      if (at instanceof Unresolved || key instanceof Unresolved) {
        return call.unknown((Unresolved) (at instanceof Unresolved ? at : key));
      }
      Optional<Node> next = Optional.empty();
      if (key instanceof MapNode fromEnd) {
        Node index = fromEnd.get("value").orElseThrow(() -> new InvalidCall("a key is an object"));
        next = fromEnd(at, index);
      } else if (at instanceof MapNode map) {
        next = map.get(call.text(i));
      } else if (at instanceof ListNode list) {
        long index = call.integer(i);
        if (index >= 0 && index < list.items().size()) {
          next = Optional.of(list.items().get((int) index));
        }
      }
      if (next.isEmpty()) {
        return call.nothing();
      }
      at = next.get();
    }
    return at;
  }

  /** The last item is at 1. */
  private static Node tryIndexFromEnd(Call call) {
    Optional<Unresolved> unknown = call.firstUnresolvedArgument();
    if (unknown.isPresent()) {
      return call.unknown(unknown.get());
    }
    Optional<Node> item = fromEnd(call.get(0), call.get(1));
    return item.isPresent() ? alongPath(item.get(), 2, call) : call.nothing();
  }

  private static Optional<Node> fromEnd(Node array, Node index) {
    if (array instanceof Node.NullNode) {
      return Optional.empty();
    }
    if (!(array instanceof ListNode list)) {
      throw new InvalidCall(Call.kind(array) + " has no items to count from its end", 0);
    }
    long at = Call.integer(index).orElseThrow(() -> new InvalidCall("an index is no whole number"));
    return at >= 1 && at <= list.items().size()
        ? Optional.of(list.items().get(list.items().size() - (int) at))
        : Optional.empty();
  }

  private static Node union(Call call) {
    if (call.get(0) instanceof ListNode) {
      return unionOfArrays(call);
    }
    MapNode all = call.map(0);
    for (int i = 1; i < call.count(); i++) {
      all = merged(all, call.map(i), call, Depth.DEEP);
    }
    return call.budget().value(all);
  }

  private static Node unionOfArrays(Call call) {
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      call.budget().items((long) items.size() + call.items(i).size());
      items.addAll(call.items(i));
    }
    return ArrayFunctions.distinct(items, call);
  }

  private static Node shallowMerge(Call call) {
    MapNode all = new MapNode(List.of(), call.span());
    for (Node item : call.items(0)) {
      if (item instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      if (!(item instanceof MapNode map)) {
        throw new InvalidCall("an array of objects is needed, not of " + Call.kind(item));
      }
      all = merged(all, map, call, Depth.SHALLOW);
    }
    return call.budget().value(all);
  }

  /** The keys that all have with the same value. */
  static Node intersection(Call call) {
    List<Entry> common = new ArrayList<>();
    for (Entry entry : call.map(0).entries()) {
      Sameness sameness = Sameness.SAME;
      for (int i = 1; i < call.count() && sameness == Sameness.SAME; i++) {
        Optional<Node> other = call.map(i).get(entry.key().value());
        sameness =
            other.isEmpty()
                ? Sameness.DIFFERENT
                : Sameness.of(entry.value(), other.get(), call.budget());
        if (sameness != Sameness.SAME && other.filter(MapNode.class::isInstance).isPresent()) {
          throw UnknownResult.undocumented("how objects within objects intersect");
        }
      }
      if (sameness == Sameness.UNKNOWN) {
        return call.undecided();
      }
      if (sameness == Sameness.SAME) {
        common.add(entry);
      }
    }
    return call.of(new MapNode(common, call.span()));
  }

  private enum Depth {
    SHALLOW,
    DEEP
  }

  /** The later value of a key counts; going deep, objects under one key are merged in turn. */
  private static MapNode merged(MapNode left, MapNode right, Call call, Depth depth) {
    call.budget().items((long) left.entries().size() + right.entries().size());
    Map<String, Entry> entries = new LinkedHashMap<>();
    left.entries().forEach(entry -> entries.put(lower(entry), entry));
    for (Entry entry : right.entries()) {
      Entry known = entries.get(lower(entry));
      if (depth == Depth.DEEP && known != null && entry.value() instanceof MapNode over) {
        entries.put(lower(entry), new Entry(known.key(), under(known.value(), over, call)));
      } else if (depth == Depth.DEEP && known != null && entry.value() instanceof NullNode) {
        entries.put(lower(entry), new Entry(known.key(), underNull(known.value(), call)));
      } else {
        entries.put(lower(entry), entry);
      }
    }
    return new MapNode(List.copyOf(entries.values()), call.span());
  }

  private static Node under(Node value, MapNode over, Call call) {
    if (value instanceof MapNode map) {
      return merged(map, over, call, Depth.DEEP);
    }
    // An unknown value may be an object, and then has a part in the result.
    return value instanceof Unresolved unknown
        ? new Unresolved(unknown.reason(), "", unknown.span())
        : over;
  }

  private static Node underNull(Node value, Call call) {
    String reason = "union(): it is not documented whether null replaces a value";
    return value instanceof NullNode ? value : new Unresolved(reason, "", call.span());
  }

  private static String lower(Entry entry) {
    return entry.key().value().toLowerCase(Locale.ROOT);
  }
}
