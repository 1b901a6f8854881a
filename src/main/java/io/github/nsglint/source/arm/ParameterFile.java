package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.source.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Values for a template's parameters.
 *
 * @param entries name and its object with {@code value} or {@code reference}, in file order
 */
record ParameterFile(List<Entry> entries) {
  ParameterFile {
    entries = List.copyOf(entries);
  }

  /** Empty if the document is no parameter file. */
  static Optional<ParameterFile> of(Node root) {
    if (!(root instanceof MapNode map)) {
      return Optional.empty();
    }
    boolean declared =
        map.get("$schema")
            .flatMap(Node::scalar)
            .filter(schema -> schema.toLowerCase(Locale.ROOT).contains("deploymentparameters.json"))
            .isPresent();
    boolean shaped =
        map.get("$schema").isEmpty()
            && map.get("contentVersion").isPresent()
            && map.get("resources").isEmpty()
            && map.get("parameters").isPresent();
    if (!declared && !shaped) {
      return Optional.empty();
    }
    return Optional.of(
        new ParameterFile(
            map.get("parameters").orElse(null) instanceof MapNode parameters
                ? parameters.entries()
                : List.of()));
  }

  /** Whether it has values, and the template a parameter for each. */
  boolean isFor(Template template) {
    return !entries.isEmpty()
        && entries.stream()
            .allMatch(
                entry ->
                    template.parameters().stream()
                        .anyMatch(
                            parameter -> parameter.name().equalsIgnoreCase(entry.key().value())));
  }

  /** All values: any may be a secret. */
  void conceal() {
    for (Entry entry : entries) {
      entry.value().span().conceal();
    }
  }

  /** What an entry gives; a reference to a secret is not known, and not to be. */
  static Node value(Entry entry) {
    String name = entry.key().value();
    if (entry.value() instanceof MapNode map) {
      Optional<Node> value = map.get("value");
      if (value.isPresent()) {
        return value.get();
      }
      if (map.get("reference").isPresent()) {
        return new Node.Unresolved(
            "parameter '" + name + "' is a key vault's secret", "", entry.value().span());
      }
    }
    return new Node.Unresolved("'" + name + "' is given without a value", "", entry.value().span());
  }
}
