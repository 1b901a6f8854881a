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
          Requirement.Demand.NOT_EVERY_PORT.key(),
          "gate",
          "must-have",
          Requirement.Quality.ACCEPTED.key(),
          Requirement.Quality.REACHED.key(),
          Requirement.Quality.NEEDED.key(),
          Requirement.BastionReach.KEY);
  private static final List<String> ROW_KEYS =
      List.of("label", "pattern", "functional", "some", "confirmed", "also-accepted");
  private static final List<Protocol> WITH_PORTS = List.of(Protocol.TCP, Protocol.UDP);
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
    for (Requirement.Demand demand : Requirement.Demand.values()) {
      if (demand.key().equals(key)) {
        return flows(demand, node);
      }
    }
    for (Requirement.Quality quality : Requirement.Quality.values()) {
      if (quality.key().equals(key)) {
        return securityRules(quality, node);
      }
    }
    if (key.equals(Requirement.BastionReach.KEY)) {
      return FlowPatternReader.ports(node, problems).map(Requirement.BastionReach::new);
    }
    return key.equals("gate")
        ? PackMap.list(node, "rows", problems, this::row).map(Requirement.Gate::new)
        : ConditionReader.read(node, problems).map(Requirement.Property::new);
  }

  private Optional<Requirement> flows(Requirement.Demand demand, Node node) {
    return PackMap.list(node, "flow patterns", problems, pattern -> pattern(demand, pattern))
        .map(patterns -> new Requirement.Flows(demand, patterns));
  }

  /** "Every port" says nothing of a protocol without ports. */
  private Optional<FlowPattern> pattern(Requirement.Demand demand, Node node) {
    Optional<FlowPattern> pattern = FlowPatternReader.read(node, problems);
    if (demand != Requirement.Demand.NOT_EVERY_PORT
        || pattern.isEmpty()
        || WITH_PORTS.containsAll(pattern.get().protocols())) {
      return pattern;
    }
    problems.add(
        Problem.error(
            "pack-bad-protocol",
            demand.key() + " asks protocols with ports, expected Tcp, Udp or both",
            node.span()));
    return Optional.empty();
  }

  private Optional<Requirement> securityRules(Requirement.Quality quality, Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isPresent() && !text.get().value().equals(SECURITY_RULES)) {
      problems.add(
          Problem.error(
              "pack-bad-value",
              "found '" + text.get().value() + "', expected " + SECURITY_RULES,
              node.span()));
      return Optional.empty();
    }
    return text.map(known -> new Requirement.SecurityRules(quality));
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
