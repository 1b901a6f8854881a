package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;

/** What of a rule the files do not say: values that cannot be computed, and whether it is there. */
final class RuleDoubts {
  private final SecurityRule rule;
  private final List<Remark> remarks = new ArrayList<>();

  private RuleDoubts(SecurityRule rule) {
    this.rule = rule;
  }

  static boolean any(SecurityRule rule) {
    return rule.condition().isPresent() || !rule.isKnown();
  }

  /** One remark a value, at its place. */
  static List<Remark> of(SecurityRule rule) {
    RuleDoubts doubts = new RuleDoubts(rule);
    rule.condition().ifPresent(condition -> doubts.add(condition.reason(), condition.span()));
    doubts.add(rule.priority(), "priority");
    doubts.add(rule.direction(), "direction");
    doubts.add(rule.access(), "access");
    doubts.add(rule.protocol(), "protocol");
    doubts.addPrefixes(rule.sources());
    doubts.addPrefixes(rule.destinations());
    doubts.addPorts(rule.sourcePorts());
    doubts.addPorts(rule.destinationPorts());
    return doubts.remarks.stream().distinct().toList();
  }

  private void add(Value<?> value, String field) {
    if (value instanceof Value.Unknown<?> unknown) {
      // Where the whole rule is not known, no field is to be named.
      boolean whole = unknown.span().equals(rule.span());
      add(whole ? unknown.reason() : "its " + field + ": " + unknown.reason(), unknown.span());
    }
  }

  private void addPrefixes(List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.Unresolved unresolved) {
        add(unresolved.reason(), unresolved.span());
      }
    }
  }

  private void addPorts(List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Unresolved unresolved) {
        add(unresolved.reason(), unresolved.span());
      }
    }
  }

  private void add(String reason, Span span) {
    String name = rule.name().equals("?") ? "" : "rule " + rule.name() + ": ";
    remarks.add(new Remark(name + reason, span));
  }
}
