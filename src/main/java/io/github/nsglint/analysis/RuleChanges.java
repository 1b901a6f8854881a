package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules of a group that would meet a requirement if one thing about them were another. */
final class RuleChanges {
  private final NetworkSecurityGroup group;
  private final List<RuleFlows> own;
  private final List<Family> families;
  private final AddressBook book;

  /**
   * @param own the rules of the group, without Azure's
   */
  RuleChanges(
      NetworkSecurityGroup group, List<RuleFlows> own, List<Family> families, AddressBook book) {
    this.group = group;
    this.own = List.copyOf(own);
    this.families = families;
    this.book = book;
  }

  private List<RuleFlows> allows(Direction direction) {
    return own.stream()
        .filter(flows -> EffectiveRules.isFirm(flows.rule()))
        .filter(flows -> flows.rule().direction().known().equals(Optional.of(direction)))
        .filter(flows -> flows.rule().access().known().equals(Optional.of(Access.ALLOW)))
        .toList();
  }

  /** The priorities of the rules that may decide a flow of the pattern so, the first first. */
  List<Integer> deciding(FlowPattern pattern, Access access) {
    FlowSet region = Region.of(pattern, families, book).possible();
    return own.stream()
        .filter(flows -> flows.rule().mayBe(pattern.direction()))
        .filter(flows -> flows.rule().access().fold(known -> known == access, unknown -> true))
        .filter(flows -> FlowSet.of(flows.possible()).intersects(region))
        .flatMap(flows -> flows.rule().priority().known().stream())
        .sorted()
        .toList();
  }

  private boolean grants(RuleFlows flows, Demand demand, FlowPattern pattern) {
    FlowSet granted = FlowSet.of(flows.certain());
    FlowBounds region = Region.of(demand, pattern, families, book);
    return demand == Demand.SOME
        ? granted.intersects(region.certain())
        : granted.containsAll(region.possible());
  }

  /** An Allow that would do, moved before the Deny that hides it, or that one after it. */
  List<Remedy> moved(Demand demand, FlowPattern pattern) {
    List<Remedy> remedies = new ArrayList<>();
    for (RuleFlows flows : allows(pattern.direction())) {
      SecurityRule rule = flows.rule();
      int at = rule.priority().known().orElseThrow();
      List<Integer> before =
          deciding(pattern, Access.DENY).stream().filter(number -> number < at).toList();
      if (before.isEmpty() || !grants(flows, demand, pattern)) {
        continue;
      }
      FreePriorities free = new FreePriorities(group.rules(), pattern.direction());
      free.before(before.get(0)).ifPresent(number -> remedies.add(priority(rule, number)));
      if (before.size() == 1) {
        OptionalInt later = free.after(at);
        for (RuleFlows deny : own) {
          if (later.isPresent()
              && deny.rule().mayBe(pattern.direction())
              && deny.rule().priority().known().equals(Optional.of(before.get(0)))) {
            remedies.add(priority(deny.rule(), later.getAsInt()));
          }
        }
      }
    }
    return remedies;
  }

  /** Moves a rule. */
  static Remedy priority(SecurityRule rule, int number) {
    return new Remedy.SetValue(
        rule.priority().span(),
        Integer.toString(number),
        "move "
            + rule.name()
            + " from priority "
            + rule.priority().known().orElseThrow()
            + " to "
            + number);
  }

  /** An Allow of another protocol without ports, or of fewer ports. */
  List<Remedy> widened(Demand demand, FlowPattern pattern) {
    List<Remedy> remedies = new ArrayList<>();
    for (RuleFlows flows : allows(pattern.direction())) {
      SecurityRule rule = flows.rule();
      Protocol protocol = rule.protocol().known().orElse(Protocol.ANY);
      boolean other = protocol == Protocol.AH || protocol == Protocol.ESP;
      if (other && pattern.protocols().size() == 1) {
        Protocol wanted = pattern.protocols().get(0);
        if (grants(with(rule, wanted, rule.destinationPorts()), demand, pattern)) {
          remedies.add(
              new Remedy.SetValue(
                  rule.protocol().span(),
                  wanted.toString(),
                  "set the protocol of " + rule.name() + " from " + protocol + " to " + wanted));
        }
      }
      remedies.addAll(widenedSides(rule, demand, pattern));
      widenedPort(rule, protocol, demand, pattern).ifPresent(remedies::add);
      List<PortPrefix.Range> missing = missing(rule, pattern);
      if (!missing.isEmpty() && missing.size() < pattern.destinationPorts().size()) {
        List<PortPrefix> ports = new ArrayList<>(rule.destinationPorts());
        ports.addAll(missing);
        if (grants(with(rule, protocol, ports), demand, pattern)) {
          remedies.add(new Remedy.AddPorts(rule, missing));
        }
      }
    }
    return remedies;
  }

  /** An Allow that names the port as the source's, which clients choose as they like. */
  List<List<Remedy>> swapped(Demand demand, FlowPattern pattern) {
    List<List<Remedy>> ways = new ArrayList<>();
    for (RuleFlows flows : allows(pattern.direction())) {
      SecurityRule rule = flows.rule();
      if (rule.sourcePorts().size() != 1
          || rule.destinationPorts().size() != 1
          || pattern.destinationPorts().size() != 1
          || !rule.destinationPorts().get(0).toString().equals("*")
          || !rule.sourcePorts()
              .get(0)
              .toString()
              .equals(pattern.destinationPorts().get(0).toString())) {
        continue;
      }
      SecurityRule right =
          new SecurityRule(
              rule.name(),
              rule.priority(),
              rule.direction(),
              rule.access(),
              rule.protocol(),
              rule.sources(),
              rule.destinationPorts(),
              rule.destinations(),
              rule.sourcePorts(),
              false,
              rule.condition(),
              rule.span());
      if (grants(new RuleFlows(right, book), demand, pattern)) {
        String port = rule.sourcePorts().get(0).toString();
        ways.add(
            List.of(
                new Remedy.SetValue(
                    rule.sourcePorts().get(0).span(),
                    "*",
                    "set the source port of " + rule.name() + " from " + port + " to *"),
                new Remedy.SetValue(
                    rule.destinationPorts().get(0).span(),
                    port,
                    "set its destination port from * to " + port)));
      }
    }
    return ways;
  }

  /** An Allow between fewer addresses, as for a single region of a service tag. */
  private List<Remedy> widenedSides(SecurityRule rule, Demand demand, FlowPattern pattern) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    List<AddressPrefix> from = wide(pattern.source(), !inbound);
    List<AddressPrefix> to = wide(pattern.destination(), inbound);
    List<Remedy> remedies = new ArrayList<>();
    if (isWider(demand, from, rule.sources())
        && grants(new RuleFlows(between(rule, from, rule.destinations()), book), demand, pattern)) {
      remedies.add(side("source", rule, rule.sources().get(0), from.get(0)));
    }
    if (isWider(demand, to, rule.destinations())
        && grants(new RuleFlows(between(rule, rule.sources(), to), book), demand, pattern)) {
      remedies.add(side("destination", rule, rule.destinations().get(0), to.get(0)));
    }
    return remedies;
  }

  /** What a requirement names, if that can stand alone in a rule. */
  private List<AddressPrefix> wide(Place place, boolean guarded) {
    if (place.subnet()) {
      return guarded ? List.of(new AddressPrefix.Any(group.span())) : List.of();
    }
    return place.prefixes();
  }

  private boolean isWider(Demand demand, List<AddressPrefix> wide, List<AddressPrefix> written) {
    if (wide.size() != 1 || written.size() != 1) {
      return false;
    }
    AddressPrefix one = written.get(0);
    AddressPrefix other = wide.get(0);
    if (one instanceof AddressPrefix.ServiceTag) {
      // Another tag has another purpose; that of one region is meant to be this one.
      return one.toString()
          .toLowerCase(Locale.ROOT)
          .startsWith(other.toString().toLowerCase(Locale.ROOT) + ".");
    }
    return demand == Demand.ALL
        && one instanceof AddressPrefix.Block block
        && !(other instanceof AddressPrefix.Block)
        && book.of(other).certain().containsAll(AddressSet.of(block.cidr().range()));
  }

  private static SecurityRule between(
      SecurityRule rule, List<AddressPrefix> sources, List<AddressPrefix> destinations) {
    return new SecurityRule(
        rule.name(),
        rule.priority(),
        rule.direction(),
        rule.access(),
        rule.protocol(),
        sources,
        rule.sourcePorts(),
        destinations,
        rule.destinationPorts(),
        false,
        rule.condition(),
        rule.span());
  }

  private static Remedy side(
      String side, SecurityRule rule, AddressPrefix written, AddressPrefix wide) {
    return new Remedy.SetValue(
        written.span(),
        wide.toString(),
        "set the " + side + " of " + rule.name() + " from " + written + " to " + wide);
  }

  /** A range of ports for another that lies in it. */
  private Optional<Remedy> widenedPort(
      SecurityRule rule, Protocol protocol, Demand demand, FlowPattern pattern) {
    if (rule.destinationPorts().size() != 1
        || pattern.destinationPorts().size() != 1
        || !(rule.destinationPorts().get(0) instanceof PortPrefix.Range written)) {
      return Optional.empty();
    }
    PortPrefix.Range wanted = pattern.destinationPorts().get(0);
    boolean within =
        wanted.first() <= written.first()
            && written.last() <= wanted.last()
            && !wanted.toString().equals(written.toString());
    return within && grants(with(rule, protocol, List.of(wanted)), demand, pattern)
        ? Optional.of(
            new Remedy.SetValue(
                written.span(),
                wanted.toString(),
                "set the destination port of "
                    + rule.name()
                    + " from "
                    + written
                    + " to "
                    + wanted))
        : Optional.empty();
  }

  private static List<PortPrefix.Range> missing(SecurityRule rule, FlowPattern pattern) {
    PortSet ports = PortSet.empty();
    for (PortPrefix port : rule.destinationPorts()) {
      if (!(port instanceof PortPrefix.Range range)) {
        return List.of();
      }
      ports = ports.union(PortSet.range(range.first(), range.last()));
    }
    List<PortPrefix.Range> missing = new ArrayList<>();
    for (PortPrefix.Range range : pattern.destinationPorts()) {
      PortSet asked = PortSet.range(range.first(), range.last());
      if (ports.containsAll(asked)) {
        continue;
      }
      if (ports.intersects(asked)) {
        // Azure may not take ranges that overlap.
        return List.of();
      }
      missing.add(range);
    }
    return missing;
  }

  private RuleFlows with(SecurityRule rule, Protocol protocol, List<PortPrefix> ports) {
    return new RuleFlows(
        new SecurityRule(
            rule.name(),
            rule.priority(),
            rule.direction(),
            rule.access(),
            new Value.Known<>(protocol, rule.protocol().span()),
            rule.sources(),
            rule.sourcePorts(),
            rule.destinations(),
            ports,
            false,
            rule.condition(),
            rule.span()),
        book);
  }

  /** An Allow from everywhere, narrowed to the virtual network: what is inside goes on. */
  List<Remedy> narrowed(FlowPattern pattern) {
    List<Remedy> remedies = new ArrayList<>();
    for (RuleFlows flows : allows(pattern.direction())) {
      SecurityRule rule = flows.rule();
      boolean everywhere =
          rule.sources().size() == 1
              && (rule.sources().get(0) instanceof AddressPrefix.Any
                  || rule.sources().get(0).toString().equals("0.0.0.0/0"));
      if (pattern.direction() == Direction.INBOUND
          && everywhere
          && FlowSet.of(flows.certain()).intersects(Region.of(pattern, families, book).certain())) {
        remedies.add(
            new Remedy.SetValue(
                rule.sources().get(0).span(),
                "VirtualNetwork",
                "set the source of "
                    + rule.name()
                    + " from "
                    + rule.sources().get(0)
                    + " to VirtualNetwork"));
      }
    }
    return remedies;
  }
}
