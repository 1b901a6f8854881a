package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.policy.RuleNotes.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@link RuleNotes} among the keys of a rule. */
final class RuleNotesReader {
  static final List<String> KEYS = List.of("mappings", "confidence", "since", "replaced-by");

  private final List<Problem> problems;

  private RuleNotesReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Empty when something is wrong. */
  static Optional<RuleNotes> read(PackMap rule) {
    RuleNotesReader reader = new RuleNotesReader(rule.problems());
    int before = rule.problems().size();
    List<Mapping> mappings = rule.value("mappings").map(reader::mappings).orElse(List.of());
    Confidence confidence =
        rule.value("confidence").map(reader::confidence).orElse(Confidence.HIGH);
    Optional<String> since = rule.value("since").flatMap(reader::date);
    Optional<String> replacedBy =
        rule.value("replaced-by")
            .flatMap(node -> PackMap.text(node, rule.problems()))
            .map(Node.TextNode::value);
    return rule.problems().size() > before
        ? Optional.empty()
        : Optional.of(new RuleNotes(mappings, confidence, since, replacedBy));
  }

  private List<Mapping> mappings(Node node) {
    List<Mapping> mappings = new ArrayList<>();
    for (Node.Entry benchmark :
        PackMap.entriesOf(node, "benchmarks, each with its versions", problems)) {
      RuleReader.isKebabCase(benchmark.key(), problems);
      for (Node.Entry version :
          PackMap.entriesOf(benchmark.value(), "versions, each with its controls", problems)) {
        PackMap.list(version.value(), "controls", problems, item -> PackMap.scalar(item, problems))
            .ifPresent(
                controls ->
                    mappings.add(
                        new Mapping(benchmark.key().value(), version.key().value(), controls)));
      }
    }
    return mappings;
  }

  private Confidence confidence(Node node) {
    Optional<String> word = PackMap.scalar(node, problems);
    for (Confidence confidence : Confidence.values()) {
      if (word.filter(confidence.key()::equals).isPresent()) {
        return confidence;
      }
    }
    word.ifPresent(
        found -> problems.add(PackMap.badValue(node, found, "high, medium or low", words())));
    return Confidence.HIGH;
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Confidence confidence : Confidence.values()) {
      words.add(confidence.key());
    }
    return words;
  }

  private Optional<String> date(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isPresent() && !PackMap.isDate(text.get().value())) {
      problems.add(PackMap.badValue(node, text.get().value(), "a date like 2026-02-24", List.of()));
      return Optional.empty();
    }
    return text.map(Node.TextNode::value);
  }
}
