package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.Outcome;
import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.analysis.Verdict.Witness;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Doubt;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verdicts about flows, with their words: the witness, the rule that decides it, what came near.
 */
final class FlowVerdicts {
  /** More than a person reads, or answers for one by one. */
  private static final int MOST_DECIDERS = 50;

  private final EffectiveRules rules;
  private final AddressBook book;
  private final Regions regions;
  private final FlowCheck check;
  private final List<Family> families;
  private final String subnetName;
  private final Span group;

  /**
   * @param regions of the book, or of one for a place that looks the same
   * @param subnetName what a pattern's {@code subnet} is called
   * @param group the place of the group
   */
  FlowVerdicts(
      EffectiveRules rules,
      AddressBook book,
      Regions regions,
      List<Family> families,
      String subnetName,
      Span group) {
    this.rules = rules;
    this.book = book;
    this.regions = regions;
    this.check = new FlowCheck(rules, book);
    this.families = List.copyOf(families);
    this.subnetName = subnetName;
    this.group = group;
  }

  /** Whether it holds, without words; false also where nothing of the kind exists. */
  boolean holds(Requirement.Demand demand, FlowPattern pattern) {
    FlowBounds region = regions.of(demand, pattern, families);
    return !region.possible().isEmpty() && outcome(demand, region).state() == State.HOLDS;
  }

  private Outcome outcome(Requirement.Demand demand, FlowBounds region) {
    return switch (demand) {
      case ALL -> check.mustAllow(region);
      case SOME -> check.mustAllowSome(region);
      case NONE -> check.mustNotAllow(region);
      case NOT_EVERY_PORT -> check.mustNotAllowEveryPort(region);
    };
  }

  Verdict decide(Requirement.Demand demand, FlowPattern pattern) {
    FlowBounds region = regions.of(demand, pattern, families);
    if (region.possible().isEmpty()) {
      return new Verdict.NotApplicable(
          "no flow leads from " + from(pattern) + " to " + to(pattern) + " here");
    }
    Outcome outcome = outcome(demand, region);
    return switch (outcome.state()) {
      case HOLDS -> new Verdict.Holds("");
      case BROKEN ->
          switch (demand) {
            case NONE -> passes(pattern, region, outcome);
            case NOT_EVERY_PORT -> passesOnEveryPort(pattern, region, outcome);
            case ALL, SOME -> doesNotPass(demand, pattern, region, outcome);
          };
      case UNDECIDED -> undecided(demand, pattern, region, outcome.flows().products().get(0));
      case TOO_COMPLEX ->
          new Verdict.Undecided(
              "whether " + question(demand, pattern) + " is too complex to decide",
              List.of(
                  new Remark("the rules of this group cut the flows into too many pieces", group)));
    };
  }

  private Verdict passes(FlowPattern pattern, FlowBounds region, Outcome outcome) {
    FlowProduct shown = clearest(outcome.flows());
    Flow flow = check.witness(shown);
    Optional<SecurityRule> deciding = rules.decider(rules.certain(), flow);
    DecidingRule decider = decider(deciding);
    Witness witness = words(flow, pattern, deciding);
    String what =
        from(pattern)
            + " can reach "
            + to(pattern)
            + way(pattern, outcome.flows())
            + ": "
            + witness
            + " is allowed by "
            + decider
            + route(deciding, flow);
    String extent = extent(outcome.flows(), region);
    return new Verdict.Broken(
            extent.isEmpty() ? what : what + "; " + extent,
            Optional.of(witness),
            Optional.of(decider),
            List.of(),
            others(rules.certain(), outcome.flows(), decider),
            Optional.empty())
        .of(part(outcome.flows()) + " " + extent)
        .by(Walk.of(rules, flow, deciding));
  }

  /** What decides others of the flows that go wrong than the one shown. */
  private List<DecidingRule> others(FirstMatch list, FlowSet flows, DecidingRule shown) {
    List<DecidingRule> others = new ArrayList<>();
    for (SecurityRule rule : rules.deciders(list, flows, MOST_DECIDERS)) {
      DecidingRule other = words(rule);
      if (!other.equals(shown)) {
        others.add(other);
      }
    }
    return others;
  }

  /** Which flows go wrong, as far as a person would call it the same fault. */
  private String part(FlowSet flows) {
    return rules.direction() + " " + flows.protocols() + " " + flows.destinationPorts();
  }

  /** Who comes in; of what goes out, the sources are the machines behind the group. */
  private String extent(FlowSet flows, FlowBounds region) {
    return rules.direction() == Direction.INBOUND
        ? Exposure.words(flows, region.certain(), book)
        : "";
  }

  /** Why a rule for the network matches a flow from or to elsewhere: few know that routes count. */
  private String route(Optional<SecurityRule> deciding, Flow flow) {
    if (deciding.isEmpty()) {
      return "";
    }
    SecurityRule rule = deciding.get();
    boolean inbound = rules.direction() == Direction.INBOUND;
    Address elsewhere = inbound ? flow.source() : flow.destination();
    boolean named =
        (inbound ? rule.sources() : rule.destinations())
            .stream().anyMatch(prefix -> prefix.toString().equals(ServiceTags.VIRTUAL_NETWORK));
    return named && book.isRouted(elsewhere)
        ? ", because a route of the subnet makes "
            + book.text(elsewhere)
            + " part of VirtualNetwork"
        : "";
  }

  /** One flow for the witness; the rules that allow it on the other ports are involved too. */
  private Verdict passesOnEveryPort(FlowPattern pattern, FlowBounds region, Outcome outcome) {
    PortSet asked = Region.ports(pattern);
    FlowSet flows = outcome.flows().intersect(region.certain());
    Flow flow = check.witness(clearest(flows));
    Optional<SecurityRule> deciding = rules.decider(rules.certain(), flow);
    DecidingRule decider = decider(deciding);
    Witness witness = words(flow, pattern, deciding);
    List<DecidingRule> others = new ArrayList<>(openers(flow, asked));
    others.remove(decider);
    String rest =
        others.isEmpty()
            ? ""
            : ", and on other ports by "
                + others.stream().map(Object::toString).collect(Collectors.joining(", "));
    String extent = extent(flows, region);
    String what =
        from(pattern)
            + " can reach "
            + to(pattern)
            + " on "
            + everyPort(asked)
            + " by "
            + protocols(flows)
            + ": "
            + witness
            + " is allowed by "
            + decider
            + route(deciding, flow)
            + rest
            + (extent.isEmpty() ? "" : "; " + extent);
    return new Verdict.Broken(
            what, Optional.of(witness), Optional.of(decider), List.of(), others, Optional.empty())
        .of(part(flows) + " " + extent)
        .by(Walk.of(rules, flow, deciding));
  }

  /** The rules that allow a flow on one port or another, in effective order. */
  private List<DecidingRule> openers(Flow flow, PortSet ports) {
    FlowProduct line =
        new FlowProduct(
            ProtocolSet.of(flow.protocol()),
            AddressSet.of(flow.source()),
            PortSet.of(flow.sourcePort()),
            AddressSet.of(flow.destination()),
            ports);
    return rules.certain().parts(FlowSet.of(line), true, FirstMatch.DEFAULT_BUDGET).stream()
        .flatMap(set -> set.products().stream())
        .map(part -> decider(rules.decider(rules.certain(), part.lowest())))
        .distinct()
        .toList();
  }

  private static String protocols(FlowSet flows) {
    return flows.protocols().numbers().stream()
        .map(FlowVerdicts::protocol)
        .collect(Collectors.joining(" and "));
  }

  private Verdict doesNotPass(
      Requirement.Demand demand, FlowPattern pattern, FlowBounds region, Outcome outcome) {
    FlowProduct shown = clearest(outcome.flows());
    Flow flow = check.witness(shown);
    Optional<SecurityRule> deciding = rules.decider(rules.possible(), flow);
    DecidingRule decider = decider(deciding);
    Witness witness = words(flow, pattern, deciding);
    String allOf = "";
    String what;
    if (demand == Requirement.Demand.SOME) {
      what = "nobody from " + from(pattern) + " can reach " + to(pattern);
    } else {
      allOf = coversAddresses(outcome.flows(), region) ? "" : "all of ";
      what = from(pattern) + " cannot reach " + allOf + to(pattern);
    }
    return new Verdict.Broken(
            what + way(pattern, outcome.flows()) + ": " + witness + " is denied by " + decider,
            Optional.of(witness),
            Optional.of(decider),
            NearMiss.of(rules, pattern, region, flow),
            others(rules.possible(), outcome.flows(), decider),
            Optional.empty())
        .of(allOf + part(outcome.flows()))
        .by(Walk.of(rules, flow, deciding));
  }

  /** Whether flows name all addresses of the region, on both sides. */
  static boolean coversAddresses(FlowSet flows, FlowBounds region) {
    return flows.sources().containsAll(region.certain().sources())
        && flows.destinations().containsAll(region.certain().destinations());
  }

  private Verdict undecided(
      Requirement.Demand demand, FlowPattern pattern, FlowBounds region, FlowProduct unproved) {
    Flow flow = check.witness(unproved);
    Uncertainty uncertainty = new Uncertainty(rules, book, demand, region);
    Uncertainty.Reasons found = uncertainty.reasons(flow);
    boolean unnamed = !found.complete() && isNamed(flow);
    List<Remark> reasons = new ArrayList<>(FlowDoubts.ofAdmin(rules, book, flow));
    reasons.addAll(uncertainty.remarks(unnamed ? found.written() : found.values(), pattern));
    if (reasons.isEmpty() || unnamed) {
      reasons.add(partly(pattern, unproved, flow));
    }
    return new Verdict.Undecided(
        "cannot tell whether "
            + question(demand, pattern)
            + ", for instance "
            + words(flow, pattern, Optional.empty()),
        reasons);
  }

  /** Whether one end is known by a name only. */
  private static boolean isNamed(Flow flow) {
    return flow.source().part() != 0 || flow.destination().part() != 0;
  }

  /** Why nobody can tell although no rule is in doubt: the addresses asked about are. */
  private Remark partly(FlowPattern pattern, FlowProduct unproved, Flow flow) {
    Optional<Remark> asked =
        doubt(pattern.source(), flow.source())
            .or(() -> doubt(pattern.destination(), flow.destination()));
    if (asked.isPresent()) {
      return asked.get();
    }
    String parts =
        Stream.of(flow.source(), flow.destination())
            .map(address -> book.name(address.part()))
            .flatMap(Optional::stream)
            .distinct()
            .collect(Collectors.joining(" and "));
    if (parts.isEmpty()) {
      Address guarded = rules.direction() == Direction.INBOUND ? flow.destination() : flow.source();
      return new Remark(
          "whether a machine behind "
              + subnetName
              + " has the address "
              + book.text(guarded)
              + " is not known",
          group);
    }
    return book.doubt(unproved.sources().union(unproved.destinations()))
        .map(doubt -> new Remark("what " + parts + " holds depends on " + doubt.on(), doubt.span()))
        .orElseGet(
            () ->
                new Remark(
                    "the addresses of "
                        + parts
                        + " are not known, and the rules do not treat all of them alike"
                        + gap(flow),
                    group));
  }

  /** What would tell the addresses of the flow's service tags. */
  private String gap(Flow flow) {
    return Stream.of(flow.source(), flow.destination())
        .map(address -> book.gap(address.part()))
        .flatMap(Optional::stream)
        .distinct()
        .map(gap -> "; " + gap)
        .collect(Collectors.joining());
  }

  private Optional<Remark> doubt(Place place, Address address) {
    for (AddressPrefix prefix : place.prefixes()) {
      Optional<Doubt> doubt = book.doubt(prefix, address);
      if (doubt.isPresent()) {
        String words = Uncertainty.words(prefix, book.text(address), doubt.get());
        return Optional.of(new Remark(words, doubt.get().span()));
      }
    }
    return Optional.empty();
  }

  private String question(Requirement.Demand demand, FlowPattern pattern) {
    PortSet asked = Region.ports(pattern);
    String ports = asked.equals(PortSet.all()) ? "" : " on " + list(asked);
    if (demand == Requirement.Demand.NOT_EVERY_PORT) {
      ports = " on " + everyPort(asked);
    }
    return from(pattern) + " can reach " + to(pattern) + ports;
  }

  /**
   * Of a set's products, one with plain addresses and the lowest port, so that the witness is one
   * to try.
   */
  private FlowProduct clearest(FlowSet flows) {
    FlowProduct best = flows.products().get(0);
    for (FlowProduct product : flows.products()) {
      if (rank(product) < rank(best)) {
        best = product;
      }
    }
    return best;
  }

  private int rank(FlowProduct product) {
    Flow flow = check.witness(product);
    int named = (flow.source().part() == 0 ? 0 : 1) + (flow.destination().part() == 0 ? 0 : 1);
    int family = flow.source().family() == Family.IPV4 ? 0 : 1;
    return (family * 4 + named) * 65536 + flow.destinationPort();
  }

  private DecidingRule decider(Optional<SecurityRule> rule) {
    return rule.map(FlowVerdicts::words)
        .orElseGet(
            () -> new DecidingRule("no rule of the group's own", Optional.empty(), true, group));
  }

  static DecidingRule words(SecurityRule rule) {
    String name = rule.standard() ? "Azure's own rule " + rule.name() : rule.name();
    return new DecidingRule(name, rule.priority().known(), rule.standard(), rule.span());
  }

  /** An address of a tag that the question or the deciding rule names is shown as such. */
  private Witness words(Flow flow, FlowPattern pattern, Optional<SecurityRule> deciding) {
    List<AddressPrefix> sources = new ArrayList<>(pattern.source().prefixes());
    List<AddressPrefix> destinations = new ArrayList<>(pattern.destination().prefixes());
    if (deciding.isPresent()) {
      sources.addAll(deciding.get().sources());
      destinations.addAll(deciding.get().destinations());
    }
    return new Witness(
        protocol(flow.protocol()),
        book.text(flow.source()),
        flow.sourcePort(),
        book.text(flow.destination()),
        flow.destinationPort(),
        book.knownTag(flow.source(), sources),
        book.knownTag(flow.destination(), destinations));
  }

  static String protocol(int number) {
    return switch (number) {
      case RuleFlows.ICMP -> "Icmp";
      case RuleFlows.TCP -> "Tcp";
      case RuleFlows.UDP -> "Udp";
      case RuleFlows.ESP -> "Esp";
      case RuleFlows.AH -> "Ah";
      default -> "protocol " + number;
    };
  }

  private String from(FlowPattern pattern) {
    return words(pattern.source(), pattern.direction() == Direction.OUTBOUND);
  }

  private String to(FlowPattern pattern) {
    return words(pattern.destination(), pattern.direction() == Direction.INBOUND);
  }

  /**
   * @param guarded whether this side is the one that the group stands before
   */
  private String words(Place place, boolean guarded) {
    List<String> names = new ArrayList<>();
    if (place.subnet()) {
      names.add(subnetName);
    }
    String any = guarded ? "machines behind " + subnetName : "any address";
    for (AddressPrefix prefix : place.prefixes()) {
      names.add(prefix instanceof AddressPrefix.Any ? any : prefix.toString());
    }
    return String.join(", ", names);
  }

  /**
   * On which ports it goes wrong; where a pattern asks about every protocol, also by which, unless
   * Tcp goes wrong on all those ports.
   */
  private static String way(FlowPattern pattern, FlowSet flows) {
    boolean oneProtocol =
        pattern.protocols().size() == 1 && !pattern.protocols().contains(Protocol.ANY);
    PortSet byTcp = by(RuleFlows.TCP, flows).destinationPorts();
    if (oneProtocol || byTcp.equals(flows.destinationPorts())) {
      return " on " + ports(pattern, flows);
    }
    List<String> ways = new ArrayList<>();
    for (int protocol : flows.protocols().numbers()) {
      String name = protocol(protocol);
      boolean hasPorts = protocol == RuleFlows.TCP || protocol == RuleFlows.UDP;
      ways.add(hasPorts ? name + " on " + ports(pattern, by(protocol, flows)) : name);
    }
    return " by " + String.join(" and by ", ways);
  }

  private static FlowSet by(int protocol, FlowSet flows) {
    return flows.intersect(FlowSet.of(FlowProduct.all().withProtocols(ProtocolSet.of(protocol))));
  }

  /**
   * The ports on which it goes wrong: those written in the pattern as far as they are concerned.
   */
  private static String ports(FlowPattern pattern, FlowSet flows) {
    PortSet wrong = flows.destinationPorts();
    if (wrong.equals(PortSet.all())) {
      return "every port";
    }
    if (wrong.ranges().size() > 8) {
      return "many ports";
    }
    return pattern.destinationPorts().isEmpty() ? "ports " + list(wrong) : list(wrong);
  }

  /** Port 0 is none that a machine listens on. */
  private static String everyPort(PortSet asked) {
    return asked.containsAll(PortSet.range(1, 65535)) ? "every port" : "all of " + list(asked);
  }

  private static String list(PortSet ports) {
    return ports.ranges().stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
