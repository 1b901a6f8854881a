package io.github.nsglint.report;

import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.Walk;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * SARIF's {@code codeFlows}: how the witness is decided, rule by rule. Each step has a file, as
 * some readers fail without one; a rule that Azure adds has that of the group.
 */
final class CodeFlow {
  private static final int MOST_VALUES = 4;

  private final JsonOutput out;
  private final SarifLocations locations;
  private final Predicate<Span> nameable;

  CodeFlow(JsonOutput out, SarifLocations locations, Predicate<Span> nameable) {
    this.out = out;
    this.locations = locations;
    this.nameable = nameable;
  }

  void write(Verdict.Broken broken) throws IOException {
    List<Walk.Step> steps = new ArrayList<>();
    for (Walk.Step step : broken.walk().steps()) {
      if (nameable.test(step.rule().span())) {
        steps.add(step);
      }
    }
    if (steps.isEmpty() || broken.witness().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("codeFlows");
    out.writeStartObject();
    message("How the flow is decided: rules in order of priority, the first that matches.");
    out.writeArrayFieldStart("threadFlows");
    out.writeStartObject();
    String left =
        broken.walk().left() == 0
            ? ""
            : " " + Wording.count(broken.walk().left(), "earlier rule") + " left out.";
    message(Wording.sentence(broken.witness().get().toString()) + left);
    out.writeArrayFieldStart("locations");
    int order = 1;
    for (Walk.Step step : steps) {
      step(step, order++);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
  }

  private void step(Walk.Step step, int order) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("location");
    locations.physical(step.rule().span());
    message(words(step));
    out.writeEndObject();
    out.writeNumberField("executionOrder", order);
    out.writeStringField("importance", step.decides() ? "essential" : "unimportant");
    out.writeEndObject();
  }

  private void message(String text) throws IOException {
    out.writeObjectFieldStart("message");
    out.writeStringField("text", text);
    out.writeEndObject();
  }

  private static String words(Walk.Step step) {
    SecurityRule rule = step.rule();
    String name =
        (rule.standard() ? "Azure's own rule " : "")
            + rule.name()
            + rule.priority().known().map(number -> " (" + number + ")").orElse("");
    if (step.decides()) {
      String access = rule.access().known().map(Object::toString).orElse("decides");
      return Wording.sentence(name + " matches and decides: " + access);
    }
    List<String> lacks = new ArrayList<>();
    for (Walk.Lack lack : Walk.Lack.values()) {
      if (step.lacks(lack)) {
        lacks.add(lack(rule, lack));
      }
    }
    return Wording.sentence(
        lacks.isEmpty()
            ? name + " may match, which depends on a value that is not known"
            : name + " does not match: " + String.join(", ", lacks));
  }

  private static String lack(SecurityRule rule, Walk.Lack lack) {
    return switch (lack) {
      case PROTOCOL ->
          "its protocol is " + rule.protocol().known().map(Object::toString).orElse("not known");
      case SOURCE -> "its source is " + addresses(rule.sources());
      case SOURCE_PORT -> "its source port is " + ports(rule.sourcePorts());
      case DESTINATION -> "its destination is " + addresses(rule.destinations());
      case DESTINATION_PORT -> "its destination port is " + ports(rule.destinationPorts());
    };
  }

  private static String addresses(List<AddressPrefix> prefixes) {
    return list(prefixes.stream().map(Object::toString).toList());
  }

  private static String ports(List<PortPrefix> prefixes) {
    return list(prefixes.stream().map(Object::toString).toList());
  }

  private static String list(List<String> values) {
    if (values.isEmpty()) {
      return "none";
    }
    String text = String.join(", ", values.subList(0, Math.min(values.size(), MOST_VALUES)));
    int more = values.size() - MOST_VALUES;
    return more > 0 ? text + " and " + more + " more" : text;
  }
}
