package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.azure.RuleMembers.Member;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.document.TextMeanings;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules as most of a large listing are: one text for each value, nothing wrong with any. What
 * was read from a text once is taken again wherever the text stands. At the first thing that is
 * otherwise it gives up, and leaves the rule to {@link SecurityRuleReader}, which reads all rules
 * and says what is wrong with them. Used by one thread.
 */
final class PlainRules {
  /** Of one member; of more, most come once. */
  private static final int MOST = 1 << 12;

  private static final List<Member> SEVERAL =
      List.of(
          Member.SOURCE_PREFIXES,
          Member.SOURCE_GROUPS,
          Member.SOURCE_PORTS,
          Member.DESTINATION_PREFIXES,
          Member.DESTINATION_GROUPS,
          Member.DESTINATION_PORTS);

  private final RuleMembers members;
  private final List<Problem> defects = new ArrayList<>();

  private final Texts<Value<Integer>> priority;
  private final Texts<Value<Direction>> direction;
  private final Texts<Value<Access>> access;
  private final Texts<Value<Protocol>> protocol;
  private final Texts<List<AddressPrefix>> source;
  private final Texts<List<PortPrefix>> sourcePort;
  private final Texts<List<AddressPrefix>> destination;
  private final Texts<List<PortPrefix>> destinationPort;

  /** In the order of the places that a rule holds. */
  private final List<Texts<?>> all;

  PlainRules(RuleMembers members, TagAddresses tags) {
    this.members = members;
    SecurityRuleReader reader = new SecurityRuleReader(defects, members, tags);
    priority = new Texts<>(Member.PRIORITY, reader::priority);
    direction = new Texts<>(Member.DIRECTION, reader::direction);
    access = new Texts<>(Member.ACCESS, reader::access);
    protocol = new Texts<>(Member.PROTOCOL, reader::protocol);
    source = new Texts<>(Member.SOURCE_PREFIX, reader::sources);
    sourcePort = new Texts<>(Member.SOURCE_PORT, reader::sourcePorts);
    destination = new Texts<>(Member.DESTINATION_PREFIX, reader::destinations);
    destinationPort = new Texts<>(Member.DESTINATION_PORT, reader::destinationPorts);
    all =
        List.of(
            priority,
            direction,
            access,
            protocol,
            source,
            sourcePort,
            destination,
            destinationPort);
  }

  /** The rule; null if it is not plain. */
  @Nullable SecurityRule read(Node.MapNode body) {
    members.read(body);
    String name = members.scalar(Member.NAME);
    if (name == null || !isOneTextEach()) {
      return null;
    }
    String ownName = SecurityRuleReader.ownName(name);
    if (!SecurityRuleReader.isName(ownName)) {
      return null;
    }
    Span place = members.place(body);
    if (!areFound(place)
        || AddressPrefixReader.areOfTwoFamilies(source.value(), destination.value())) {
      return null;
    }
    return new SecurityRule(
        ownName,
        priority.value(),
        direction.value(),
        access.value(),
        protocol.value(),
        source.value(),
        sourcePort.value(),
        destination.value(),
        destinationPort.value(),
        place,
        places());
  }

  private boolean isOneTextEach() {
    if (!members.areOfOneFile()) {
      return false;
    }
    for (int i = 0; i < SEVERAL.size(); i++) {
      if (!members.isNone(SEVERAL.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean areFound(Span place) {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).find(place)) {
        return false;
      }
    }
    return true;
  }

  private int[] places() {
    int[] places = new int[2 * all.size()];
    for (int i = 0; i < all.size(); i++) {
      Member member = all.get(i).member;
      places[2 * i] = members.start(member);
      places[2 * i + 1] = members.end(member);
    }
    return places;
  }

  /** What the texts of a member were read as. */
  private final class Texts<T> {
    final Member member;
    private final Function<Span, T> reading;
    private final TextMeanings<T> known = new TextMeanings<>(MOST);
    private @Nullable T value;

    /**
     * @param reading takes the member of the rule at a place
     */
    Texts(Member member, Function<Span, T> reading) {
      this.member = member;
      this.reading = reading;
    }

    /** Finds the value in the rule at a place; false if it is not plain. */
    boolean find(Span place) {
      value = members.meaning(member, known);
      return value != null || read(place);
    }

    private boolean read(Span place) {
      if (members.scalar(member) == null) {
        return false;
      }
      T read = reading.apply(place);
      boolean right = defects.isEmpty();
      defects.clear();
      if (right) {
        value = read;
        members.means(member, known, read);
      }
      return right;
    }

    /** What was found. */
    T value() {
      return requireNonNull(value);
    }
  }
}
