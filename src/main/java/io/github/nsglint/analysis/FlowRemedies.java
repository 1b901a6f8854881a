package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.PriorityRange;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What could be changed in the rules of a group so that a requirement about flows holds. These are
 * proposals, the smallest first: whether one is right is proved once it is made.
 */
final class FlowRemedies {
  private static final int MOST_PLACES = 3;
  private static final int LONGEST_NAME = 80;

  private final NetworkSecurityGroup group;
  private final List<Family> families;
  private final List<Cidr> prefixes;
  private final boolean shared;
  private final AddressBook book;
  private final List<RuleFlows> own = new ArrayList<>();
  private final List<RuleFlows> all = new ArrayList<>();
  private final List<Requirement.Row> rows;

  /**
   * @param prefixes of the subnet that is asked about, as far as they are known
   * @param shared whether the group stands before more than that subnet
   * @param rows that Azure looks for in the group: their form is the one to write
   */
  FlowRemedies(
      NetworkSecurityGroup group,
      Surroundings surroundings,
      List<Cidr> prefixes,
      boolean shared,
      Question question,
      List<Requirement.Row> rows,
      Network network,
      TagAddresses tags) {
    this.group = group;
    this.families = question.families();
    this.prefixes = List.copyOf(prefixes);
    this.shared = shared;
    this.rows = List.copyOf(rows);
    List<AddressPrefix> named = new ArrayList<>(question.prefixes());
    for (Requirement.Row row : rows) {
      named.addAll(row.pattern().source().prefixes());
      named.addAll(row.pattern().destination().prefixes());
    }
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    for (SecurityRule rule : rules) {
      named.addAll(rule.sources());
      named.addAll(rule.destinations());
    }
    List<AddressPrefix> excepted =
        question.excepted().stream().filter(AddressPrefix.ServiceTag.class::isInstance).toList();
    this.book = new AddressBook(surroundings, named, excepted, network, tags);
    for (SecurityRule rule : rules) {
      RuleFlows flows = new RuleFlows(rule, book);
      all.add(flows);
      if (!rule.standard()) {
        own.add(flows);
      }
    }
  }

  /** For a requirement that asks for flows. */
  List<List<Remedy>> granting(Requirement.Flows flows) {
    List<FlowPattern> broken = new ArrayList<>();
    for (FlowPattern pattern : flows.patterns()) {
      if (state(flows.demand(), pattern) == State.BROKEN) {
        broken.add(pattern);
      }
    }
    List<List<Remedy>> ways = new ArrayList<>();
    if (broken.size() == 1) {
      ways.addAll(each(moved(flows.demand(), broken.get(0))));
      ways.addAll(each(widened(flows.demand(), broken.get(0))));
      ways.addAll(swapped(flows.demand(), broken.get(0)));
    }
    List<Form> documented = new ArrayList<>();
    List<Form> plain = new ArrayList<>();
    for (FlowPattern pattern : broken) {
      Optional<Requirement.Row> row = rowFor(pattern);
      row.ifPresent(found -> documented.add(new Form(found.pattern(), pattern, found.some())));
      for (FlowPattern single : eachTag(pattern)) {
        plain.add(new Form(single, single, flows.demand() == Demand.SOME));
      }
    }
    if (!broken.isEmpty() && documented.size() == broken.size()) {
      ways.addAll(each(added(documented, Access.ALLOW)));
    }
    ways.addAll(each(added(plain, Access.ALLOW)));
    return ways.stream().distinct().toList();
  }

  /** A rule names one service tag at most: a pattern that names several needs as many rules. */
  private static List<FlowPattern> eachTag(FlowPattern pattern) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    Place far = inbound ? pattern.source() : pattern.destination();
    if (far.prefixes().stream().allMatch(AddressPrefix.Block.class::isInstance)
        || far.prefixes().size() == 1) {
      return List.of(pattern);
    }
    List<FlowPattern> patterns = new ArrayList<>();
    for (AddressPrefix prefix : far.prefixes()) {
      Place place = new Place(false, List.of(prefix), far.except());
      patterns.add(
          new FlowPattern(
              pattern.direction(),
              pattern.protocols(),
              inbound ? place : pattern.source(),
              inbound ? pattern.destination() : place,
              pattern.destinationPorts(),
              pattern.except()));
    }
    return patterns;
  }

  private static List<List<Remedy>> each(List<Remedy> remedies) {
    List<List<Remedy>> ways = new ArrayList<>();
    remedies.forEach(remedy -> ways.add(List.of(remedy)));
    return ways;
  }

  /** For rows that Azure looks for and does not find. */
  List<List<Remedy>> granting(List<Requirement.Row> missing) {
    List<Form> forms = new ArrayList<>();
    for (Requirement.Row row : missing) {
      forms.add(new Form(row.pattern(), row.functional(), row.some()));
    }
    List<List<Remedy>> ways = new ArrayList<>();
    if (missing.size() == 1) {
      ways.addAll(each(widened(Demand.ALL, missing.get(0).pattern())));
      ways.addAll(swapped(Demand.ALL, missing.get(0).pattern()));
    }
    ways.addAll(each(added(forms, Access.ALLOW)));
    return ways;
  }

  /** For a requirement that flows do not pass. */
  List<List<Remedy>> denying(Requirement.Flows flows) {
    List<Remedy> remedies = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (FlowPattern pattern : flows.patterns()) {
      if (!pattern.except().isEmpty()
          || !pattern.source().except().isEmpty()
          || !pattern.destination().except().isEmpty()) {
        return List.of();
      }
      if (state(flows.demand(), pattern) == State.BROKEN) {
        remedies.addAll(narrowed(pattern));
        forms.add(new Form(pattern, pattern, false));
      }
    }
    remedies.addAll(added(forms, Access.DENY));
    return each(remedies);
  }

  /**
   * A rule to write.
   *
   * @param written its fields
   * @param meant the flows that it is for
   * @param some whether a part of them is enough
   */
  private record Form(FlowPattern written, FlowPattern meant, boolean some) {}

  private State state(Demand demand, FlowPattern pattern) {
    FlowCheck check = new FlowCheck(new EffectiveRules(all, pattern.direction()), book);
    FlowBounds region = Region.of(pattern, families, book);
    return switch (demand) {
      case ALL -> check.mustAllow(region).state();
      case SOME -> check.mustAllowSome(region).state();
      case NONE -> check.mustNotAllow(region).state();
      case NOT_EVERY_PORT -> check.mustNotAllowEveryPort(region).state();
    };
  }

  /** The row that asks for the flows of a pattern too. */
  private Optional<Requirement.Row> rowFor(FlowPattern pattern) {
    FlowSet asked = Region.of(pattern, families, book).possible();
    return rows.stream()
        .filter(row -> row.pattern().direction() == pattern.direction())
        .filter(row -> Region.of(row.functional(), families, book).possible().containsAll(asked))
        .findFirst();
  }

  private List<RuleFlows> allows(Direction direction) {
    return own.stream()
        .filter(flows -> EffectiveRules.isFirm(flows.rule()))
        .filter(flows -> flows.rule().direction().known().equals(Optional.of(direction)))
        .filter(flows -> flows.rule().access().known().equals(Optional.of(Access.ALLOW)))
        .toList();
  }

  /** The priorities of the rules that may decide a flow of the pattern so, the first first. */
  private List<Integer> deciding(FlowPattern pattern, Access access) {
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
    FlowBounds region = Region.of(pattern, families, book);
    return demand == Demand.SOME
        ? granted.intersects(region.certain())
        : granted.containsAll(region.possible());
  }

  /** An Allow that would do, moved before the Deny that hides it, or that one after it. */
  private List<Remedy> moved(Demand demand, FlowPattern pattern) {
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
  private List<Remedy> widened(Demand demand, FlowPattern pattern) {
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
  private List<List<Remedy>> swapped(Demand demand, FlowPattern pattern) {
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
  private List<Remedy> narrowed(FlowPattern pattern) {
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

  /** New rules, one for each form: in the latest place that may do first. */
  private List<Remedy> added(List<Form> forms, Access access) {
    if (forms.isEmpty()
        || forms.stream()
            .anyMatch(form -> unplaced(group, form.written().direction()).isPresent())) {
      return List.of();
    }
    List<Remedy> remedies = new ArrayList<>();
    Access against = access == Access.ALLOW ? Access.DENY : Access.ALLOW;
    for (Guarded guarded : shared ? Guarded.values() : new Guarded[] {Guarded.ANYTHING}) {
      for (int later = 0; later < MOST_PLACES; later++) {
        List<SecurityRule> rules = new ArrayList<>();
        boolean last = true;
        for (Form form : forms) {
          List<Integer> limits = deciding(form.meant(), against);
          int first = form.some() ? Math.max(0, limits.size() - 1 - later) : 0;
          int limit = limits.isEmpty() ? PriorityRange.HIGHEST + 1 : limits.get(first);
          last &= first == 0;
          rule(form.written(), access, guarded, limit, rules).ifPresent(rules::add);
        }
        if (rules.size() == forms.size()) {
          remedies.add(new Remedy.AddRules(group, rules));
        }
        if (last) {
          break;
        }
      }
    }
    return remedies.stream().distinct().toList();
  }

  /** A rule of which nobody knows which priority it takes. */
  static Optional<SecurityRule> unplaced(NetworkSecurityGroup group, Direction direction) {
    return group.rules().stream()
        .filter(rule -> rule.mayBe(direction) && rule.priority().known().isEmpty())
        .findFirst();
  }

  /** How the side is written that the group stands before. */
  private enum Guarded {
    /** As documented: where only the subnet is behind the group, it means no more. */
    ANYTHING,
    /** Where the group stands before other subnets too. */
    SUBNET
  }

  private Optional<SecurityRule> rule(
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
      ports.append(ports.length() == 0 ? "" : "And").append(range);
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
    return all.stream()
            .anyMatch(flows -> flows.rule().name().toLowerCase(Locale.ROOT).equals(lower))
        || before.stream().anyMatch(rule -> rule.name().toLowerCase(Locale.ROOT).equals(lower));
  }
}
