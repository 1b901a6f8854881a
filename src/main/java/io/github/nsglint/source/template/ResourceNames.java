package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;

/** Names of resources in which some parts may not be known. */
final class ResourceNames {
  private ResourceNames() {}

  /** The known text of a name, with a stretch that is like no other where nothing is known. */
  static String text(Node name) {
    if (name instanceof Unresolved unresolved) {
      return unresolved.symbol().isEmpty()
          ? Symbols.of("name at " + unresolved.span())
          : unresolved.symbol();
    }
    return name.scalar().orElseGet(() -> Symbols.of("name at " + name.span()));
  }

  /** Splits at slashes outside of unknown parts. */
  static List<String> segments(String name) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      depth += c == Symbols.OPEN ? 1 : c == Symbols.CLOSE ? -1 : 0;
      if (c == '/' && depth == 0) {
        parts.add(name.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(name.substring(start));
    return parts;
  }

  /** How many names a resource of a type has, its parents' among them. */
  static int needed(String type) {
    return (int) type.chars().filter(c -> c == '/').count();
  }

  /** An unknown name may hold several parts: they are told apart by their number. */
  private static List<String> fitted(List<String> names, int count) {
    if (names.size() == count) {
      return names;
    }
    String all = String.join("/", names);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(Symbols.of("part " + (i + 1) + " of " + all));
    }
    return parts;
  }

  /** The id from {@code /providers} on. */
  static String id(String type, List<String> names) {
    String[] types = type.split("/", -1);
    List<String> fitted = fitted(names, types.length - 1);
    StringBuilder id = new StringBuilder("/providers/").append(types[0]);
    for (int i = 1; i < types.length; i++) {
      id.append('/').append(types[i]).append('/').append(fitted.get(i - 1));
    }
    return id.toString();
  }
}
