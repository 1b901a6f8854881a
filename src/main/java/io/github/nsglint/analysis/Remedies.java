package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.PriorityRange;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Demand;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What could be done about broken requirements, the smallest change first. Nothing is proved. */
public final class Remedies {
  private static final String AUTHORS =
      "whether to remove the rule, to narrow or to move it is for its author to decide";

  private static final Proposal NO_GROUP = Proposal.none("no group was read that could be changed");

  private final Judged judged;
  private final Network network;
  private final Attachments attachments;

  public Remedies(Judged judged) {
    this.judged = judged;
    this.network = judged.network();
    this.attachments = new Attachments(network);
  }

  /**
   * Proposals; each a list of changes to make together.
   *
   * @param none why there is none, a clause
   * @param otherwise why there is none where each of them was refused; empty if the refusal says it
   */
  public record Proposal(List<List<Remedy>> ways, String none, String otherwise) {
    public Proposal {
      ways = List.copyOf(ways);
    }

    private Proposal(List<List<Remedy>> ways, String none) {
      this(ways, none, "");
    }

    private static Proposal none(String why) {
      return new Proposal(List.of(), why);
    }
  }

  /** For a finding that is broken. */
  public Proposal of(Finding finding) {
    List<Element> found = new ArrayList<>();
    for (Element element : elements(finding.rule().target())) {
      if (element.id().toString().equals(finding.resourceId())) {
        found.add(element);
      }
    }
    if (found.size() != 1) {
      return Proposal.none("more than one resource has its id");
    }
    Element element = found.get(0);
    return finding
        .rule()
        .requirement()
        .fold(
            flows ->
                group(element).map(group -> flows(finding, flows, element, group)).orElse(NO_GROUP),
            gate ->
                group(element).map(group -> gate(finding, gate, element, group)).orElse(NO_GROUP),
            property -> property(property, element),
            rules -> rules(finding, rules, element),
            reach ->
                Proposal.none(
                    "whether the machine listens for SSH or for RDP, no definition of a network"
                        + " tells"));
  }

  private List<? extends Element> elements(Target target) {
    return target.fold(
        subnets -> network.subnets(),
        groups -> network.groups(),
        resources -> PropertyCheck.elements(network, resources.kind()));
  }

  private Optional<NetworkSecurityGroup> group(Element element) {
    if (element instanceof NetworkSecurityGroup group) {
      return Optional.of(group);
    }
    return element instanceof Subnet subnet
        ? attachments.groupOf(subnet).known()
        : Optional.empty();
  }

  private Proposal flows(
      Finding finding, Requirement.Flows flows, Element element, NetworkSecurityGroup group) {
    FlowRemedies remedies = remedies(finding, element, group);
    boolean granting = flows.demand() == Demand.ALL || flows.demand() == Demand.SOME;
    return granting
        ? new Proposal(remedies.granting(flows), none(group, flows.patterns().stream()))
        : new Proposal(remedies.denying(flows), AUTHORS, AUTHORS);
  }

  private Proposal gate(
      Finding finding, Requirement.Gate gate, Element element, NetworkSecurityGroup group) {
    FlowRemedies remedies = remedies(finding, element, group);
    Question question = question(finding);
    List<AddressPrefix> prefixes = new ArrayList<>(question.prefixes());
    for (SecurityRule rule : group.rules()) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    List<AddressPrefix> excepted =
        question.excepted().stream().filter(AddressPrefix.ServiceTag.class::isInstance).toList();
    AddressBook book =
        new AddressBook(surroundings(element, group), prefixes, excepted, network, judged.tags());
    List<RuleFlows> rules = group.rules().stream().map(rule -> new RuleFlows(rule, book)).toList();
    List<Requirement.Row> missing =
        new GateCheck(rules, book, question.families(), group.span()).missing(gate);
    return new Proposal(
        remedies.granting(missing), none(group, missing.stream().map(Requirement.Row::pattern)));
  }

  private static String none(NetworkSecurityGroup group, Stream<FlowPattern> patterns) {
    return patterns
        .flatMap(pattern -> NewRules.unplaced(group, pattern.direction()).stream())
        .findFirst()
        .map(
            rule ->
                "which priorities of "
                    + group.shownName()
                    + " are free is not known: "
                    + rule.priority().fold(known -> "", Value.Unknown::reason))
        .orElse(
            "no priority is free before the Deny that comes first, or no one rule says just this");
  }

  private static Proposal alternatives(List<Remedy> remedies, String none) {
    List<List<Remedy>> ways = new ArrayList<>();
    remedies.forEach(remedy -> ways.add(List.of(remedy)));
    return new Proposal(ways, none);
  }

  private Question question(Finding finding) {
    for (RulePack pack : judged.packs()) {
      if (pack.rules().contains(finding.rule())) {
        return new Question(finding.rule(), pack.families());
      }
    }
    throw new IllegalArgumentException(finding.rule().id() + " is of no pack in force");
  }

  private FlowRemedies remedies(Finding finding, Element element, NetworkSecurityGroup group) {
    return new FlowRemedies(
        group,
        surroundings(element, group),
        element instanceof Subnet subnet ? prefixes(subnet) : List.of(),
        attachments.subnetsOf(group).size() > 1 || !attachments.interfacesOf(group).isEmpty(),
        question(finding),
        rows(finding),
        network,
        judged.tags());
  }

  private Surroundings surroundings(Element element, NetworkSecurityGroup group) {
    return element instanceof Subnet subnet
        ? Surroundings.of(subnet, network)
        : Surroundings.shared(
            attachments.subnetsOf(group), attachments.interfacesOf(group), network);
  }

  private static List<Cidr> prefixes(Subnet subnet) {
    List<Cidr> prefixes = new ArrayList<>();
    for (Value<Cidr> prefix : subnet.prefixes()) {
      if (prefix.known().isEmpty()) {
        return List.of();
      }
      prefixes.add(prefix.known().get());
    }
    return prefixes;
  }

  /** What Azure looks for in the group of the same target. */
  private List<Requirement.Row> rows(Finding finding) {
    List<Requirement.Row> rows = new ArrayList<>();
    for (Finding other : judged.findings()) {
      if (other.resourceId().equals(finding.resourceId())
          && !(other.verdict() instanceof Verdict.NotApplicable)
          && other.rule().requirement() instanceof Requirement.Gate gate) {
        rows.addAll(gate.rows());
      }
    }
    return rows;
  }

  private Proposal property(Requirement.Property property, Element element) {
    return new PropertyRemedies(new PropertyCheck(network))
        .of(property.condition(), element)
        .fold(
            values -> new Proposal(List.of(List.copyOf(values)), ""),
            () ->
                Proposal.none("more than one change would do; which one is its author's to decide"),
            Proposal::none);
  }

  private Proposal rules(Finding finding, Requirement.SecurityRules rules, Element element) {
    if (rules.quality() != Requirement.Quality.ACCEPTED
        || !(element instanceof NetworkSecurityGroup group)) {
      return Proposal.none(AUTHORS);
    }
    List<Remedy> remedies = new ArrayList<>();
    for (Problem defect : group.defects()) {
      if (defect.span().equals(finding.span())) {
        for (SecurityRule rule : group.rules()) {
          if (rule.priority().span().equals(defect.span())) {
            remedies.addAll(priorities(rule, group));
          }
        }
      }
    }
    return alternatives(remedies, "what the rule is meant to say, nobody but its author knows");
  }

  /** A priority that Azure takes, at the same place among the others. */
  private static List<Remedy> priorities(SecurityRule rule, NetworkSecurityGroup group) {
    Optional<Integer> number = rule.priority().known();
    Optional<Direction> direction = rule.direction().known();
    if (number.isEmpty() || direction.isEmpty()) {
      return List.of();
    }
    FreePriorities free = new FreePriorities(group.rules(), direction.get());
    List<OptionalInt> candidates = new ArrayList<>();
    if (number.get() < PriorityRange.LOWEST) {
      candidates.add(free.first());
    } else if (number.get() > PriorityRange.HIGHEST) {
      candidates.add(free.before(PriorityRange.HIGHEST + 1));
    } else {
      candidates.add(free.after(number.get()));
      candidates.add(free.before(number.get()));
    }
    List<Remedy> remedies = new ArrayList<>();
    for (OptionalInt candidate : candidates) {
      if (candidate.isPresent()) {
        remedies.add(RuleChanges.priority(rule, candidate.getAsInt()));
      }
    }
    return remedies;
  }
}
