package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeyMeanings;
import io.github.nsglint.document.Members;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.document.TextMeanings;
import java.util.Arrays;
import java.util.List;
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

  /** In the place of a position, of what is not given. */
  private static final int NOWHERE = -1;

  /** The member each key stands for; empty for one that no rule has. */
  private final KeyMeanings<Optional<Member>> keys = new KeyMeanings<>(RuleMembers::find);

  /** Of the map that the members were taken from. */
  private Members members = Members.none();

  /** Where each stands among them, by {@link Member#place()}. */
  private final int[] positions = new int[Member.values().length];

  /** The values, likewise; null for those that nobody asked for until now. */
  private final @Nullable Node[] values = new @Nullable Node[Member.values().length];

  /** Which members are given, a bit for each place. */
  private int given;

  /**
   * Takes the members of one rule in the place of those of the last. Its name stands beside its
   * properties, all others stand in them where it has them.
   */
  void read(Node.MapNode rule) {
    take(rule);
    if (value(Member.PROPERTIES) instanceof Node.MapNode properties) {
      Node name = value(Member.NAME);
      take(properties);
      set(Member.NAME, name);
      set(Member.PROPERTIES, properties);
    }
  }

  private void take(Node.MapNode map) {
    Arrays.fill(values, null);
    Arrays.fill(positions, NOWHERE);
    given = 0;
    members = map.members();
    while (members.next()) {
      Optional<Member> member = members.meaning(keys);
      if (member.isPresent()) {
        int place = member.get().place();
        int bit = 1 << place;
        boolean again = (given & bit) != 0;
        given |= bit;
        if (again) {
          // A key given twice is for the map itself to judge.
          set(member.get(), map.get(member.get().key()).orElse(null));
        } else {
          positions[place] = members.position();
        }
      }
    }
  }

  private void set(Member member, @Nullable Node value) {
    values[member.place()] = value;
    positions[member.place()] = NOWHERE;
  }

  private @Nullable Node value(Member member) {
    int place = member.place();
    if (values[place] == null && positions[place] != NOWHERE) {
      values[place] = members.value(positions[place]);
    }
    return values[place];
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
    int position = positions[Member.NAME.place()];
    if (position != NOWHERE && !members.isNull(position)) {
      return members.span(position);
    }
    Node name = value(Member.NAME);
    return name == null || name instanceof Node.NullNode
        ? Properties.openingOf(rule.span())
        : name.span();
  }

  /** As {@link Node.MapNode#present}. */
  Optional<Node> present(Member member) {
    Node value = value(member);
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

  /** Whether all of them surely stand in one file. */
  boolean areOfOneFile() {
    return members.isOfOneFile();
  }

  /** The text of a text, number or truth value; null for all else, and for what is not given. */
  @Nullable String scalar(Member member) {
    int position = positions[member.place()];
    if (position != NOWHERE) {
      return members.scalar(position);
    }
    Node value = values[member.place()];
    return value == null ? null : value.scalar().orElse(null);
  }

  /** What was made of that text; null if that is not known. */
  <T> @Nullable T meaning(Member member, TextMeanings<T> meanings) {
    int position = positions[member.place()];
    return position == NOWHERE ? null : members.meaning(position, meanings);
  }

  /** Tells what was made of it. */
  <T> void means(Member member, TextMeanings<T> meanings, T meaning) {
    int position = positions[member.place()];
    if (position != NOWHERE) {
      members.means(position, meanings, meaning);
    }
  }

  /** Where a value that is given starts. */
  int start(Member member) {
    int position = positions[member.place()];
    return position == NOWHERE ? span(member).start() : members.start(position);
  }

  /** Where it ends. */
  int end(Member member) {
    int position = positions[member.place()];
    return position == NOWHERE ? span(member).end() : members.end(position);
  }

  private Span span(Member member) {
    return requireNonNull(values[member.place()]).span();
  }

  /** Whether a list is not given, or given as {@code null} or without items. */
  boolean isNone(Member member) {
    int position = positions[member.place()];
    if (position != NOWHERE) {
      return members.isNull(position) || members.isEmptyList(position);
    }
    Node value = values[member.place()];
    return value == null
        || value instanceof Node.NullNode
        || (value instanceof Node.ListNode list && list.items().isEmpty());
  }
}
