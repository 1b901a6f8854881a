package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement.Demand;
import io.github.nsglint.policy.Requirement.Gate;
import io.github.nsglint.policy.Requirement.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether Azure Resource Manager would accept a group on its subnet. It looks for the documented
 * rows among the group's own rules; what the standard rules let pass does not count.
 *
 * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/80806">that the standard rules
 *     do not count</a>
 * @see <a href="https://github.com/Azure/azure-quickstart-templates/issues/8655">the error that
 *     names no rule</a>
 */
final class GateCheck {
  private final List<RuleFlows> rules;
  private final AddressBook book;
  private final Regions regions;
  private final List<Family> families;
  private final Span group;
  private final int budget;
  private final Map<Direction, EffectiveRules> own = new EnumMap<>(Direction.class);
  private final Map<Direction, EffectiveRules> allowing = new EnumMap<>(Direction.class);

  /** By identity; each is asked about several times. */
  private final IdentityHashMap<Row, FlowCheck.Outcome> outcomes = new IdentityHashMap<>();

  /** What is known of a row. */
  private enum Standing {
    /** One own rule is written as documented and is not hidden. */
    ACCEPTED,
    /**
     * Granted, but in another form than the documented one: nobody says whether Azure takes that.
     */
    UNKNOWN,
    MISSING
  }

  private record Judged(Row row, Standing standing, List<Remark> remarks) {}

  /**
   * @param rules all of the group; Azure's own among them do not count
   */
  GateCheck(List<RuleFlows> rules, AddressBook book, List<Family> families, Span group) {
    this(rules, book, new Regions(book), families, group, FirstMatch.DEFAULT_BUDGET);
  }

  /**
   * @param regions of the book, or of one for a place that looks the same
   * @param budget of a {@link FlowCheck}
   */
  GateCheck(
      List<RuleFlows> rules,
      AddressBook book,
      Regions regions,
      List<Family> families,
      Span group,
      int budget) {
    this.budget = budget;
    this.regions = regions;
    this.rules = rules.stream().filter(flows -> !flows.said().standard()).toList();
    this.book = book;
    this.families = List.copyOf(families);
    this.group = group;
  }

  /** The verdict, and what a breach weighs. */
  record Answer(Verdict verdict, Severity severity) {}

  Answer decide(Gate gate, String target, Severity severity) {
    List<Judged> missing = new ArrayList<>();
    List<Judged> unknown = new ArrayList<>();
    for (Row row : gate.rows()) {
      Judged judged = judge(row);
      if (judged.standing() == Standing.MISSING) {
        missing.add(judged);
      } else if (judged.standing() == Standing.UNKNOWN) {
        unknown.add(judged);
      }
    }
    if (!missing.isEmpty()) {
      return new Answer(refused(missing, target), weight(missing, severity));
    }
    if (!unknown.isEmpty()) {
      return new Answer(undecided(unknown, target), severity);
    }
    return new Answer(new Verdict.Holds(""), severity);
  }

  /** The rows that are not granted. */
  List<Row> missing(Gate gate) {
    List<Row> missing = new ArrayList<>();
    for (Row row : gate.rows()) {
      if (judge(row).standing() == Standing.MISSING) {
        missing.add(row);
      }
    }
    return missing;
  }

  private Severity weight(List<Judged> missing, Severity severity) {
    return isConfirmed(missing) ? severity : Severity.WARNING;
  }

  private boolean isConfirmed(List<Judged> missing) {
    return missing.stream()
        .anyMatch(judged -> judged.row().confirmed() && !isForPartOfTheNetwork(judged.row()));
  }

  /**
   * Whether a rule is as documented, but for blocks or application security groups in place of
   * VirtualNetwork. That Azure refuses it is one person's report.
   *
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/36930">the report</a>
   */
  private boolean isForPartOfTheNetwork(Row row) {
    return rules.stream()
        .anyMatch(
            flows ->
                hasDocumentedFields(flows.rule(), row)
                    && (sideFits(flows.rule().sources(), row.pattern().source())
                        || isPart(flows.rule().sources(), row.pattern().source()))
                    && isPart(flows.rule().destinations(), row.pattern().destination())
                    && FlowSet.of(flows.possible()).intersects(region(row).possible()));
  }

  private static boolean isPart(List<AddressPrefix> side, Place wanted) {
    return wanted.prefixes().size() == 1
        && wanted.prefixes().get(0).toString().equals(ServiceTags.VIRTUAL_NETWORK)
        && side.stream()
            .allMatch(
                prefix ->
                    prefix instanceof AddressPrefix.Block
                        || prefix instanceof AddressPrefix.ApplicationGroup);
  }

  private Verdict refused(List<Judged> missing, String target) {
    boolean confirmed = isConfirmed(missing);
    String rows = String.join("; ", missing.stream().map(judged -> judged.row().label()).toList());
    String what =
        "the group's own rules on "
            + target
            + " do not grant "
            + rows
            + (confirmed
                ? ": Azure refuses it with NetworkSecurityGroupNotCompliantForAzureBastionSubnet"
                : ": Microsoft documents it as required; whether Azure refuses the group is not"
                    + " documented");
    List<Remark> remarks =
        missing.stream().flatMap(judged -> judged.remarks().stream()).limit(3).toList();
    return new Verdict.Broken(what, Optional.empty(), Optional.empty(), remarks).of(rows);
  }

  private Verdict undecided(List<Judged> unknown, String target) {
    List<Remark> reasons = new ArrayList<>();
    for (Judged judged : unknown) {
      reasons.addAll(
          judged.remarks().isEmpty()
              ? List.of(
                  new Remark(
                      judged.row().label() + ": not by a rule of the documented form", group))
              : judged.remarks());
    }
    String rows = String.join("; ", unknown.stream().map(judged -> judged.row().label()).toList());
    return new Verdict.Undecided(
        "cannot tell whether Azure accepts the group on "
            + target
            + ": none of the group's own rules is known to grant, in the documented form and ahead"
            + " of every Deny, "
            + rows,
        reasons.stream().distinct().toList());
  }

  private Judged judge(Row row) {
    for (int i = 0; i < rules.size(); i++) {
      if (isDocumentedForm(rules.get(i).said(), row) && isInEffect(row, i)) {
        return new Judged(row, Standing.ACCEPTED, List.of());
      }
    }
    State own = state(ownOutcome(row), own(row), row);
    if (own == State.HOLDS) {
      return new Judged(
          row,
          Standing.UNKNOWN,
          List.of(remark(row, "granted, but not by one rule of the documented form")));
    }
    List<Remark> unresolved =
        own == State.UNDECIDED ? unresolved(row, Uncertainty.Reasons::written) : List.of();
    if (!unresolved.isEmpty()) {
      return new Judged(row, Standing.UNKNOWN, unresolved);
    }
    if (state(allowing(row), row) == State.HOLDS) {
      return new Judged(
          row,
          Standing.UNKNOWN,
          List.of(remark(row, "granted, but an earlier Deny takes it back")));
    }
    Optional<SecurityRule> regional = regional(row);
    if (regional.isPresent()) {
      return new Judged(
          row,
          Standing.UNKNOWN,
          List.of(
              new Remark(
                  row.label()
                      + ": rule "
                      + regional.get().name()
                      + " names a regional form of the tag; whether Azure takes it is not"
                      + " documented",
                  regional.get().span())));
    }
    if (own == State.BROKEN) {
      return new Judged(row, Standing.MISSING, nearMisses(row));
    }
    if (own == State.TOO_COMPLEX) {
      return new Judged(
          row,
          Standing.UNKNOWN,
          List.of(remark(row, "whether it is granted is too complex to decide")));
    }
    List<Remark> all = unresolved(row, Uncertainty.Reasons::values);
    // Without a value that is not known, it is only that a block could hold all of a service tag:
    // not in a form that Azure looks for.
    return all.isEmpty()
        ? new Judged(row, Standing.MISSING, nearMisses(row))
        : new Judged(row, Standing.UNKNOWN, all);
  }

  /** At the rule of the documented form; else at one for the row's addresses, or its port. */
  private Remark remark(Row row, String text) {
    FlowBounds region = region(row);
    List<RuleFlows> near = rules.stream().filter(flows -> touches(flows.said(), row)).toList();
    Span place =
        near.stream()
            .filter(flows -> isDocumentedForm(flows.said(), row))
            .findFirst()
            .or(() -> near.stream().filter(flows -> covers(flows, region)).findFirst())
            .or(() -> near.stream().findFirst())
            .map(flows -> flows.rule().span())
            .orElse(group);
    return new Remark(row.label() + ": " + text, place);
  }

  private static boolean covers(RuleFlows flows, FlowBounds region) {
    return FlowVerdicts.coversAddresses(FlowSet.of(flows.certain()), region);
  }

  /** Whether a rule names the row's port, direction and an Allow. */
  private static boolean touches(SecurityRule rule, Row row) {
    FlowPattern pattern = row.pattern();
    return rule.mayBe(pattern.direction())
        && allows(rule)
        && pattern.destinationPorts().stream().anyMatch(port -> hasPort(rule, port));
  }

  private static boolean hasPort(SecurityRule rule, PortPrefix.Range wanted) {
    return rule.destinationPorts().stream()
        .anyMatch(
            port ->
                port instanceof PortPrefix.Range range
                    && range.first() <= wanted.first()
                    && range.last() >= wanted.last());
  }

  private List<RuleFlows> allows() {
    return rules.stream().filter(flows -> allows(flows.said())).toList();
  }

  private static boolean allows(SecurityRule rule) {
    return rule.access() instanceof Value.Known<Access> access && access.value() == Access.ALLOW;
  }

  private EffectiveRules own(Row row) {
    return own.computeIfAbsent(
        row.pattern().direction(), direction -> new EffectiveRules(rules, direction));
  }

  private static Demand demand(Row row) {
    return row.some() ? Demand.SOME : Demand.ALL;
  }

  /** The rules that allow, as if no Deny stood before them. */
  private EffectiveRules allowing(Row row) {
    return allowing.computeIfAbsent(
        row.pattern().direction(), direction -> new EffectiveRules(allows(), direction));
  }

  private FlowBounds region(Row row) {
    return regions.of(demand(row), row.functional(), families);
  }

  /** What the group's own rules make of a row. */
  private FlowCheck.Outcome ownOutcome(Row row) {
    return outcomes.computeIfAbsent(row, asked -> outcome(own(asked), asked, region(asked)));
  }

  private FlowCheck.Outcome outcome(EffectiveRules effective, Row row, FlowBounds region) {
    FlowCheck check = new FlowCheck(effective, book, budget);
    return row.some() ? check.mustAllowSome(region) : check.mustAllow(region);
  }

  private State state(EffectiveRules effective, Row row) {
    return state(outcome(effective, row, region(row)), effective, row);
  }

  /** With the protocols that are accepted in place of the documented one. */
  private State state(FlowCheck.Outcome outcome, EffectiveRules effective, Row row) {
    State state = outcome.state();
    for (Protocol other : row.alsoAccepted()) {
      if (state != State.HOLDS) {
        FlowBounds accepted =
            regions.of(demand(row), row.functional(), RuleFlows.possible(other), families);
        State there = outcome(effective, row, accepted).state();
        state = there == State.HOLDS ? there : state;
      }
    }
    return state;
  }

  /**
   * Whether a rule is written as the row is documented; it may open more ports, and any protocol
   * for Tcp.
   */
  private boolean isDocumentedForm(SecurityRule rule, Row row) {
    FlowPattern pattern = row.pattern();
    return hasDocumentedFields(rule, row)
        && (sideFits(rule.sources(), pattern.source()) || (row.some() && areBlocks(rule.sources())))
        && sideFits(rule.destinations(), pattern.destination());
  }

  /** The same of all that it names but addresses. */
  private static boolean hasDocumentedFields(SecurityRule rule, Row row) {
    FlowPattern pattern = row.pattern();
    return rule.direction() instanceof Value.Known
        && rule.mayBe(pattern.direction())
        && allows(rule)
        && rule.condition().isEmpty()
        && rule.protocol().known().filter(protocol -> protocolFits(protocol, row)).isPresent()
        && rule.sourcePorts().stream().anyMatch(port -> port.toString().equals("*"))
        && pattern.destinationPorts().stream().allMatch(port -> namesPort(rule, port));
  }

  private static boolean protocolFits(Protocol protocol, Row row) {
    ProtocolSet wanted = Region.protocols(row.pattern());
    return RuleFlows.certain(protocol).containsAll(wanted) || row.alsoAccepted().contains(protocol);
  }

  /** A port on its own, or every port: whether Azure looks into a range is not documented. */
  private static boolean namesPort(SecurityRule rule, PortPrefix.Range wanted) {
    return rule.destinationPorts().stream()
        .map(Object::toString)
        .anyMatch(text -> text.equals(wanted.toString()) || text.equals("*"));
  }

  private static boolean sideFits(List<AddressPrefix> side, Place wanted) {
    if (side.size() != 1 || wanted.prefixes().size() != 1) {
      return false;
    }
    String text = side.get(0).toString();
    String documented = wanted.prefixes().get(0).toString();
    boolean everything = text.equals("0.0.0.0/0") && documented.equals("*");
    return text.equalsIgnoreCase(documented) || everything;
  }

  private static boolean areBlocks(List<AddressPrefix> side) {
    return side.stream().allMatch(AddressPrefix.Block.class::isInstance);
  }

  /** Whether no earlier Deny takes from what the rule grants of the row. */
  private boolean isInEffect(Row row, int granting) {
    List<RuleFlows> withDenies = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (i == granting || mayDenyBefore(rules.get(i).said(), rules.get(granting).said())) {
        withDenies.add(rules.get(i));
      }
    }
    return state(new EffectiveRules(withDenies, row.pattern().direction()), row) == State.HOLDS;
  }

  private static boolean mayDenyBefore(SecurityRule rule, SecurityRule granting) {
    boolean mayDeny = rule.access().fold(access -> access == Access.DENY, unknown -> true);
    boolean after = granting.rank() != SecurityRule.UNRANKED && rule.rank() > granting.rank();
    return mayDeny && !after;
  }

  /** A rule that would grant the row if its tag were not that of one region. */
  private Optional<SecurityRule> regional(Row row) {
    Place wanted =
        row.pattern().direction() == Direction.OUTBOUND
            ? row.pattern().destination()
            : row.pattern().source();
    if (wanted.prefixes().size() != 1
        || !(wanted.prefixes().get(0) instanceof AddressPrefix.ServiceTag tag)) {
      return Optional.empty();
    }
    return allows().stream()
        .filter(flows -> touches(flows.said(), row))
        .map(RuleFlows::rule)
        .filter(
            rule ->
                (row.pattern().direction() == Direction.OUTBOUND
                        ? rule.destinations()
                        : rule.sources())
                    .stream()
                        .anyMatch(
                            prefix ->
                                prefix instanceof AddressPrefix.ServiceTag named
                                    && !named.name().equalsIgnoreCase(tag.name())
                                    && named.name().contains(".")
                                    && ServiceTags.isWithin(named.name(), tag.name())))
        .findFirst();
  }

  private List<Remark> nearMisses(Row row) {
    EffectiveRules effective = own(row);
    FlowCheck.Outcome outcome = ownOutcome(row);
    return outcome.flows().isEmpty()
        ? List.of()
        : NearMiss.of(effective, row.functional(), region(row), witness(effective, outcome));
  }

  private List<Remark> unresolved(Row row, Function<Uncertainty.Reasons, List<OpenValue>> which) {
    EffectiveRules effective = own(row);
    FlowCheck.Outcome outcome = ownOutcome(row);
    if (outcome.flows().isEmpty()) {
      return List.of();
    }
    Uncertainty uncertainty = new Uncertainty(effective, book, demand(row), region(row));
    Uncertainty.Reasons reasons = uncertainty.reasons(witness(effective, outcome));
    return uncertainty.remarks(which.apply(reasons));
  }

  private Flow witness(EffectiveRules effective, FlowCheck.Outcome outcome) {
    return new FlowCheck(effective, book, budget).witness(outcome.flows().products().get(0));
  }
}
