package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a flow passes one after the other: of a machine's subnet and its interface each may have a
 * group. A flow is allowed if every level allows it, so it is allowed for sure where every level
 * does so for sure, and denied for sure where one level does. Azure asks the levels in their order;
 * those behind a sure denial are not asked any more.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works">How
 *     network security groups filter traffic</a>
 */
final class Levels {
  private final List<Level> levels;

  /**
   * @param levels all of them see a flow by the same numbers
   */
  Levels(List<Level> levels) {
    this.levels = List.copyOf(levels);
  }

  /** What one level, or all of them together, say of a flow. */
  enum Answer {
    ALLOWED,
    DENIED,
    /** Either, as far as is known. */
    UNKNOWN
  }

  /**
   * What one level says of some flows.
   *
   * @param rule that decides all of them; empty when none does, or when it is not known which
   * @param reasons why it is not known; empty unless it is not
   */
  record Decision(Answer answer, Optional<SecurityRule> rule, List<Remark> reasons) {
    static final Decision OPEN = new Decision(Answer.ALLOWED, Optional.empty(), List.of());

    Decision {
      requireNonNull(answer);
      requireNonNull(rule);
      reasons = List.copyOf(reasons);
    }

    static Decision unknown(List<Remark> reasons) {
      return new Decision(Answer.UNKNOWN, Optional.empty(), reasons);
    }
  }

  /**
   * Flows that are alike in all that is asked of them.
   *
   * @param decisions one for each level in turn, up to the first that denies for sure
   */
  record Piece(FlowProduct flows, List<Decision> decisions) {
    Piece {
      requireNonNull(flows);
      decisions = List.copyOf(decisions);
    }

    Answer answer() {
      Answer answer = Answer.ALLOWED;
      for (Decision decision : decisions) {
        if (decision.answer() == Answer.DENIED) {
          return Answer.DENIED;
        }
        if (decision.answer() == Answer.UNKNOWN) {
          answer = Answer.UNKNOWN;
        }
      }
      return answer;
    }

    private Piece then(FlowProduct part, Decision decision) {
      List<Decision> all = new ArrayList<>(decisions);
      all.add(decision);
      return new Piece(part, all);
    }
  }

  /** Some flows and what one level says of all of them. */
  private record Judged(FlowProduct flows, Decision decision) {}

  /** Cuts flows into pieces: no two meet, none is empty, together they are the flows. */
  List<Piece> pieces(FlowProduct flows) {
    List<Piece> pieces = new ArrayList<>();
    for (FlowProduct part : flows.byFamily()) {
      pieces.add(new Piece(part, List.of()));
    }
    for (Level level : levels) {
      List<Piece> next = new ArrayList<>();
      for (Piece piece : pieces) {
        if (piece.answer() == Answer.DENIED) {
          next.add(piece);
        } else {
          for (Judged judged : judge(level, piece.flows())) {
            next.add(piece.then(judged.flows(), judged.decision()));
          }
        }
      }
      pieces = next;
    }
    return pieces;
  }

  private static List<Judged> judge(Level level, FlowProduct flows) {
    return level
        .standing()
        .fold(
            () -> List.of(new Judged(flows, Decision.OPEN)),
            guard -> judge(guard, flows),
            why -> List.of(new Judged(flows, Decision.unknown(List.of(why)))));
  }

  private static List<Judged> judge(Level.Guard guard, FlowProduct flows) {
    EffectiveRules rules = guard.rules();
    List<Judged> judged = new ArrayList<>();
    Optional<List<FlowProduct>> allowed = parts(rules.certain(), flows, true);
    Optional<List<FlowProduct>> denied = parts(rules.possible(), flows, false);
    Optional<List<FlowProduct>> doubtful = parts(rules.certain(), flows, false);
    if (allowed.isEmpty() || denied.isEmpty() || doubtful.isEmpty()) {
      return List.of(new Judged(flows, tooComplex(guard)));
    }
    for (FlowProduct part : allowed.get()) {
      judged.add(new Judged(part, decided(guard, rules.certain(), part, Answer.ALLOWED)));
    }
    for (FlowProduct part : denied.get()) {
      judged.add(new Judged(part, decided(guard, rules.possible(), part, Answer.DENIED)));
    }
    for (FlowProduct part : doubtful.get()) {
      Optional<List<FlowProduct>> open = parts(rules.possible(), part, true);
      if (open.isEmpty()) {
        return List.of(new Judged(flows, tooComplex(guard)));
      }
      for (FlowProduct unknown : open.get()) {
        judged.add(new Judged(unknown, Decision.unknown(guard.reasons(guard.example(unknown)))));
      }
    }
    return judged;
  }

  private static Optional<List<FlowProduct>> parts(
      FirstMatch list, FlowProduct flows, boolean allowed) {
    return list.parts(FlowSet.of(flows), allowed, FirstMatch.DEFAULT_BUDGET).map(FlowSet::products);
  }

  /** A part is decided by one step, so any flow of it tells by which. */
  private static Decision decided(
      Level.Guard guard, FirstMatch list, FlowProduct part, Answer answer) {
    Flow flow = part.lowest();
    Optional<SecurityRule> rule = guard.rules().decider(list, flow);
    if (answer == Answer.DENIED && guard.absence().isPresent()) {
      return new Decision(Answer.UNKNOWN, rule, List.of(guard.absence().get()));
    }
    return new Decision(answer, rule, List.of());
  }

  private static Decision tooComplex(Level.Guard guard) {
    return Decision.unknown(
        List.of(
            new Remark(
                "the rules of " + guard.name() + " cut the flows into too many pieces to decide",
                guard.span())));
  }
}
