package io.github.nsglint.analysis;

import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all rules have in common that say the same of flows, understood once for them. What is not
 * known is not known of any of them.
 */
final class RuleKind {
  private final RuleMeaning meaning;
  private final int number;
  private final RuleShape shape;
  private final int rank;
  private final @Nullable Direction direction;
  private final @Nullable Access access;
  private final boolean standard;
  private final boolean doubtful;
  private final boolean conditional;
  private final List<String> publicTags;

  /**
   * @param number that no other kind has, or {@link Proofs#NO_NUMBER}
   */
  RuleKind(RuleMeaning meaning, int number) {
    SecurityRule rule = meaning.rule();
    this.meaning = meaning;
    this.number = number;
    this.shape = new RuleShape(rule);
    this.rank = rule.rank();
    this.direction = rule.direction() instanceof Value.Known<Direction> one ? one.value() : null;
    this.access = rule.access() instanceof Value.Known<Access> one ? one.value() : null;
    this.standard = rule.standard();
    this.doubtful = RuleDoubts.any(rule);
    this.conditional = rule.condition().isPresent();
    List<String> tags = new ArrayList<>(0);
    addPublicTags(tags, rule.sources());
    addPublicTags(tags, rule.destinations());
    this.publicTags = List.copyOf(tags);
  }

  private static void addPublicTags(List<String> tags, List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ServiceTag tag
          && ServiceTags.isPublic(tag.name())) {
        tags.add(tag.name());
      }
    }
  }

  /** The service tags that they name, without Internet and those of a network. */
  List<String> publicTags() {
    return publicTags;
  }

  RuleMeaning meaning() {
    return meaning;
  }

  int number() {
    return number;
  }

  RuleShape shape() {
    return shape;
  }

  /** Whether these are Azure's own. */
  boolean isStandard() {
    return standard;
  }

  /** Whether a value is not known, or whether they are there at all. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Whether their direction is known. */
  boolean isDirected() {
    return direction != null;
  }

  /** Whether they are in the list of this direction, for all that is known. */
  boolean mayBe(Direction wanted) {
    return direction == null || direction == wanted;
  }

  /** Whether they are there for sure, and in a known direction. */
  boolean isThere() {
    return !conditional && isDirected();
  }

  /** Whether they are there for sure, in a known direction and at a known place. */
  boolean isFirm() {
    return isThere() && rank != SecurityRule.UNRANKED;
  }

  boolean isAccessKnown() {
    return access != null;
  }

  /** Whether they allow for sure, should they match. */
  boolean allows() {
    return access == Access.ALLOW;
  }

  /** Whether they decide so, should they match, for all that is known. */
  boolean mayDecide(Access wanted) {
    return access == null || access == wanted;
  }

  /** Whether both are known to decide alike, should they match. */
  boolean decidesAs(RuleKind other) {
    return access != null && access == other.access;
  }

  /** Whether these have a lower number than others. */
  boolean isBefore(RuleKind other) {
    return rank != SecurityRule.UNRANKED
        && other.rank != SecurityRule.UNRANKED
        && rank < other.rank;
  }

  /** Whether they may be asked before others, which Azure's own never are. */
  boolean mayBeBefore(RuleKind other) {
    return !standard
        && (rank == SecurityRule.UNRANKED
            || other.rank == SecurityRule.UNRANKED
            || rank <= other.rank);
  }

  /** Whether they are asked at one place with others, as far as known. */
  boolean hasRankOf(RuleKind other) {
    return rank == other.rank;
  }
}
