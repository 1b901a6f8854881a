package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Protocol;
import java.util.List;
import java.util.Optional;

/** Reads the {@link Requirement} among the keys of a rule. */
final class RequirementReader {
  static final List<String> KEYS =
      List.of(
          Requirement.Demand.ALL.key(),
          Requirement.Demand.SOME.key(),
          Requirement.Demand.NONE.key(),
          "gate",
          "must-have",
          "must-be-accepted");
  private static final List<String> ROW_KEYS =
      List.of("label", "pattern", "functional", "some", "confirmed", "also-accepted");
  private static final String SECURITY_RULES = "security-rules";

  private final List<Problem> problems;

  private RequirementReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<Requirement> read(PackMap rule) {
    RequirementReader reader = new RequirementReader(rule.problems());
    return rule.oneOf(KEYS, "a requirement")
        .flatMap(entry -> reader.requirement(entry.key().value(), entry.value()));
  }

  private Optional<Requirement> requirement(String key, Node node) {
    return switch (key) {
      case "gate" -> PackMap.list(node, "rows", problems, this::row).map(Requirement.Gate::new);
      case "must-have" -> ConditionReader.read(node, problems).map(Requirement.Property::new);
      case "must-be-accepted" -> acceptedRules(node);
      default ->
          PackMap.list(
                  node,
                  "flow patterns",
                  problems,
                  pattern -> FlowPatternReader.read(pattern, problems))
              .map(patterns -> new Requirement.Flows(demand(key), patterns));
    };
  }

  private static Requirement.Demand demand(String key) {
    for (Requirement.Demand demand : Requirement.Demand.values()) {
      if (demand.key().equals(key)) {
        return demand;
      }
    }
    throw new AssertionError(key);
  }

  private Optional<Requirement> acceptedRules(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isPresent() && !text.get().value().equals(SECURITY_RULES)) {
      problems.add(
          Problem.error(
              "pack-bad-value",
              "found '" + text.get().value() + "', expected " + SECURITY_RULES,
              node.span()));
      return Optional.empty();
    }
    return text.map(known -> new Requirement.AcceptedRules());
  }

  private Optional<Requirement.Row> row(Node node) {
    return PackMap.of(node, "a row of the gate", ROW_KEYS, problems).flatMap(this::row);
  }

  private Optional<Requirement.Row> row(PackMap map) {
    Optional<Node.TextNode> label = map.requiredText("label");
    Optional<FlowPattern> pattern =
        map.required("pattern").flatMap(node -> FlowPatternReader.read(node, problems));
    Optional<FlowPattern> functional =
        map.value("functional").map(node -> FlowPatternReader.read(node, problems)).orElse(pattern);
    Optional<Boolean> some = map.flag("some");
    Optional<Boolean> confirmed =
        map.required("confirmed").flatMap(node -> PackMap.flag(node, problems));
    Optional<List<Protocol>> alsoAccepted =
        map.value("also-accepted")
            .map(node -> FlowPatternReader.protocols(node, problems))
            .orElse(Optional.of(List.of()));
    if (label.isEmpty()
        || pattern.isEmpty()
        || functional.isEmpty()
        || some.isEmpty()
        || confirmed.isEmpty()
        || alsoAccepted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Requirement.Row(
            label.get().value().strip(),
            pattern.get(),
            functional.get(),
            some.get(),
            confirmed.get(),
            alsoAccepted.get()));
  }
}
