package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import java.util.List;
import java.util.Locale;

/**
 * What a pack leaves to its users. Its rules write {@code $name} where the value goes; in a list, a
 * value that is a list takes the place with all its items.
 *
 * <pre>{@code
 * settings:
 *   jump-ports: { type: ports, default: [22], description: Ports of the jump hosts. }
 * rules:
 *   …
 *     destination-ports: [443, $jump-ports]
 * }</pre>
 *
 * @param description one sentence
 * @param value in force: the user's, or the default; its place tells which
 */
public record Setting(String name, Type type, String description, Node value) {
  /** What a value must be; the word in a pack is the name in small letters. */
  public enum Type {
    /** A list of ports and ranges, perhaps empty. */
    PORTS("a list of ports"),
    /** A list of service tags and blocks, perhaps empty. */
    ADDRESSES("a list of service tags and blocks"),
    /** A list of texts, perhaps empty. */
    TEXTS("a list of texts"),
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** The word in a pack. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** With an article. */
    public String words() {
      return words;
    }
  }

  public Setting {
    requireNonNull(name);
    requireNonNull(type);
    requireNonNull(description);
    requireNonNull(value);
  }

  /** The value as one line: {@code 22, 8000-8080}; {@code none} for an empty list. */
  public String shown() {
    if (!(value instanceof Node.ListNode list)) {
      return value.scalar().orElse("");
    }
    List<String> items = list.items().stream().map(item -> item.scalar().orElse("")).toList();
    return items.isEmpty() ? "none" : String.join(", ", items);
  }
}
