package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What parameter files give one template.
 *
 * @param values by name; names compare without case
 */
record ParameterValues(Map<String, Node> values) {
  /** The values of several files; the later one counts. */
  static ParameterValues of(Template template, List<ParameterFile> files) {
    Map<String, Node> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ParameterFile file : files) {
      for (Entry entry : file.entries()) {
        if (isSecure(entry, template)) {
          entry.value().span().conceal();
        }
        values.put(entry.key().value(), ParameterFile.value(entry));
      }
    }
    return new ParameterValues(values);
  }

  private static boolean isSecure(Entry entry, Template template) {
    return template.parameters().stream()
        .anyMatch(
            parameter ->
                parameter.name().equalsIgnoreCase(entry.key().value())
                    && parameter.type().secrecy() == Template.Secrecy.SECURE);
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
        // Of another template, where it may be a secret.
        entry.value().span().conceal();
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
