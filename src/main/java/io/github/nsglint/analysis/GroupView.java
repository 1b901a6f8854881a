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
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A group as one place of the network sees it, with Azure's own rules added. It serves all
 * questions about that place; what they share is computed once.
 */
final class GroupView {
  private final NetworkSecurityGroup group;
  private final Surroundings surroundings;
  private final String subnetName;
  private final Network network;
  private final List<AddressPrefix> prefixes = new ArrayList<>();
  private final Map<String, Seen> seen = new TreeMap<>();

  /** The rules as they look when a requirement takes out certain tags. */
  private static final class Seen {
    final AddressBook book;
    final List<RuleFlows> rules;
    final Map<Direction, EffectiveRules> effective = new EnumMap<>(Direction.class);

    Seen(AddressBook book, List<RuleFlows> rules) {
      this.book = book;
      this.rules = rules;
    }

    EffectiveRules effective(Direction direction) {
      return effective.computeIfAbsent(direction, key -> new EffectiveRules(rules, key));
    }
  }

  /**
   * @param subnetName what a pattern's {@code subnet} is called
   * @param questions all that will be asked
   */
  GroupView(
      NetworkSecurityGroup group,
      Surroundings surroundings,
      String subnetName,
      List<Question> questions,
      Network network) {
    this.group = group;
    this.surroundings = surroundings;
    this.subnetName = subnetName;
    this.network = network;
    for (SecurityRule own : group.rules()) {
      prefixes.addAll(own.sources());
      prefixes.addAll(own.destinations());
    }
    questions.forEach(question -> prefixes.addAll(question.prefixes()));
  }

  NetworkSecurityGroup group() {
    return group;
  }

  private Seen seen(Question question) {
    // Only these change what rules match.
    List<AddressPrefix> excepted =
        question.excepted().stream().filter(AddressPrefix.ServiceTag.class::isInstance).toList();
    return seen.computeIfAbsent(
        excepted.toString(),
        key -> {
          AddressBook book = new AddressBook(surroundings, prefixes, excepted, network);
          List<RuleFlows> rules = new ArrayList<>();
          group.rules().forEach(rule -> rules.add(new RuleFlows(rule, book)));
          DefaultSecurityRules.at(group.span())
              .forEach(rule -> rules.add(new RuleFlows(rule, book)));
          return new Seen(book, rules);
        });
  }

  /** All patterns of a rule together: one that is broken breaks it. */
  Verdict decide(Question question, Requirement.Flows flows) {
    Seen view = seen(question);
    Optional<Verdict> undecided = Optional.empty();
    for (FlowPattern pattern : flows.patterns()) {
      Verdict verdict =
          new FlowVerdicts(
                  view.effective(pattern.direction()),
                  view.book,
                  question.families(),
                  subnetName,
                  group.span())
              .decide(flows.demand(), pattern);
      if (verdict instanceof Verdict.Broken) {
        return verdict;
      }
      if (verdict instanceof Verdict.Undecided && undecided.isEmpty()) {
        undecided = Optional.of(verdict);
      }
    }
    return undecided.orElseGet(() -> new Verdict.Holds(""));
  }

  GateCheck.Answer decide(Question question, Requirement.Gate gate, String target) {
    Seen view = seen(question);
    List<Family> families = question.families();
    Severity severity = question.rule().severity();
    return new GateCheck(view.rules, view.book, families, group.span())
        .decide(gate, target, severity);
  }
}
