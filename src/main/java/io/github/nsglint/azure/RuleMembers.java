package io.github.nsglint.azure;

import io.github.nsglint.document.Members;
import io.github.nsglint.document.Node;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a security rule's properties, found in one walk over all that is written there: to
 * look for each of fourteen among twenty others is most of the work on a large listing.
 */
final class RuleMembers {
  enum Member {
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
  }

  /** Other spellings are looked up anew each time; files have a few dozen keys. */
  private static final int MOST_KEYS = 1000;

  /** The member each key stands for, by its spelling; empty for one that no rule has. */
  private final Map<String, Optional<Member>> known = new HashMap<>();

  private final Map<Member, Node> values = new EnumMap<>(Member.class);

  /** Takes the members of one rule in the place of those of the last. */
  void read(Node.MapNode properties) {
    values.clear();
    Members members = properties.members();
    while (members.next()) {
      Optional<Member> member = member(members.key());
      if (member.isPresent()) {
        Node other = values.put(member.get(), members.value());
        if (other != null) {
          // A key given twice is for the map itself to judge.
          properties.get(member.get().key()).ifPresent(judged -> values.put(member.get(), judged));
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

  /** As {@link Node.MapNode#present}. */
  Optional<Node> present(Member member) {
    Node value = values.get(member);
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
