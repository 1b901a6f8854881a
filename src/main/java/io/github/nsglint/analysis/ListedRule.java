package io.github.nsglint.analysis;

import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule of a group, with its kind, for questions to which it does not matter where values stand.
 */
final class ListedRule {
  private final SecurityRule rule;
  private final RuleKind kind;

  private ListedRule(SecurityRule rule, RuleKind kind) {
    this.rule = rule;
    this.kind = kind;
  }

  /** The rules of a group as they are written, then Azure's own. */
  static List<ListedRule> of(NetworkSecurityGroup group, Proofs proofs) {
    List<SecurityRule> written = group.rules();
    List<SecurityRule> standard = DefaultSecurityRules.at(group.span());
    List<ListedRule> rules = new ArrayList<>(written.size() + standard.size());
    addAll(rules, written, proofs);
    for (int i = 0; i < standard.size(); i++) {
      rules.add(new ListedRule(standard.get(i).said(), proofs.standardKinds().get(i)));
    }
    return rules;
  }

  static List<ListedRule> of(List<SecurityRule> rules, Proofs proofs) {
    List<ListedRule> listed = new ArrayList<>(rules.size());
    addAll(listed, rules, proofs);
    return listed;
  }

  private static void addAll(List<ListedRule> listed, List<SecurityRule> rules, Proofs proofs) {
    for (int i = 0; i < rules.size(); i++) {
      SecurityRule rule = rules.get(i).said();
      listed.add(new ListedRule(rule, proofs.kind(rule)));
    }
  }

  /** The rule, with the values as its kind has them: {@link SecurityRule#said}. */
  SecurityRule rule() {
    return rule;
  }

  RuleKind kind() {
    return kind;
  }
}
