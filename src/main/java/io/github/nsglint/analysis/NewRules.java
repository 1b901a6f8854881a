package io.github.nsglint.analysis;

import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules that a group does not have yet, with a name and a priority that are free. */
final class NewRules {
  private static final int LONGEST_NAME = 80;

  private final NetworkSecurityGroup group;
  private final List<SecurityRule> all;
  private final List<Family> families;
  private final List<Cidr> prefixes;

  /**
   * @param all the rules of the group and Azure's
   * @param prefixes of the subnet that is asked about, as far as they are known
   */
  NewRules(
      NetworkSecurityGroup group,
      List<SecurityRule> all,
      List<Family> families,
      List<Cidr> prefixes) {
    this.group = group;
    this.all = List.copyOf(all);
    this.families = families;
    this.prefixes = List.copyOf(prefixes);
  }

  /** A rule of which nobody knows which priority it takes. */
  static Optional<SecurityRule> unplaced(NetworkSecurityGroup group, Direction direction) {
    return group.rules().stream()
        .filter(rule -> rule.mayBe(direction) && rule.priority().known().isEmpty())
        .findFirst();
  }

  /** How the side is written that the group stands before. */
  enum Guarded {
    /** As documented: where only the subnet is behind the group, it means no more. */
    ANYTHING,
    /** Where the group stands before other subnets too. */
    SUBNET
  }

  /**
   * A rule for the flows of a pattern; none if no single one can say it, or none has room.
   *
   * @param limit the priority it must come before
   * @param before what is added together with it
   */
  Optional<SecurityRule> rule(
      FlowPattern pattern, Access access, Guarded guarded, int limit, List<SecurityRule> before) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    Optional<List<AddressPrefix>> sources =
        inbound ? far(pattern.source()) : near(pattern.source(), guarded);
    Optional<List<AddressPrefix>> destinations =
        inbound ? near(pattern.destination(), guarded) : far(pattern.destination());
    FreePriorities free = new FreePriorities(group.rules(), pattern.direction());
    for (SecurityRule other : before) {
      if (other.mayBe(pattern.direction())) {
        free.take(other.priority().known().orElseThrow());
      }
    }
    OptionalInt priority = free.before(limit);
    Optional<Protocol> protocol = protocol(pattern);
    if (sources.isEmpty() || destinations.isEmpty() || priority.isEmpty() || protocol.isEmpty()) {
      return Optional.empty();
    }
    Span place = group.span();
    List<PortPrefix> ports = new ArrayList<>(pattern.destinationPorts());
    PortPrefix every = new PortPrefix.Range(0, 65535, place);
    return Optional.of(
        new SecurityRule(
            name(pattern, access, inbound ? sources.get() : destinations.get(), before),
            new Value.Known<>(priority.getAsInt(), place),
            new Value.Known<>(pattern.direction(), place),
            new Value.Known<>(access, place),
            new Value.Known<>(protocol.get(), place),
            sources.get(),
            List.of(every),
            destinations.get(),
            ports.isEmpty() ? List.of(every) : ports,
            false,
            Optional.empty(),
            place));
  }

  /** One protocol, or {@code *} if the pattern means every one. */
  private static Optional<Protocol> protocol(FlowPattern pattern) {
    ProtocolSet wanted = Region.protocols(pattern);
    return pattern.protocols().size() == 1
        ? Optional.of(pattern.protocols().get(0))
        : Optional.of(Protocol.ANY).filter(any -> RuleFlows.possible(any).equals(wanted));
  }

  private Optional<List<AddressPrefix>> near(Place place, Guarded guarded) {
    boolean plain = place.subnet() || isAny(place);
    if (!plain) {
      return far(place);
    }
    return guarded == Guarded.ANYTHING
        ? Optional.of(List.of(new AddressPrefix.Any(group.span())))
        : subnet();
  }

  private static boolean isAny(Place place) {
    return place.prefixes().stream().anyMatch(AddressPrefix.Any.class::isInstance);
  }

  private Optional<List<AddressPrefix>> far(Place place) {
    if (place.subnet()) {
      return subnet();
    }
    boolean lists =
        place.prefixes().size() == 1
            || place.prefixes().stream().allMatch(AddressPrefix.Block.class::isInstance);
    return lists ? Optional.of(place.prefixes()) : Optional.empty();
  }

  private Optional<List<AddressPrefix>> subnet() {
    List<AddressPrefix> blocks = new ArrayList<>();
    for (Cidr prefix : prefixes) {
      if (families.contains(prefix.first().family())) {
        blocks.add(new AddressPrefix.Block(prefix, group.span()));
      }
    }
    return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks);
  }

  /** {@code AllowGatewayManagerInbound}; with the ports, or a number, where that is taken. */
  private String name(
      FlowPattern pattern, Access access, List<AddressPrefix> far, List<SecurityRule> before) {
    String start =
        access
            + (far.size() == 1 && far.get(0) instanceof AddressPrefix.ServiceTag tag
                ? tag.name().replace(".", "")
                : "");
    StringBuilder ports = new StringBuilder();
    for (PortPrefix.Range range : pattern.destinationPorts()) {
      String port = range.toString();
      ports.append(ports.length() == 0 ? "" : "And").append(port.equals("*") ? "AnyPort" : port);
    }
    String name = start + pattern.direction();
    if (isTaken(name, before) && start.length() + ports.length() + 10 < LONGEST_NAME) {
      name = start + ports + pattern.direction();
    }
    String unique = name;
    for (int number = 2; isTaken(unique, before); number++) {
      unique = name + number;
    }
    return unique;
  }

  private boolean isTaken(String name, List<SecurityRule> before) {
    String lower = name.toLowerCase(Locale.ROOT);
    // Azure's own rules are among them: two of one name would confuse people, if not Azure.
    return all.stream().anyMatch(rule -> rule.name().toLowerCase(Locale.ROOT).equals(lower))
        || before.stream().anyMatch(rule -> rule.name().toLowerCase(Locale.ROOT).equals(lower));
  }
}
