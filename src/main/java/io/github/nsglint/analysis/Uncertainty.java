package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Doubt;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why nobody can tell how a flow is decided: the values that are not known and that it depends on.
 */
final class Uncertainty {
  private final AddressBook book;
  private final Flow flow;
  private final Map<Span, Remark> reasons = new LinkedHashMap<>();

  private Uncertainty(AddressBook book, Flow flow) {
    this.book = book;
    this.flow = flow;
  }

  /** In the order of the rules; those after a rule that decides the flow for sure do not matter. */
  static List<Remark> reasons(EffectiveRules rules, AddressBook book, Flow flow) {
    Uncertainty uncertainty = new Uncertainty(book, flow);
    boolean passedOn = true;
    for (EffectiveRules.Admin admin : rules.admin()) {
      if (uncertainty.isDecided(admin.flows(), flow)) {
        passedOn = admin.action().fold(known -> known == Action.ALLOW, unknown -> true);
        break;
      }
    }
    for (RuleFlows candidate : rules.ofGroup()) {
      if (!passedOn || uncertainty.isDecided(candidate, flow)) {
        break;
      }
    }
    return List.copyOf(uncertainty.reasons.values());
  }

  /** Whether a rule decides the flow for sure; notes why it does so perhaps. */
  private boolean isDecided(RuleFlows candidate, Flow flow) {
    if (!EffectiveRules.mayMatch(candidate, flow)) {
      return false;
    }
    SecurityRule rule = candidate.rule();
    boolean firm = addFields(rule);
    boolean matches = EffectiveRules.matches(candidate, flow);
    if (!matches) {
      addMatch(rule);
    }
    return firm && matches;
  }

  /** Whether everything about the rule but what it matches is known. */
  private boolean addFields(SecurityRule rule) {
    int before = reasons.size();
    rule.condition().ifPresent(condition -> add(rule, condition.reason(), condition.span()));
    add(rule, rule.priority(), "priority");
    add(rule, rule.direction(), "direction");
    add(rule, rule.access(), "access");
    return reasons.size() == before
        && rule.condition().isEmpty()
        && rule.priority().known().isPresent()
        && rule.direction().known().isPresent()
        && rule.access().known().isPresent();
  }

  private void addMatch(SecurityRule rule) {
    if (!rule.protocol()
        .fold(p -> RuleFlows.certain(p).contains(flow.protocol()), unknown -> true)) {
      add(
          rule,
          "whether * means " + FlowVerdicts.protocol(flow.protocol()) + " too is not documented",
          rule.protocol().span());
    }
    add(rule, rule.protocol(), "protocol");
    addAddresses(rule, rule.sources(), flow.source());
    addAddresses(rule, rule.destinations(), flow.destination());
    addPorts(rule, rule.sourcePorts());
    addPorts(rule, rule.destinationPorts());
  }

  private void addAddresses(SecurityRule rule, List<AddressPrefix> prefixes, Address address) {
    if (prefixes.stream().anyMatch(prefix -> book.of(prefix).certain().contains(address))) {
      return;
    }
    for (AddressPrefix prefix : prefixes) {
      book.doubt(prefix, address)
          .ifPresent(doubt -> add(rule, words(prefix, book.text(address), doubt), doubt.span()));
    }
  }

  /**
   * @param address as text
   */
  static String words(AddressPrefix prefix, String address, Doubt doubt) {
    return prefix.fold(
        any -> doubt.on(),
        block -> doubt.on(),
        tag ->
            "whether the service tag "
                + tag.name()
                + " holds "
                + address
                + " depends on "
                + doubt.on(),
        group ->
            "whether "
                + address
                + " belongs to the application security group "
                + group
                + " depends on "
                + doubt.on(),
        unresolved -> doubt.on());
  }

  private void addPorts(SecurityRule rule, List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Unresolved unresolved) {
        add(rule, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void add(SecurityRule rule, Value<?> value, String field) {
    value.fold(
        known -> false,
        unknown -> {
          // Where the whole rule is not known, no field is to be named.
          boolean whole = unknown.span().equals(rule.span());
          String reason = unknown.reason();
          add(rule, whole ? reason : "its " + field + ": " + reason, unknown.span());
          return true;
        });
  }

  private void add(SecurityRule rule, String reason, Span span) {
    String name = rule.name().equals("?") ? "" : "rule " + rule.name() + ": ";
    reasons.putIfAbsent(span, new Remark(name + reason, span));
  }
}
