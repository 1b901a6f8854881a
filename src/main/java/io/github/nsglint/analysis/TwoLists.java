package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Levels.Answer;
import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.analysis.Verdict.Witness;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two rule lists of one group, seen from one place: flows that the one lets through and the other
 * does not. Order, names and the way in which ports and prefixes are written make no difference.
 */
final class TwoLists {
  private final Direction direction;
  private final Level first;
  private final Level second;
  private final AddressBook book;
  private Optional<Contrast> more = Optional.empty();
  private Optional<Contrast> less = Optional.empty();
  private final Set<String> unknown = new LinkedHashSet<>();

  /**
   * A packet that the lists decide otherwise.
   *
   * @param first which rule of the first list decides it
   */
  record Contrast(Witness witness, String first, String second) {
    Contrast {
      requireNonNull(witness);
      requireNonNull(first);
      requireNonNull(second);
    }
  }

  /**
   * @param group its name
   * @param firstRules with Azure's own
   */
  TwoLists(
      String group,
      Span span,
      List<SecurityRule> firstRules,
      List<SecurityRule> secondRules,
      Direction direction,
      AddressBook book) {
    this.direction = direction;
    this.book = book;
    this.first = level(group, span, firstRules);
    this.second = level(group, span, secondRules);
  }

  private Level level(String group, Span span, List<SecurityRule> rules) {
    List<RuleFlows> flows = new ArrayList<>();
    for (SecurityRule rule : rules) {
      if (rule.mayBe(direction)) {
        flows.add(new RuleFlows(rule, book));
      }
    }
    return new Level(
        direction,
        group,
        new Level.Guard(group, span, new EffectiveRules(flows, direction), book, Optional.empty()));
  }

  /** What the second list lets through and the first denies. */
  Optional<Contrast> more() {
    return more;
  }

  /** What the second list denies and the first lets through. */
  Optional<Contrast> less() {
    return less;
  }

  /** Why it is not known of other flows whether they are decided alike. */
  Set<String> unknown() {
    return Collections.unmodifiableSet(unknown);
  }

  /**
   * @param from of one family, as the next
   */
  void compare(AddressSet from, AddressSet to) {
    ProtocolSet withPorts = ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP);
    for (ProtocolSet protocols : List.of(withPorts, ProtocolSet.all().minus(withPorts))) {
      compare(new FlowProduct(protocols, from, PortSet.all(), to, PortSet.all()));
    }
  }

  private void compare(FlowProduct flows) {
    if (flows.isEmpty()) {
      return;
    }
    for (Piece one : new Levels(List.of(first)).pieces(flows)) {
      for (Piece other : new Levels(List.of(second)).pieces(one.flows())) {
        judge(one, other);
      }
    }
  }

  private void judge(Piece one, Piece other) {
    Answer wanted = one.answer();
    Answer answer = other.answer();
    if (wanted == Answer.UNKNOWN || answer == Answer.UNKNOWN) {
      // Where both depend on the same, as on what a service tag holds, they are alike.
      if (!reasons(one).equals(reasons(other)) || wanted != answer) {
        unknown.addAll(reasons(one));
        unknown.addAll(reasons(other));
      }
    } else if (answer == Answer.ALLOWED && wanted == Answer.DENIED && more.isEmpty()) {
      more = Optional.of(contrast(one, other));
    } else if (answer == Answer.DENIED && wanted == Answer.ALLOWED && less.isEmpty()) {
      less = Optional.of(contrast(one, other));
    }
  }

  private static Set<String> reasons(Piece piece) {
    Set<String> texts = new LinkedHashSet<>();
    piece
        .decisions()
        .forEach(each -> each.reasons().stream().map(Remark::text).forEach(texts::add));
    return texts;
  }

  private Contrast contrast(Piece one, Piece other) {
    Level.Guard guard = (Level.Guard) second.standing();
    Flow flow = guard.example(other.flows());
    Witness witness =
        new Witness(
            FlowVerdicts.protocol(flow.protocol()),
            book.text(flow.source()),
            flow.sourcePort(),
            book.text(flow.destination()),
            flow.destinationPort());
    return new Contrast(witness, rule(one), rule(other));
  }

  /** Of the only level. */
  private static String rule(Piece piece) {
    return piece
        .decisions()
        .get(0)
        .rule()
        .map(rule -> FlowVerdicts.words(rule).toString())
        .orElse("no rule");
  }
}
