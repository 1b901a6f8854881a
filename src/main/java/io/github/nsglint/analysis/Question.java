package io.github.nsglint.analysis;

import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule with what its pack says of all its rules.
 *
 * @param families of addresses that its flows speak of
 */
record Question(Rule rule, List<Family> families) {
  Question {
    families = List.copyOf(families);
  }

  static List<Question> of(List<RulePack> packs) {
    return packs.stream()
        .flatMap(pack -> pack.rules().stream().map(rule -> new Question(rule, pack.families())))
        .toList();
  }

  private List<FlowPattern> patterns() {
    return rule.requirement()
        .fold(
            Requirement.Flows::patterns,
            gate ->
                gate.rows().stream()
                    .flatMap(row -> Stream.of(row.pattern(), row.functional()))
                    .toList(),
            property -> List.of(),
            rules -> List.of(),
            reach -> List.of());
  }

  /** All that the rule's patterns name as addresses. */
  List<AddressPrefix> prefixes() {
    List<AddressPrefix> prefixes = new ArrayList<>(excepted());
    for (FlowPattern pattern : patterns()) {
      prefixes.addAll(pattern.source().prefixes());
      prefixes.addAll(pattern.destination().prefixes());
      for (FlowPattern except : pattern.except()) {
        prefixes.addAll(except.source().prefixes());
        prefixes.addAll(except.destination().prefixes());
      }
    }
    return prefixes;
  }

  /** What the rule's patterns take out of their addresses. */
  List<AddressPrefix> excepted() {
    List<AddressPrefix> excepted = new ArrayList<>();
    for (FlowPattern pattern : patterns()) {
      excepted.addAll(pattern.source().except());
      excepted.addAll(pattern.destination().except());
    }
    return excepted;
  }
}
