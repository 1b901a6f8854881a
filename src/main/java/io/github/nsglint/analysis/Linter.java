package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Result;
import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks every rule of every target. */
public final class Linter {
  private final Network network;
  private final Attachments attachments;
  private final PropertyCheck properties;
  private final List<Finding> findings = new ArrayList<>();
  private List<Family> families = List.of();

  private Linter(Network network) {
    this.network = network;
    this.attachments = new Attachments(network);
    this.properties = new PropertyCheck(network);
  }

  /**
   * @return one finding for each rule and target, and at least one for each rule, in {@link
   *     Finding#ORDER}
   */
  public static List<Finding> lint(Network network, List<RulePack> packs) {
    Linter linter = new Linter(network);
    for (RulePack pack : packs) {
      linter.families = pack.families();
      pack.rules().forEach(linter::ask);
    }
    linter.findings.sort(Finding.ORDER);
    return List.copyOf(linter.findings);
  }

  private void ask(Rule rule) {
    rule.target()
        .fold(
            subnets -> askSubnets(rule, subnets),
            groups -> askGroups(rule, groups),
            () -> askHosts(rule));
  }

  private int askSubnets(Rule rule, Target.Subnets wanted) {
    int asked = 0;
    for (Subnet subnet : network.subnets()) {
      if (subnet.name().equalsIgnoreCase(wanted.name())) {
        askSubnet(rule, subnet);
        asked++;
      }
    }
    return asked;
  }

  private void askSubnet(Rule rule, Subnet subnet) {
    Result applies = applies(rule, attachments.hostsOf(subnet), subnet.span());
    if (applies.truth() == Truth.FALSE) {
      add(rule, subnet, new Verdict.NotApplicable(words(applies)), subnet.span());
      return;
    }
    rule.requirement()
        .fold(
            flows ->
                onGroup(rule, subnet, applies, (group, view) -> flows(rule, flows, subnet, view)),
            gate -> onGroup(rule, subnet, applies, (group, view) -> gate(rule, gate, subnet, view)),
            property -> property(rule, property.condition(), subnet, applies),
            () -> onGroup(rule, subnet, applies, (group, view) -> defects(rule, group)));
  }

  /** The rule's {@code when}, asked of the hosts; without a host it cannot be false. */
  private Result applies(Rule rule, List<BastionHost> hosts, Span place) {
    if (rule.when().isEmpty()) {
      return new Result(Truth.TRUE, List.of());
    }
    Condition condition = rule.when().get();
    List<Remark> unknown = new ArrayList<>();
    List<Remark> refuted = new ArrayList<>();
    for (BastionHost host : hosts) {
      Result result = properties.evaluate(condition, host);
      if (result.truth() == Truth.TRUE) {
        return result;
      }
      (result.truth() == Truth.UNKNOWN ? unknown : refuted).addAll(result.remarks());
    }
    if (!unknown.isEmpty()) {
      return new Result(Truth.UNKNOWN, unknown);
    }
    return hosts.isEmpty() ? withoutHost(condition, place) : new Result(Truth.FALSE, refuted);
  }

  /** A host that nobody showed is taken to have none of the properties. */
  private Result withoutHost(Condition condition, Span place) {
    Result result = properties.evaluate(condition, new Node.MapNode(List.of(), place), place);
    return new Result(
        result.truth(), List.of(new Remark("no Bastion host that needs it was read", place)));
  }

  private interface OnGroup {
    int ask(NetworkSecurityGroup group, GroupView view);
  }

  private int onGroup(Rule rule, Subnet subnet, Result applies, OnGroup question) {
    return attachments
        .groupOf(subnet)
        .fold(
            () ->
                add(
                    rule,
                    subnet,
                    new Verdict.NotApplicable(
                        "no network security group is attached to the subnet"),
                    subnet.span()),
            group -> {
              if (applies.truth() == Truth.UNKNOWN) {
                return add(
                    rule,
                    subnet,
                    new Verdict.Undecided(
                        "cannot tell whether this is required", applies.remarks()),
                    subnet.span());
              }
              return question.ask(
                  group,
                  GroupView.of(group, subnet, new GroupView.Question(rule, families), network));
            },
            unknown ->
                add(
                    rule,
                    subnet,
                    new Verdict.Undecided(
                        "cannot tell which network security group is attached to "
                            + attachments.display(subnet),
                        List.of(unknown)),
                    subnet.span()));
  }

  private int flows(Rule rule, Requirement.Flows flows, Subnet subnet, GroupView view) {
    Verdict verdict = view.decide(flows);
    return add(
        rule, subnet, ifThere(verdict, subnet, view.group()), place(verdict, view.group().span()));
  }

  private int gate(Rule rule, Requirement.Gate gate, Subnet subnet, GroupView view) {
    GateCheck.Answer answer = view.decide(gate, subnet.name(), rule.severity());
    Verdict verdict = ifThere(answer.verdict(), subnet, view.group());
    findings.add(
        new Finding(
            rule,
            attachments.display(subnet),
            subnet.id().toString(),
            answer.severity(),
            verdict,
            view.group().span()));
    return 1;
  }

  private int property(Rule rule, Condition condition, Element element, Result applies) {
    if (applies.truth() == Truth.UNKNOWN) {
      return add(
          rule,
          element,
          new Verdict.Undecided("cannot tell whether this is required", applies.remarks()),
          element.span());
    }
    Result result = properties.evaluate(condition, element);
    Verdict verdict =
        switch (result.truth()) {
          case TRUE -> new Verdict.Holds("");
          case FALSE ->
              new Verdict.Broken(
                  "\""
                      + rule.title()
                      + "\" is not true of "
                      + display(element)
                      + ": "
                      + words(result),
                  Optional.empty(),
                  Optional.empty(),
                  List.of());
          case UNKNOWN ->
              new Verdict.Undecided(
                  "cannot tell whether " + display(element) + " meets this", result.remarks());
        };
    Span place =
        result.truth() == Truth.FALSE && !result.remarks().isEmpty()
            ? result.remarks().get(0).span()
            : element.span();
    return add(rule, element, ifThere(verdict, element), place);
  }

  private static String words(Result result) {
    List<String> texts = result.remarks().stream().map(Remark::text).distinct().toList();
    return texts.isEmpty() ? "its condition is not met" : String.join(", ", texts);
  }

  private int askGroups(Rule rule, Target.Groups wanted) {
    for (NetworkSecurityGroup group : network.groups()) {
      List<Subnet> subnets = attachments.subnetsOf(group);
      boolean left =
          !subnets.isEmpty()
              && subnets.stream()
                  .allMatch(
                      subnet ->
                          wanted.exceptSubnets().stream()
                              .anyMatch(subnet.name()::equalsIgnoreCase));
      if (!left) {
        askGroup(rule, group, subnets);
      }
    }
    return network.groups().size();
  }

  private void askGroup(Rule rule, NetworkSecurityGroup group, List<Subnet> subnets) {
    rule.requirement()
        .fold(
            flows -> {
              GroupView view =
                  GroupView.of(group, subnets, new GroupView.Question(rule, families), network);
              Verdict verdict = view.decide(flows);
              return add(rule, group, ifThere(verdict, group), place(verdict, group.span()));
            },
            gate -> {
              GroupView view =
                  GroupView.of(group, subnets, new GroupView.Question(rule, families), network);
              GateCheck.Answer answer = view.decide(gate, group.name(), rule.severity());
              return add(rule, group, ifThere(answer.verdict(), group), group.span());
            },
            property ->
                property(rule, property.condition(), group, new Result(Truth.TRUE, List.of())),
            () -> defects(rule, group));
  }

  private int defects(Rule rule, NetworkSecurityGroup group) {
    for (Problem defect : group.defects()) {
      Verdict verdict =
          new Verdict.Broken(
              defect.message() + " [" + defect.code() + "]",
              Optional.empty(),
              Optional.empty(),
              List.of());
      add(rule, group, ifThere(verdict, group), defect.span());
    }
    return group.defects().isEmpty()
        ? add(rule, group, new Verdict.Holds(""), group.span())
        : group.defects().size();
  }

  private int askHosts(Rule rule) {
    for (BastionHost host : network.bastionHosts()) {
      Result applies = applies(rule, List.of(host), host.span());
      rule.requirement()
          .fold(
              flows -> 0,
              gate -> 0,
              property ->
                  applies.truth() == Truth.FALSE
                      ? add(rule, host, new Verdict.NotApplicable(words(applies)), host.span())
                      : property(rule, property.condition(), host, applies),
              () -> 0);
    }
    return network.bastionHosts().size();
  }

  /** A breach by something that may not be deployed at all is no breach yet. */
  private static Verdict ifThere(Verdict verdict, Element... elements) {
    if (!(verdict instanceof Verdict.Broken broken)) {
      return verdict;
    }
    List<Remark> conditions = new ArrayList<>();
    for (Element element : elements) {
      element
          .condition()
          .ifPresent(
              condition ->
                  conditions.add(
                      new Remark(
                          "whether " + element.name() + " is deployed: " + condition.reason(),
                          condition.span())));
    }
    return conditions.isEmpty()
        ? verdict
        : new Verdict.Undecided("if it is deployed, " + broken.what(), conditions);
  }

  /** Where a reader should look: the written rule that decides, else the group. */
  private static Span place(Verdict verdict, Span group) {
    return verdict instanceof Verdict.Broken broken
        ? broken
            .decidedBy()
            .filter(rule -> !rule.standard())
            .map(Verdict.DecidingRule::span)
            .orElse(group)
        : group;
  }

  private String display(Element element) {
    return element instanceof Subnet subnet ? attachments.display(subnet) : element.name();
  }

  private int add(Rule rule, Element element, Verdict verdict, Span span) {
    Severity severity = rule.severity();
    findings.add(
        new Finding(rule, display(element), element.id().toString(), severity, verdict, span));
    return 1;
  }

  /** The patterns of a rule, for the tags they name. */
  static List<FlowPattern> patterns(Rule rule) {
    return rule.requirement()
        .fold(
            Requirement.Flows::patterns,
            gate ->
                gate.rows().stream()
                    .flatMap(row -> Stream.of(row.pattern(), row.functional()))
                    .toList(),
            property -> List.of(),
            List::of);
  }
}
