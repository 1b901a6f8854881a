package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.template.DeclaredType;
import io.github.nsglint.source.template.Expression;
import io.github.nsglint.source.template.Template;
import io.github.nsglint.source.template.Template.Parameter;
import io.github.nsglint.source.template.Template.Result;
import io.github.nsglint.source.template.Template.Secrecy;
import io.github.nsglint.source.template.Template.UserFunction;
import io.github.nsglint.source.template.Template.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A template's JSON → {@link Template}.
 *
 * <p>Problems: {@code template-shape}, a section that is not what the schema says.
 */
final class TemplateReader {
  private final ArmValues values;
  private final Consumer<Problem> problems;

  TemplateReader(ArmValues values, Consumer<Problem> problems) {
    this.values = values;
    this.problems = problems;
  }

  Template read(MapNode root) {
    TypeReader types = new TypeReader(root);
    ResourceReader resources = new ResourceReader(values, problems);
    resources.readSection(root);
    return new Template(
        parameters(root, types),
        variables(root),
        resources.declarations(),
        resources.existing(),
        resources.nested(),
        outputs(root, types),
        functions(root, types));
  }

  private List<Parameter> parameters(MapNode root, TypeReader types) {
    List<Parameter> parameters = new ArrayList<>();
    for (Entry entry : section(root, "parameters")) {
      if (entry.value() instanceof MapNode map) {
        parameters.add(parameter(entry.key(), map, types));
      } else {
        problems.accept(
            Problem.error(
                "template-shape",
                "parameter '" + entry.key().value() + "' is no object",
                entry.value().span()));
      }
    }
    return parameters;
  }

  private Parameter parameter(TextNode name, MapNode written, TypeReader types) {
    DeclaredType type = types.of(written);
    Optional<Node> value = types.resolved(written).get("defaultValue");
    if (type.secrecy() == Secrecy.SECURE) {
      value.map(Node::span).ifPresent(Span::conceal);
    }
    return new Parameter(name.value(), type, value.map(values::of), name.span());
  }

  private List<Variable> variables(MapNode root) {
    List<Variable> variables = new ArrayList<>();
    for (Entry entry : section(root, "variables")) {
      if (entry.key().value().equalsIgnoreCase("copy") && entry.value() instanceof ListNode loops) {
        for (Node loop : loops.items()) {
          if (loop instanceof MapNode map
              && map.get("name").orElse(null) instanceof TextNode name) {
            variables.add(new Variable(name.value(), values.loop(name, map), name.span()));
          }
        }
      } else {
        variables.add(
            new Variable(entry.key().value(), values.of(entry.value()), entry.key().span()));
      }
    }
    return variables;
  }

  /** {@code [{"namespace": "contoso", "members": {"name": {"parameters": [], "output": {}}}}]}. */
  private List<UserFunction> functions(MapNode root, TypeReader types) {
    List<UserFunction> functions = new ArrayList<>();
    if (root.get("functions").orElse(null) instanceof ListNode namespaces) {
      for (Node namespace : namespaces.items()) {
        if (namespace instanceof MapNode map
            && map.get("members").orElse(null) instanceof MapNode members) {
          String prefix = text(map, "namespace").orElse("") + ".";
          for (Entry entry : members.entries()) {
            function(prefix + entry.key().value(), entry.value(), types).ifPresent(functions::add);
          }
        }
      }
    }
    return functions;
  }

  private Optional<UserFunction> function(String name, Node node, TypeReader types) {
    if (!(node instanceof MapNode map)
        || !(map.get("output").orElse(null) instanceof MapNode output)) {
      return Optional.empty();
    }
    List<Parameter> parameters = new ArrayList<>();
    if (map.get("parameters").orElse(null) instanceof ListNode list) {
      for (Node item : list.items()) {
        if (item instanceof MapNode parameter
            && parameter.get("name").orElse(null) instanceof TextNode parameterName) {
          parameters.add(parameter(parameterName, parameter, types));
        }
      }
    }
    return output.get("value").map(value -> new UserFunction(name, parameters, values.of(value)));
  }

  private List<Result> outputs(MapNode root, TypeReader types) {
    List<Result> outputs = new ArrayList<>();
    for (Entry entry : section(root, "outputs")) {
      if (entry.value() instanceof MapNode written) {
        TextNode name = entry.key();
        MapNode map = types.resolved(written);
        Optional<Expression> value =
            map.get("copy").orElse(null) instanceof MapNode copy
                ? Optional.of(values.loop("", copy, name.span()))
                : map.get("value").map(values::of);
        value.ifPresent(
            expression ->
                outputs.add(
                    new Result(
                        name.value(), expression, types.of(written).secrecy(), name.span())));
      }
    }
    return outputs;
  }

  private List<Entry> section(MapNode root, String name) {
    Optional<Node> section = root.present(name);
    if (section.isEmpty()) {
      return List.of();
    }
    if (section.get() instanceof MapNode map) {
      return map.entries();
    }
    problems.accept(
        Problem.error("template-shape", "'" + name + "' is no object", section.get().span()));
    return List.of();
  }

  private static Optional<String> text(MapNode map, String key) {
    return map.get(key).filter(TextNode.class::isInstance).flatMap(Node::scalar);
  }
}
