package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why nobody can tell how one flow is decided: the values that are not known and that it depends
 * on.
 */
final class FlowDoubts {
  private final AddressBook book;
  private final Flow flow;
  private final Map<Span, Remark> reasons = new LinkedHashMap<>();

  private FlowDoubts(AddressBook book, Flow flow) {
    this.book = book;
    this.flow = flow;
  }

  /** In the order of the rules; those after a rule that decides the flow for sure do not matter. */
  static List<Remark> of(EffectiveRules rules, AddressBook book, Flow flow) {
    FlowDoubts doubts = new FlowDoubts(book, flow);
    if (doubts.isPassedOn(rules)) {
      List<Candidate> candidates = new ArrayList<>();
      for (RuleFlows flows : rules.ofGroup()) {
        candidates.add(new Candidate(flows, flows.rule().access()));
      }
      doubts.ask(candidates);
    }
    return List.copyOf(doubts.reasons.values());
  }

  /** What of it stands in security admin rules. */
  static List<Remark> ofAdmin(EffectiveRules rules, AddressBook book, Flow flow) {
    FlowDoubts doubts = new FlowDoubts(book, flow);
    doubts.isPassedOn(rules);
    return List.copyOf(doubts.reasons.values());
  }

  /** Whether the group is asked at all, as far as is known. */
  private boolean isPassedOn(EffectiveRules rules) {
    List<Candidate> candidates = new ArrayList<>();
    for (EffectiveRules.Admin admin : rules.admin()) {
      candidates.add(new Candidate(admin.flows(), admin.action()));
    }
    Asked asked = ask(candidates);
    return !asked.decided()
        || asked.met().stream()
            .anyMatch(one -> one.decision().known().map(Action.ALLOW::equals).orElse(true));
  }

  /**
   * A rule that may be asked, and what it says of the flows it matches.
   *
   * @param decision its access, or its action
   */
  private record Candidate(RuleFlows flows, Value<?> decision) {}

  /**
   * @param met the rules that may decide the flow
   * @param decided whether it is sure that one of them does
   */
  private record Asked(List<Candidate> met, boolean decided) {}

  /**
   * Asks rule after rule until the flow is decided for sure; notes why each may decide it or not.
   *
   * @param ordered the first to be asked first
   */
  private Asked ask(List<Candidate> ordered) {
    List<Candidate> met = new ArrayList<>();
    boolean decided = false;
    int first = 0;
    while (first < ordered.size() && !decided) {
      int end = RuleOrder.endOfTier(ordered, first, one -> one.flows().rule());
      List<Candidate> tier = new ArrayList<>();
      for (Candidate one : ordered.subList(first, end)) {
        if (EffectiveRules.mayMatch(one.flows(), flow)) {
          tier.add(one);
          decided |= isDecided(one.flows());
        }
      }
      addTie(tier);
      met.addAll(tier);
      first = end;
    }
    return new Asked(met, decided);
  }

  /** Of rules with one priority nobody can tell which decides, unless all say the same. */
  private void addTie(List<Candidate> tier) {
    if (tier.stream().map(one -> one.decision().known()).distinct().count() > 1) {
      List<SecurityRule> tied = tier.stream().map(one -> one.flows().rule()).toList();
      Span place = tied.get(0).priority().span();
      reasons.putIfAbsent(place, new Remark(RuleOrder.tie(tied), place));
    }
  }

  /** Whether a rule that may match the flow decides it for sure; notes why it does so perhaps. */
  private boolean isDecided(RuleFlows candidate) {
    SecurityRule rule = candidate.rule();
    addFields(rule);
    boolean matches = EffectiveRules.matches(candidate, flow);
    if (!matches) {
      addMatch(rule);
    }
    return matches && EffectiveRules.isFirm(rule);
  }

  private void addFields(SecurityRule rule) {
    rule.condition().ifPresent(condition -> add(rule, condition.reason(), condition.span()));
    add(rule, rule.priority(), "priority");
    add(rule, rule.direction(), "direction");
    add(rule, rule.access(), "access");
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
          .ifPresent(
              doubt ->
                  add(rule, Uncertainty.words(prefix, book.text(address), doubt), doubt.span()));
    }
  }

  private void addPorts(SecurityRule rule, List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Unresolved unresolved) {
        add(rule, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void add(SecurityRule rule, Value<?> value, String field) {
    if (value instanceof Value.Unknown<?> unknown) {
      // Where the whole rule is not known, no field is to be named.
      boolean whole = unknown.span().equals(rule.span());
      String reason = unknown.reason();
      add(rule, whole ? reason : "its " + field + ": " + reason, unknown.span());
    }
  }

  private void add(SecurityRule rule, String reason, Span span) {
    String name = rule.name().equals("?") ? "" : "rule " + rule.name() + ": ";
    reasons.putIfAbsent(span, new Remark(name + reason, span));
  }
}
