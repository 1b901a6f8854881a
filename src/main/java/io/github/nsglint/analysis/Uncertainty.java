package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.analysis.OpenValue.Use;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Doubt;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the values that are not known a verdict depends on:
 *
 * <ul>
 *   <li>sufficient: were these known, the verdict would be decided, whatever the others are
 *   <li>necessary: without any one of them it would not, for some values of the rest
 * </ul>
 *
 * <p>Each value has a few choices that between them do all that any value can do, and the question
 * is decided again with every combination of them, other values left open. Of a set (a prefix, a
 * port range) only none and all are tried, as a verdict hangs on one flow at a time, which a set
 * holds or does not; all other flows are taken to be treated by it as they least disturb. A list
 * with holes for single flows is perhaps none that a rule can write: of several unknown sets one
 * too many may be named, never one too few.
 */
final class Uncertainty {
  /**
   * How often one verdict may be decided again. Past it, a value that was not proved to be of no
   * account counts as one the verdict depends on.
   */
  private static final int MOST_DECISIONS = 2000;

  private final AddressBook book;
  private final Demand demand;
  private final FlowBounds region;
  private final Completion completion;
  private int decisions;

  /**
   * @param rules of which the question is undecided
   */
  Uncertainty(EffectiveRules rules, AddressBook book, Demand demand, FlowBounds region) {
    this.book = book;
    this.demand = demand;
    this.region = region;
    List<RuleFlows> near =
        rules.ofGroup().stream()
            .filter(
                flows ->
                    flows.possible().stream()
                        .anyMatch(product -> region.possible().intersects(FlowSet.of(product))))
            .toList();
    this.completion =
        new Completion(Completion.ranked(near), rules.admin(), rules.direction(), book);
  }

  /**
   * @param values in the order of the rules
   * @param complete whether they decide the verdict; if not, it also depends on what no rule writes
   */
  record Reasons(List<OpenValue> values, boolean complete) {
    Reasons {
      values = List.copyOf(values);
    }

    /** Those that stand in a rule: the addresses of a name do not. */
    List<OpenValue> written() {
      return values.stream().filter(value -> value.field() != Field.EXTENT).toList();
    }
  }

  /**
   * @param shown one of the flows nobody can tell the decision of
   */
  Reasons reasons(Flow shown) {
    List<FlowProduct> open = open(completion.with(Map.of()));
    List<OpenValue> needed = new ArrayList<>(OpenValues.of(completion.rules(), book, open, shown));
    boolean complete = decide(needed);
    if (complete) {
      for (OpenValue value : List.copyOf(needed)) {
        List<OpenValue> others = new ArrayList<>(needed);
        others.remove(value);
        if (decide(others)) {
          needed.remove(value);
        }
      }
    }
    return new Reasons(needed, complete);
  }

  /** What is told of the values, with what would settle each. */
  List<Remark> remarks(List<OpenValue> values, FlowPattern pattern) {
    return values.stream()
        .map(value -> remark(value, Settlement.words(value, this, pattern)))
        .toList();
  }

  /** What is told of the values where more than flows has to settle them. */
  List<Remark> remarks(List<OpenValue> values) {
    return values.stream().map(value -> remark(value, "")).toList();
  }

  private Remark remark(OpenValue value, String settled) {
    String options = Assuming.options(value.symbol());
    String trial = options.isEmpty() ? "" : "try " + options;
    String advice = settled + (settled.isEmpty() || trial.isEmpty() ? "" : "; ") + trial;
    return new Remark(Settlement.places(value, rules()) + value.reason(), value.span(), advice);
  }

  /** Whether all rules that a value stands in allow, or all deny. */
  boolean hasOneAccess(OpenValue value) {
    return access(value, Map.of()).isPresent();
  }

  /** The question's answer with these values, the others left open. */
  State state(Map<OpenValue, Choice> values) {
    return state(completion.with(values));
  }

  private State state(EffectiveRules rules) {
    decisions++;
    FlowCheck check = new FlowCheck(rules, book);
    return switch (demand) {
      case ALL -> check.mustAllow(region).state();
      case SOME -> check.mustAllowSome(region).state();
      case NONE -> check.mustNotAllow(region).state();
      case NOT_EVERY_PORT -> check.mustNotAllowEveryPort(region).state();
    };
  }

  List<RuleFlows> rules() {
    return completion.rules();
  }

  /** Whether the verdict is decided whatever these values are, and whatever all others are. */
  private boolean decide(List<OpenValue> values) {
    int[] at = new int[values.size()];
    while (true) {
      Map<OpenValue, Choice> chosen = new LinkedHashMap<>();
      for (int i = 0; i < at.length; i++) {
        chosen.put(values.get(i), values.get(i).choices().get(at[i]));
      }
      if (decisions >= MOST_DECISIONS || leavesOpen(chosen)) {
        return false;
      }
      int next = 0;
      while (next < at.length && ++at[next] == values.get(next).choices().size()) {
        at[next++] = 0;
      }
      if (next == at.length) {
        return true;
      }
    }
  }

  /**
   * Whether, with sets that treat one flow as chosen and all others so that they decide nothing,
   * the verdict is still open.
   */
  private boolean leavesOpen(Map<OpenValue, Choice> chosen) {
    EffectiveRules rules = completion.with(chosen);
    State state = state(rules);
    if (state == State.UNDECIDED || state == State.TOO_COMPLEX) {
      return true;
    }
    if (chosen.keySet().stream().noneMatch(value -> value.field().isSet())
        || open(rules).isEmpty()) {
      return false;
    }
    State event = demand == Demand.SOME ? State.HOLDS : State.BROKEN;
    return state(completion.with(calm(chosen))) != event;
  }

  /** With the sets that make the least of what would settle the verdict by one flow. */
  private Map<OpenValue, Choice> calm(Map<OpenValue, Choice> chosen) {
    boolean lookedForAllow = demand != Demand.ALL;
    Map<OpenValue, Choice> calm = new LinkedHashMap<>(chosen);
    for (OpenValue value : chosen.keySet()) {
      if (value.field() == Field.RULE) {
        calm.put(value, value.choices().get(lookedForAllow ? 2 : 1));
      } else if (value.field().isSet()) {
        access(value, chosen)
            .ifPresent(
                access ->
                    calm.put(
                        value,
                        value.choices().get((access == Access.ALLOW) == lookedForAllow ? 0 : 1)));
      }
    }
    return calm;
  }

  /** The access of all rules that a value stands in, if it is one. */
  private Optional<Access> access(OpenValue value, Map<OpenValue, Choice> chosen) {
    Optional<Access> all = Optional.empty();
    for (int i = 0; i < completion.rules().size(); i++) {
      if (stands(value, i)) {
        Optional<Access> access = access(i, chosen);
        if (access.isEmpty() || (all.isPresent() && !all.equals(access))) {
          return Optional.empty();
        }
        all = access;
      }
    }
    return all;
  }

  private boolean stands(OpenValue value, int rule) {
    if (value.field() != Field.EXTENT) {
      return value.uses().stream().anyMatch(use -> use.rule() == rule);
    }
    SecurityRule written = completion.rules().get(rule).rule();
    return written.sources().stream().anyMatch(prefix -> isNamed(value, prefix.toString()))
        || written.destinations().stream().anyMatch(prefix -> isNamed(value, prefix.toString()));
  }

  private static boolean isNamed(OpenValue value, String name) {
    return value.prefix().equalsIgnoreCase(name);
  }

  private Optional<Access> access(int rule, Map<OpenValue, Choice> chosen) {
    Use wanted = new Use(rule, Field.ACCESS, 0);
    for (Map.Entry<OpenValue, Choice> entry : chosen.entrySet()) {
      if (entry.getKey().uses().contains(wanted)) {
        return Optional.of(Completion.ACCESSES.get(entry.getValue().number()));
      }
    }
    return completion.rules().get(rule).rule().access().known();
  }

  /** Flows that the question asks about and that may be allowed or denied. */
  private List<FlowProduct> open(EffectiveRules rules) {
    FlowSet asked = region.possible();
    FlowSet denied = rules.certain().parts(asked, false, FirstMatch.DEFAULT_BUDGET).orElse(asked);
    return rules
        .possible()
        .parts(denied, true, FirstMatch.DEFAULT_BUDGET)
        .orElse(denied)
        .products();
  }

  /**
   * @param prefix one that only perhaps holds the address
   * @param address as text
   */
  static String words(AddressPrefix prefix, String address, Doubt doubt) {
    return prefix.fold(
        any -> {
          throw new AssertionError(any);
        },
        block -> {
          throw new AssertionError(block);
        },
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
}
