package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;

/** The values of a group's rules that nobody can look at, because they cannot be computed. */
final class UnwrittenValues {
  private final List<Remark> remarks = new ArrayList<>();

  private UnwrittenValues() {}

  /** Each with its reason, at its place; one value that several rules have stands there once. */
  static List<Remark> of(NetworkSecurityGroup group) {
    UnwrittenValues values = new UnwrittenValues();
    group.rules().forEach(values::add);
    return values.remarks.stream().distinct().toList();
  }

  private void add(SecurityRule rule) {
    if (rule.isKnown()) {
      return;
    }
    if (OpenValues.isUnknown(rule) && rule.access() instanceof Value.Unknown<?> whole) {
      add(whole.reason(), whole.span());
      return;
    }
    add(rule, "priority", rule.priority());
    add(rule, "direction", rule.direction());
    add(rule, "access", rule.access());
    add(rule, "protocol", rule.protocol());
    addPrefixes(rule, "source", rule.sources());
    addPorts(rule, "source port", rule.sourcePorts());
    addPrefixes(rule, "destination", rule.destinations());
    addPorts(rule, "destination port", rule.destinationPorts());
  }

  private void add(SecurityRule rule, String what, Value<?> value) {
    if (value instanceof Value.Unknown<?> unknown) {
      add(rule, what, unknown.reason(), unknown.span());
    }
  }

  private void addPrefixes(SecurityRule rule, String what, List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.Unresolved unresolved) {
        add(rule, what, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void addPorts(SecurityRule rule, String what, List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Unresolved unresolved) {
        add(rule, what, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void add(SecurityRule rule, String what, String reason, Span span) {
    add("rule " + rule.name() + ": its " + what + ": " + reason, span);
  }

  private void add(String text, Span span) {
    remarks.add(new Remark(text, span));
  }
}
