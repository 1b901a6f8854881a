package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template with values for its parameters, on its way to Azure.
 *
 * <p>Problems, besides the evaluator's: {@code nested-deployment}, a template in the template that
 * is not followed; {@code resource-name}, a name that its type cannot have.
 */
public final class Deployment {
  private final Template template;
  private final Output output;
  private final Evaluator evaluator;
  private final Scope scope;

  /**
   * @param given values of parameters by name; {@link Unresolved} ones say why they are not known
   * @param label tells this template's unknown values from those of others in the same run; empty
   *     for none
   */
  public Deployment(
      Template template, Map<String, Node> given, String label, Limits limits, Output output) {
    this.template = template;
    this.output = output;
    this.evaluator = new Evaluator(limits, output.problems());
    String prefix = label.isEmpty() ? "" : label + ": ";
    this.scope = Scope.of(template, given, prefix, evaluator, output.problems());
  }

  /**
   * Gives values to names that have none. Problems: {@code assumed-value} and {@code
   * secure-parameter}, notes; {@code not-allowed-value}.
   *
   * @param path of the template, as the user knows it
   */
  public Deployment assuming(AssumedValues assumed, String path) {
    if (!assumed.isEmpty()) {
      new OpenNames(template, scope, assumed, path, output.problems()).fill();
    }
    return this;
  }

  /** Hands on every resource that is there, or may be. */
  public void run() {
    template.resources().forEach(this::resource);
    template.nestedDeployments().forEach(this::nested);
  }

  private void resource(Template.ResourceDeclaration declaration) {
    Scope inside = declaration.loop().map(loop -> scope.inLoop(loop.name())).orElse(scope);
    Optional<Unresolved> condition = Optional.empty();
    if (declaration.condition().isPresent()) {
      Node value = evaluator.evaluate(declaration.condition().get(), inside);
      if (value instanceof BoolNode bool && !bool.value()) {
        return;
      }
      condition = unknownCondition(value);
    }
    if (declaration.loop().isPresent()) {
      Template.ResourceLoop loop = declaration.loop().get();
      Node count = evaluator.evaluate(loop.count(), scope);
      if (Call.integer(count).filter(turns -> turns == 0).isPresent()) {
        return;
      }
      String reason = "loop '" + loop.name() + "' is not expanded";
      condition = Optional.of(new Unresolved(reason, "", loop.span()));
    }
    if (body(declaration, inside, condition) instanceof MapNode body) {
      hand(declaration, inside, body, condition);
    }
  }

  private Node body(
      Template.ResourceDeclaration declaration, Scope inside, Optional<Unresolved> condition) {
    return condition.isPresent()
        ? evaluator.perhaps(() -> evaluator.evaluateMembers(declaration.body(), 2, inside))
        : evaluator.evaluateMembers(declaration.body(), 2, inside);
  }

  private static Optional<Unresolved> unknownCondition(Node value) {
    if (value instanceof BoolNode) {
      return Optional.empty();
    }
    return Optional.of(
        value instanceof Unresolved unresolved
            ? unresolved
            : new Unresolved(
                "the condition is " + Call.kind(value) + ", not a truth value", "", value.span()));
  }

  private void hand(
      Template.ResourceDeclaration declaration,
      Scope inside,
      MapNode body,
      Optional<Unresolved> condition) {
    List<String> names = new ArrayList<>();
    for (Expression name : declaration.names()) {
      names.addAll(segments(nameText(evaluator.evaluate(name, inside))));
    }
    String[] types = declaration.type().split("/", -1);
    boolean unknown = names.stream().anyMatch(name -> !Symbols.isPlain(name));
    if (names.size() != types.length - 1 && !unknown) {
      output
          .problems()
          .accept(
              Problem.error(
                  "resource-name",
                  "the name '%s' has %s, but %s needs %d"
                      .formatted(
                          String.join("/", names),
                          names.size() == 1 ? "1 part" : names.size() + " parts",
                          declaration.type(),
                          types.length - 1),
                  declaration.span()));
      return;
    }
    String id = id(types, fitted(names, types.length - 1));
    output
        .resources()
        .accept(new Resource(declaration.type(), id, body, condition, declaration.span()));
  }

  /** The known text of a name, with a stretch that is like no other where nothing is known. */
  private static String nameText(Node name) {
    if (name instanceof Unresolved unresolved) {
      return unresolved.symbol().isEmpty()
          ? Symbols.of("name at " + unresolved.span())
          : unresolved.symbol();
    }
    return name.scalar().orElseGet(() -> Symbols.of("name at " + name.span()));
  }

  /** Splits at slashes outside of unknown parts. */
  private static List<String> segments(String name) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      depth += c == Symbols.OPEN ? 1 : c == Symbols.CLOSE ? -1 : 0;
      if (c == '/' && depth == 0) {
        parts.add(name.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(name.substring(start));
    return parts;
  }

  /** An unknown name may hold several parts: they are told apart by their number. */
  private static List<String> fitted(List<String> names, int count) {
    if (names.size() == count) {
      return names;
    }
    String all = String.join("/", names);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(Symbols.of("part " + (i + 1) + " of " + all));
    }
    return parts;
  }

  private static String id(String[] types, List<String> names) {
    StringBuilder id = new StringBuilder("/providers/").append(types[0]);
    for (int i = 1; i < types.length; i++) {
      id.append('/').append(types[i]).append('/').append(names.get(i - 1));
    }
    return id.toString();
  }

  private void nested(Template.NestedDeployment nested) {
    boolean absent =
        nested
            .condition()
            .map(condition -> evaluator.evaluate(condition, scope))
            .filter(value -> value instanceof BoolNode bool && !bool.value())
            .isPresent();
    if (absent) {
      return;
    }
    Node name = evaluator.evaluate(nested.name(), scope);
    String link =
        nested
            .link()
            .map(expression -> evaluator.evaluate(expression, scope))
            .map(
                value ->
                    " of '"
                        + (value instanceof TextNode text ? text.value() : nameText(value))
                        + "'")
            .orElse("");
    output
        .problems()
        .accept(
            Problem.error(
                "nested-deployment",
                "the nested deployment '"
                    + nameText(name)
                    + "' is not evaluated; the resources"
                    + link
                    + " in it were not checked",
                nested.span()));
  }
}
