package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.RuleUses.Use;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a rule does depends on the few rules that may meet it, and many groups of a large network
 * have the same few: they get one answer, see {@link Proofs}. An answer with a value that is not
 * known is each group's own, as its words are about that value.
 */
final class AlikeRules {
  private final List<ListedRule> ordered;
  private final Direction direction;
  private final List<Surroundings> places;
  private final Proofs proofs;
  private final boolean comparing;

  /**
   * {@link Proofs#number} of what all answers about this list depend on; one more, 0 until then.
   */
  private int setting;

  AlikeRules(
      List<ListedRule> ordered, Direction direction, List<Surroundings> places, Proofs proofs) {
    this.ordered = ordered;
    this.direction = direction;
    this.places = places;
    this.proofs = proofs;
    this.comparing = proofs.isComparing() && !Proofs.anyNamesGroup(ordered);
  }

  /**
   * The answer about one rule, as it was found before or is found now.
   *
   * @param asked the question
   * @param before rules that the answer depends on
   * @param after likewise
   */
  Optional<Use> use(
      Quality asked,
      int rule,
      List<Integer> before,
      List<Integer> after,
      Supplier<Optional<Use>> prover) {
    if (!comparing) {
      return prover.get();
    }
    Proofs.Case one = new Proofs.Case(numbers(asked, rule, before, after));
    if (!one.isNumbered()) {
      return prover.get();
    }
    Optional<Proofs.Cause> known = proofs.cause(one);
    if (known.isPresent()) {
      return known
          .get()
          .rules()
          .map(
              cause ->
                  new Use(
                      ordered.get(rule).rule(),
                      Truth.FALSE,
                      rules(cause, before, after),
                      List.of()));
    }
    Optional<Use> use = prover.get();
    if (use.isEmpty() || use.get().truth() == Truth.FALSE) {
      proofs.keep(one, new Proofs.Cause(use.map(found -> places(found.because(), before, after))));
    }
    return use;
  }

  private int[] numbers(Quality asked, int rule, List<Integer> before, List<Integer> after) {
    int[] all = new int[4 + before.size() + after.size()];
    all[0] = asked == Quality.REACHED ? 0 : 1;
    all[1] = setting();
    all[2] = number(rule);
    all[3] = before.size();
    for (int i = 0; i < before.size(); i++) {
      all[4 + i] = number(before.get(i));
    }
    for (int i = 0; i < after.size(); i++) {
      all[4 + before.size() + i] = number(after.get(i));
    }
    return all;
  }

  /** Rules by their places among those before and after. */
  private List<SecurityRule> rules(List<Integer> cause, List<Integer> before, List<Integer> after) {
    List<SecurityRule> rules = new ArrayList<>(cause.size());
    for (int place : cause) {
      boolean earlier = place < before.size();
      int number = earlier ? before.get(place) : after.get(place - before.size());
      rules.add(ordered.get(number).rule());
    }
    return rules;
  }

  @SuppressWarnings("ReferenceEquality") // the very rules of this list
  private List<Integer> places(
      List<SecurityRule> because, List<Integer> before, List<Integer> after) {
    List<Integer> around = new ArrayList<>(before);
    around.addAll(after);
    List<Integer> places = new ArrayList<>(because.size());
    for (SecurityRule rule : because) {
      int place = 0;
      while (ordered.get(around.get(place)).rule() != rule) {
        place++;
      }
      places.add(place);
    }
    return places;
  }

  private int number(int rule) {
    return ordered.get(rule).kind().number();
  }

  /**
   * The direction, what the tags mean, and which tags are told apart: a tag that any rule of the
   * list names counts.
   */
  private int setting() {
    if (setting == 0) {
      StringBuilder text = new StringBuilder().append(direction);
      text.append(SharedPlaces.publicTags(ordered));
      places.forEach(place -> text.append(place.words()).append('\n'));
      setting = proofs.number(text.toString()) + 1;
    }
    return setting - 1;
  }
}
