package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Severity;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A group as one place of the network sees it, with Azure's own rules added. */
final class GroupView {
  private final NetworkSecurityGroup group;
  private final AddressBook book;
  private final List<Family> families;
  private final String subnetName;
  private final List<SecurityRule> rules;

  private GroupView(
      NetworkSecurityGroup group,
      Surroundings surroundings,
      String subnetName,
      Question question,
      Network network) {
    this.group = group;
    this.families = question.families();
    this.subnetName = subnetName;
    this.rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    this.book =
        new AddressBook(
            surroundings, prefixes(question.rule()), excepted(question.rule()), network);
  }

  /** A rule, and the families of addresses that its pack speaks of. */
  record Question(Rule rule, List<Family> families) {}

  /** From a subnet. */
  static GroupView of(
      NetworkSecurityGroup group, Subnet subnet, Question question, Network network) {
    return new GroupView(group, Surroundings.of(subnet, network), subnet.name(), question, network);
  }

  /** On its own, attached to these subnets, perhaps to none. */
  static GroupView of(
      NetworkSecurityGroup group, List<Subnet> subnets, Question question, Network network) {
    return new GroupView(
        group, Surroundings.shared(subnets, network), group.name(), question, network);
  }

  private List<AddressPrefix> prefixes(Rule rule) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (SecurityRule own : group.rules()) {
      prefixes.addAll(own.sources());
      prefixes.addAll(own.destinations());
    }
    for (FlowPattern pattern : Linter.patterns(rule)) {
      add(prefixes, pattern);
      pattern.except().forEach(except -> add(prefixes, except));
    }
    return prefixes;
  }

  private static List<AddressPrefix> excepted(Rule rule) {
    List<AddressPrefix> excepted = new ArrayList<>();
    for (FlowPattern pattern : Linter.patterns(rule)) {
      excepted.addAll(pattern.source().except());
      excepted.addAll(pattern.destination().except());
    }
    return excepted;
  }

  private static void add(List<AddressPrefix> prefixes, FlowPattern pattern) {
    prefixes.addAll(pattern.source().prefixes());
    prefixes.addAll(pattern.source().except());
    prefixes.addAll(pattern.destination().prefixes());
    prefixes.addAll(pattern.destination().except());
  }

  NetworkSecurityGroup group() {
    return group;
  }

  /** All patterns of a rule together: one that is broken breaks it. */
  Verdict decide(Requirement.Flows flows) {
    Optional<Verdict> undecided = Optional.empty();
    Optional<Verdict> notApplicable = Optional.empty();
    boolean holds = false;
    for (FlowPattern pattern : flows.patterns()) {
      EffectiveRules effective = effective(pattern.direction());
      Verdict verdict =
          new FlowVerdicts(effective, book, families, subnetName, group.span())
              .decide(flows.demand(), pattern);
      if (verdict instanceof Verdict.Broken) {
        return verdict;
      }
      if (verdict instanceof Verdict.Undecided && undecided.isEmpty()) {
        undecided = Optional.of(verdict);
      }
      if (verdict instanceof Verdict.NotApplicable && notApplicable.isEmpty()) {
        notApplicable = Optional.of(verdict);
      }
      holds |= verdict instanceof Verdict.Holds;
    }
    if (undecided.isPresent()) {
      return undecided.get();
    }
    return holds || notApplicable.isEmpty() ? new Verdict.Holds("") : notApplicable.get();
  }

  private EffectiveRules effective(Direction direction) {
    return new EffectiveRules(rules, direction, book);
  }

  GateCheck.Answer decide(Requirement.Gate gate, String target, Severity severity) {
    return new GateCheck(group.rules(), book, families, group.span())
        .decide(gate, target, severity);
  }
}
