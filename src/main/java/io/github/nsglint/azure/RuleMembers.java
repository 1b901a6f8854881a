package io.github.nsglint.azure;

import io.github.nsglint.document.Members;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a security rule, found in one walk over all that is written there: to look for
 * each of sixteen among twenty others is most of the work on a large listing.
 */
final class RuleMembers {
  enum Member {
    NAME("name"),
    PROPERTIES("properties"),
    PRIORITY("priority"),
    DIRECTION("direction"),
    ACCESS("access"),
    PROTOCOL("protocol"),
    SOURCE_PREFIX("sourceAddressPrefix"),
    SOURCE_PREFIXES("sourceAddressPrefixes"),
    SOURCE_GROUPS("sourceApplicationSecurityGroups"),
    SOURCE_PORT("sourcePortRange"),
    SOURCE_PORTS("sourcePortRanges"),
    DESTINATION_PREFIX("destinationAddressPrefix"),
    DESTINATION_PREFIXES("destinationAddressPrefixes"),
    DESTINATION_GROUPS("destinationApplicationSecurityGroups"),
    DESTINATION_PORT("destinationPortRange"),
    DESTINATION_PORTS("destinationPortRanges");

    private final String key;

    Member(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    @SuppressWarnings("EnumOrdinal") // a place in this class's array, that means nothing elsewhere
    private int place() {
      return ordinal();
    }
  }

  /** Other spellings are looked up anew each time; files have a few dozen keys. */
  private static final int MOST_KEYS = 1000;

  /** The member each key stands for, by its spelling; empty for one that no rule has. */
  private final Map<String, Optional<Member>> known = new HashMap<>();

  /** By {@link Member#place()}; null for what is not given, or given as {@code null}. */
  private final @Nullable Node[] values = new @Nullable Node[Member.values().length];

  /** Which members are given, a bit for each place. */
  private int given;

  /**
   * Takes the members of one rule in the place of those of the last. Its name stands beside its
   * properties, all others stand in them where it has them.
   */
  void read(Node.MapNode rule) {
    take(rule);
    Node name = values[Member.NAME.place()];
    Node properties = values[Member.PROPERTIES.place()];
    if (properties instanceof Node.MapNode map) {
      take(map);
      values[Member.NAME.place()] = name;
      values[Member.PROPERTIES.place()] = map;
    }
  }

  private void take(Node.MapNode map) {
    Arrays.fill(values, null);
    given = 0;
    Members members = map.members();
    while (members.next()) {
      Optional<Member> member = member(members.key());
      if (member.isPresent()) {
        int place = member.get().place();
        int bit = 1 << place;
        boolean again = (given & bit) != 0;
        given |= bit;
        if (again) {
          // A key given twice is for the map itself to judge.
          values[place] = map.get(member.get().key()).orElse(null);
        } else if (!members.isNull()) {
          values[place] = members.value();
        }
      }
    }
  }

  private Optional<Member> member(String key) {
    Optional<Member> member = known.get(key);
    if (member == null) {
      member = find(key);
      if (known.size() < MOST_KEYS) {
        known.put(key, member);
      }
    }
    return member;
  }

  private static Optional<Member> find(String key) {
    for (Member member : Member.values()) {
      if (member.key().equalsIgnoreCase(key)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /** As {@link Properties#place}. */
  Span place(Node.MapNode rule) {
    Node name = values[Member.NAME.place()];
    return name == null || name instanceof Node.NullNode
        ? Properties.openingOf(rule.span())
        : name.span();
  }

  /** As {@link Node.MapNode#present}. */
  Optional<Node> present(Member member) {
    Node value = values[member.place()];
    boolean set =
        value != null
            && !(value instanceof Node.NullNode)
            && !(value instanceof Node.TextNode text && text.value().isEmpty());
    return set ? Optional.ofNullable(value) : Optional.empty();
  }

  /** As {@link Properties#list}. */
  List<Node> list(Member member) {
    Optional<Node> value = present(member);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof Node.ListNode list ? list.items() : List.of(value.get());
  }
}
