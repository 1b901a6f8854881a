package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.RuleUses.Use;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does depends on the few rules that may meet it, and many groups of a large network
 * have the same few: they get one answer, see {@link Proofs}. An answer with a value that is not
 * known is each group's own, as its words are about that value.
 */
final class AlikeRules {
  private final List<SecurityRule> ordered;
  private final Direction direction;
  private final List<Surroundings> places;
  private final Proofs proofs;
  private final boolean comparing;
  private final @Nullable String[] words;

  /** What all answers about this list depend on; made when it is first needed. */
  private @Nullable String setting;

  AlikeRules(
      List<SecurityRule> ordered, Direction direction, List<Surroundings> places, Proofs proofs) {
    this.ordered = ordered;
    this.direction = direction;
    this.places = places;
    this.proofs = proofs;
    this.comparing = proofs.isComparing() && ordered.stream().noneMatch(Proofs::namesGroup);
    this.words = new @Nullable String[ordered.size()];
  }

  /**
   * The answer about one rule, as it was found before or is found now.
   *
   * @param asked the question
   * @param before rules that the answer depends on
   * @param after likewise
   */
  Optional<Use> use(
      String asked,
      int rule,
      List<Integer> before,
      List<Integer> after,
      Supplier<Optional<Use>> prover) {
    if (!comparing) {
      return prover.get();
    }
    StringBuilder text = new StringBuilder(asked).append(setting()).append(words(rule));
    before.forEach(other -> text.append(words(other)));
    text.append('-');
    after.forEach(other -> text.append(words(other)));
    String one = text.toString();
    Optional<Proofs.Cause> known = proofs.cause(one);
    if (known.isPresent()) {
      return known
          .get()
          .rules()
          .map(
              cause ->
                  new Use(ordered.get(rule), Truth.FALSE, rules(cause, before, after), List.of()));
    }
    Optional<Use> use = prover.get();
    if (use.isEmpty() || use.get().truth() == Truth.FALSE) {
      proofs.keep(one, new Proofs.Cause(use.map(found -> places(found.because(), before, after))));
    }
    return use;
  }

  /** Rules by their places among those before and after. */
  private List<SecurityRule> rules(List<Integer> cause, List<Integer> before, List<Integer> after) {
    List<SecurityRule> rules = new ArrayList<>(cause.size());
    for (int place : cause) {
      boolean earlier = place < before.size();
      rules.add(ordered.get(earlier ? before.get(place) : after.get(place - before.size())));
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
      while (ordered.get(around.get(place)) != rule) {
        place++;
      }
      places.add(place);
    }
    return places;
  }

  private String words(int rule) {
    String known = words[rule];
    if (known == null) {
      StringBuilder text = new StringBuilder(ordered.get(rule).standard() ? "s " : "");
      Proofs.add(text, ordered.get(rule));
      known = text.toString();
      words[rule] = known;
    }
    return known;
  }

  /**
   * The direction, what the tags mean, and which tags are told apart: a tag that any rule of the
   * list names counts.
   */
  private String setting() {
    if (setting == null) {
      StringBuilder text = new StringBuilder().append(direction);
      TreeSet<String> tags = new TreeSet<>();
      for (SecurityRule rule : ordered) {
        addTags(tags, rule.sources());
        addTags(tags, rule.destinations());
      }
      text.append(tags);
      places.forEach(place -> text.append(place.words()).append('\n'));
      setting = text.toString();
    }
    return setting;
  }

  private static void addTags(Set<String> tags, List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag && ServiceTags.isPublic(tag.name())) {
        tags.add(tag.name());
      }
    }
  }
}
