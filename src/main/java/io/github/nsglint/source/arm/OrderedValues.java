package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.TemplateOrder;
import io.github.nsglint.source.template.ParameterType;
import io.github.nsglint.source.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Values for a template's parameters that stand on a command line, as parameter files would have
 * them.
 *
 * <p>Problems: {@code parameter-value}, a text that is no value of the parameter's type.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/resource/custom.py">how
 *     az reads them, _process_parameters</a>
 */
final class OrderedValues {
  private final Template template;
  private final Consumer<Problem> problems;

  OrderedValues(Template template, Consumer<Problem> problems) {
    this.template = template;
    this.problems = problems;
  }

  List<ParameterFile> files(List<TemplateOrder.Values> all) {
    List<ParameterFile> files = new ArrayList<>();
    for (TemplateOrder.Values values : all) {
      files.add(new ParameterFile(entries(values)));
    }
    return files;
  }

  private List<Entry> entries(TemplateOrder.Values values) {
    if (values instanceof TemplateOrder.Named named) {
      return List.of(
          new Entry(
              new TextNode(named.name(), named.place()), held(value(named), named.text().span())));
    }
    if (values instanceof TemplateOrder.Document document) {
      Optional<Node> inside = document.root().get("parameters");
      if (inside.isEmpty()) {
        return document.root().entries();
      }
      return inside.get() instanceof MapNode map ? map.entries() : List.of();
    }
    if (values instanceof TemplateOrder.Open open) {
      List<Entry> entries = new ArrayList<>();
      for (Template.Parameter parameter : template.parameters()) {
        Span place = open.why().span();
        entries.add(new Entry(new TextNode(parameter.name(), place), held(open.why(), place)));
      }
      return entries;
    }
    throw new AssertionError(values);
  }

  private static MapNode held(Node value, Span place) {
    return new MapNode(List.of(new Entry(new TextNode("value", place), value)), place);
  }

  /** A text stays one where the parameter is a text, even if it looks like something else. */
  private Node value(TemplateOrder.Named named) {
    if (!(named.text() instanceof TextNode text)) {
      return named.text();
    }
    ParameterType type = type(named.name());
    return switch (type) {
      case TEXT -> text;
      case TRUTH ->
          new Node.BoolNode(text.value().toLowerCase(Locale.ROOT).equals("true"), text.span());
      case INTEGER, LIST, OBJECT, ANY, NONE ->
          type.read(text.value(), text.span()).orElseGet(() -> refused(named.name(), type, text));
    };
  }

  private Node refused(String name, ParameterType type, TextNode text) {
    String reason = "parameter '" + name + "' takes " + type.expected();
    problems.accept(Problem.error("parameter-value", reason + "; this is none", text.span()));
    return new Unresolved(reason, "", text.span());
  }

  private ParameterType type(String name) {
    return template.parameters().stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase(name))
        .findFirst()
        .map(parameter -> parameter.type().kind())
        .orElse(ParameterType.ANY);
  }
}
