package io.github.nsglint.policy;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads a {@link Rule}. */
final class RuleReader {
  private static final List<String> KEYS = keys();
  private static final List<String> SEVERITIES = List.of("error", "warning", "note");
  private static final Pattern ID = Pattern.compile("[A-Z]{3}[0-9]{3}");
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final RuleNames names;
  private final List<Problem> problems;

  RuleReader(RuleNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  private static List<String> keys() {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "id",
                "name",
                "title",
                "severity",
                "why",
                "fix",
                "tags",
                "references",
                "target",
                "when"));
    keys.addAll(RuleNotesReader.KEYS);
    keys.addAll(RequirementReader.KEYS);
    return List.copyOf(keys);
  }

  Optional<Rule> read(Node node) {
    return PackMap.of(node, "a rule", KEYS, problems).flatMap(this::rule);
  }

  private Optional<Rule> rule(PackMap map) {
    Optional<Node.TextNode> id = map.requiredText("id").filter(this::isId);
    Optional<Node.TextNode> name = map.requiredText("name").filter(this::isName);
    Optional<String> title = sentence(map, "title");
    Optional<Severity> severity = map.requiredText("severity").flatMap(this::severity);
    Optional<String> why = sentence(map, "why");
    Optional<String> fix = sentence(map, "fix");
    Optional<List<String>> tags = texts(map, "tags", text -> isKebabCase(text, problems));
    Optional<List<String>> references =
        texts(map, "references", text -> PackReader.page(text, problems).isPresent());
    Optional<RuleNotes> notes = RuleNotesReader.read(map);
    Optional<Asked> asked = asked(map);
    if (id.isEmpty()
        || name.isEmpty()
        || title.isEmpty()
        || severity.isEmpty()
        || why.isEmpty()
        || fix.isEmpty()
        || tags.isEmpty()
        || references.isEmpty()
        || notes.isEmpty()
        || asked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(
            id.get().value(),
            name.get().value(),
            title.get(),
            severity.get(),
            why.get(),
            fix.get(),
            tags.get(),
            references.get(),
            asked.get().target(),
            asked.get().when(),
            asked.get().requirement(),
            notes.get(),
            id.get().span()));
  }

  /** What is asked, of what, and when. */
  private record Asked(Target target, Optional<Condition> when, Requirement requirement) {}

  private Optional<Asked> asked(PackMap map) {
    Optional<Node> targetNode = map.required("target");
    Optional<Target> target = targetNode.flatMap(node -> TargetReader.read(node, problems));
    Optional<Node> whenNode = map.value("when");
    Optional<Condition> when = whenNode.flatMap(node -> ConditionReader.read(node, problems));
    Optional<Requirement> requirement = RequirementReader.read(map);
    if (target.isEmpty() || requirement.isEmpty() || (whenNode.isPresent() && when.isEmpty())) {
      return Optional.empty();
    }
    Optional<String> misfit = Misfit.of(target.get(), requirement.get(), when);
    misfit.ifPresent(
        what ->
            problems.add(Problem.error("pack-bad-target", what, targetNode.orElseThrow().span())));
    return misfit.isPresent()
        ? Optional.empty()
        : Optional.of(new Asked(target.get(), when, requirement.get()));
  }

  /** Folded over several lines, a text ends with a line end. */
  private static Optional<String> sentence(PackMap map, String key) {
    return map.requiredText(key).map(text -> text.value().strip());
  }

  private Optional<List<String>> texts(PackMap map, String key, Predicate<Node.TextNode> right) {
    return map.value(key)
        .map(
            node ->
                PackMap.list(
                    node,
                    "texts",
                    problems,
                    item -> PackMap.text(item, problems).filter(right).map(Node.TextNode::value)))
        .orElse(Optional.of(List.of()));
  }

  private boolean isId(Node.TextNode text) {
    if (!ID.matcher(text.value()).matches()) {
      problems.add(
          Problem.error(
              "pack-bad-id",
              "found '" + text.value() + "', expected three capitals and three digits like BAS101",
              text.span()));
      return false;
    }
    return isFree(text);
  }

  private boolean isName(Node.TextNode text) {
    return isKebabCase(text, problems) && isFree(text);
  }

  private boolean isFree(Node.TextNode text) {
    Optional<Problem> taken = names.takeRule(text);
    taken.ifPresent(problems::add);
    return taken.isEmpty();
  }

  static boolean isKebabCase(Node.TextNode text, List<Problem> problems) {
    boolean right = KEBAB_CASE.matcher(text.value()).matches();
    if (!right) {
      problems.add(
          Problem.error(
              "pack-bad-name",
              "found '"
                  + text.value()
                  + "', expected small letters and digits like bastion-inbound",
              text.span()));
    }
    return right;
  }

  private Optional<Severity> severity(Node.TextNode text) {
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(text.value())) {
        return Optional.of(severity);
      }
    }
    problems.add(
        Problem.error(
            "pack-bad-severity",
            "found '"
                + text.value()
                + "', expected error, warning or note"
                + Nearest.hint(text.value(), SEVERITIES),
            text.span()));
    return Optional.empty();
  }
}
