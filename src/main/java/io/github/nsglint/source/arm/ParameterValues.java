package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.template.Expression;
import io.github.nsglint.source.template.Template;
import io.github.nsglint.source.template.Template.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What parameter files give one template.
 *
 * @param values by name; names compare without case
 */
record ParameterValues(Map<String, Node> values) {
  /** The values of several files; the later one counts. */
  static ParameterValues of(
      Template template, List<ParameterFile> files, Consumer<Problem> problems) {
    Map<String, Node> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ParameterFile file : files) {
      for (Entry entry : file.entries()) {
        values.put(entry.key().value(), ParameterFile.value(entry));
      }
    }
    for (Parameter parameter : template.parameters()) {
      Optional.ofNullable(values.get(parameter.name()))
          .or(() -> defaultValue(parameter))
          .flatMap(parameter::misfit)
          .ifPresent(problems);
    }
    return new ParameterValues(values);
  }

  private static Optional<Node> defaultValue(Parameter parameter) {
    return parameter
        .defaultValue()
        .filter(Expression.Constant.class::isInstance)
        .map(expression -> ((Expression.Constant) expression).value());
  }

  /** A problem for each value that none of the templates has a parameter for. */
  static List<Problem> unknown(ParameterFile file, List<Template> templates) {
    List<Problem> problems = new ArrayList<>();
    for (Entry entry : file.entries()) {
      String name = entry.key().value();
      boolean known =
          templates.stream()
              .flatMap(template -> template.parameters().stream())
              .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
      if (!known) {
        problems.add(
            Problem.warning(
                "unknown-parameter",
                "the template has no parameter '" + name + "'",
                entry.key().span()));
      }
    }
    return problems;
  }
}
