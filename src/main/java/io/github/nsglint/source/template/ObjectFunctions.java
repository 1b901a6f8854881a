package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
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
              "createObject", 0, Integer.MAX_VALUE, NOTHING, ObjectFunctions::createObject),
          new TemplateFunction("tryGet", 2, Integer.MAX_VALUE, NOTHING, ObjectFunctions::tryGet),
          new TemplateFunction("union", 2, Integer.MAX_VALUE, ARGUMENTS, ObjectFunctions::union),
          new TemplateFunction("shallowMerge", 1, 1, ARGUMENTS, ObjectFunctions::shallowMerge));

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

  /** The value at the end of a path of keys and indexes; null where the path ends early. */
  private static Node tryGet(Call call) {
    Node at = call.get(0);
    for (int i = 1; i < call.count(); i++) {
      if (at instanceof Unresolved || call.get(i) instanceof Unresolved) {
        return call.unknown((Unresolved) (at instanceof Unresolved ? at : call.get(i)));
      }
      Optional<Node> next = Optional.empty();
      if (at instanceof MapNode map) {
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

  private static String lower(Entry entry) {
    return entry.key().value().toLowerCase(Locale.ROOT);
  }
}
