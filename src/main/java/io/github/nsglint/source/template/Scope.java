package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at a place in a template. Parameters and variables are computed when they are
 * first asked for, and once.
 */
final class Scope {
  private final Names names;
  private final @Nullable Turn turn;
  private final @Nullable Variable lambdaVariables;
  private final Section section;

  private Scope(
      Names names, @Nullable Turn turn, @Nullable Variable lambdaVariables, Section section) {
    this.names = names;
    this.turn = turn;
    this.lambdaVariables = lambdaVariables;
    this.section = section;
  }

  /** Where in a template an expression stands, as far as it matters to a function. */
  private enum Section {
    DEFAULT_VALUE,
    OTHER
  }

  /**
   * One turn of a loop.
   *
   * @param unnamed whether {@code copyIndex()} without a name means this loop
   * @param index a whole number, or unresolved
   * @param outer that of the loop around it
   */
  private record Turn(String loop, boolean unnamed, Node index, @Nullable Turn outer) {}

  /**
   * A value for a parameter.
   *
   * @param scope where it is written; empty for that of the template that has the parameter
   */
  record Argument(Expression value, Optional<Scope> scope) {
    static Argument of(Node value) {
      return new Argument(new Expression.Constant(value), Optional.empty());
    }
  }

  /**
   * A variable of a lambda.
   *
   * @param outer those of the lambdas around it
   */
  private record Variable(String name, Node value, @Nullable Variable outer) {}

  /**
   * @param given values of parameters by name, whatever its case; an unresolved one is as good as
   *     none
   */
  static Scope of(
      Template template,
      Map<String, Argument> given,
      Surroundings surroundings,
      Evaluator evaluator,
      Consumer<Problem> problems) {
    return new Names(template, given, surroundings, evaluator, problems, Kind.TEMPLATE).root;
  }

  /** This scope inside a lambda, where a variable has a value. */
  Scope with(String variable, Node value) {
    return new Scope(names, turn, new Variable(variable, value, lambdaVariables), section);
  }

  /** The value of a lambda's variable, of the innermost lambda that has it. */
  Optional<Node> lambdaVariable(String name) {
    for (Variable at = lambdaVariables; at != null; at = at.outer()) {
      if (at.name().equalsIgnoreCase(name)) {
        return Optional.of(at.value());
      }
    }
    return Optional.empty();
  }

  /** A function that the template defines; names compare without case. */
  Optional<Template.UserFunction> function(String name) {
    for (Template.UserFunction function : names.template.functions()) {
      if (function.name().equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** The scope of a function's output, where its parameters have these values. */
  Scope ofFunction(Template.UserFunction function, List<Node> arguments) {
    Map<String, Argument> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      given.put(
          function.parameters().get(i).name(),
          new Argument(new Expression.Constant(arguments.get(i)), Optional.of(this)));
    }
    Template own =
        new Template(
            function.parameters(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            names.template.functions());
    return new Names(own, given, names.surroundings, names.evaluator, names.problems, Kind.FUNCTION)
        .root;
  }

  /**
   * What a template does not say itself.
   *
   * @param label tells this template's unknown values from those of others in the same run; empty,
   *     or ends in {@code ": "}
   * @param ambientLabel the same, for what is one in all templates nested in each other
   * @param location of the template's own file, if it has one
   * @param references knows the resources of the template
   */
  record Surroundings(
      String label,
      String ambientLabel,
      DeploymentPlace place,
      Optional<TemplateLocation> location,
      References references) {}

  /**
   * This scope, if the files beside the template were staged: for the links between templates
   * alone.
   */
  Scope staged() {
    return new Scope(names.staged(), turn, lambdaVariables, section);
  }

  /** Where the template itself would be, in a scope of staged files. */
  Optional<String> stagedAt() {
    return names.isStaged
        ? names.surroundings.location().map(TemplateLocation::uri)
        : Optional.empty();
  }

  /** This scope in one turn of a loop over resources, or over outputs. */
  Scope inResourceLoop(String name, Node index) {
    return new Scope(names, new Turn(name, true, index, turn), lambdaVariables, section);
  }

  /** This scope in one turn of a loop over a value's items. */
  Scope inValueLoop(String name, Node index) {
    return new Scope(names, new Turn(name, name.isEmpty(), index, turn), lambdaVariables, section);
  }

  /**
   * The index of the innermost loop of a name, whatever its case.
   *
   * @param loop empty for the innermost loop that needs no name
   */
  Optional<Node> index(String loop) {
    for (Turn at = turn; at != null; at = at.outer()) {
      if (loop.isEmpty() ? at.unnamed() : at.loop().equalsIgnoreCase(loop)) {
        return Optional.of(at.index());
      }
    }
    return Optional.empty();
  }

  /** Whether an expression here is the default value of a parameter. */
  boolean isDefaultValue() {
    return section == Section.DEFAULT_VALUE;
  }

  String label() {
    return names.surroundings.label();
  }

  /** Of what is the same in all templates nested in each other. */
  String ambientLabel() {
    return names.surroundings.ambientLabel();
  }

  DeploymentPlace place() {
    return names.surroundings.place();
  }

  References references() {
    return names.surroundings.references();
  }

  Node parameter(String name, Call call) {
    return names.parameter(name, call.span());
  }

  Node variable(String name) {
    return names.variable(name);
  }

  /** From now on a name has this value, whatever it had before. */
  void assume(AssumedValues.Kind kind, String name, Node value) {
    names.assumed(kind).put(name, value);
    names.known.clear();
    names.staged = null;
  }

  /** Takes {@link #assume} back. */
  void forget(AssumedValues.Kind kind, String name) {
    names.assumed(kind).remove(name);
    names.known.clear();
    names.staged = null;
  }

  /**
   * Tells what is wrong with the values that parameters are given, or are by default. Those that
   * have something to compute in them are told of when they are computed.
   */
  void checkValues() {
    names.checkValues();
  }

  /** The value of a parameter or variable that the template has. */
  Node valueOf(AssumedValues.Kind kind, String name, Span span) {
    try {
      return kind == AssumedValues.Kind.PARAMETER
          ? names.parameter(name, span)
          : names.variable(name);
    } catch (LimitExceeded e) {
      return new Unresolved(e.reason(), "", span);
    }
  }

  /** What has names of its own. */
  private enum Kind {
    TEMPLATE,
    FUNCTION
  }

  /** The values of one template's names, shared by all its scopes. */
  private static final class Names {
    private final Template template;
    private final Kind kind;
    private final Map<String, Template.Parameter> parameters =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Template.Variable> variables =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Argument> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Node> assumedParameters =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Node> assumedVariables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ProblemLog.Kept> known = new HashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();
    private final Surroundings surroundings;
    private final Evaluator evaluator;
    private final Consumer<Problem> problems;
    private final Scope root;
    private final boolean isStaged;
    private @Nullable Names staged;
    private final Scope ofDefaults;

    Names(
        Template template,
        Map<String, Argument> given,
        Surroundings surroundings,
        Evaluator evaluator,
        Consumer<Problem> problems,
        Kind kind) {
      this.template = template;
      this.kind = kind;
      template.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
      template.variables().forEach(variable -> variables.put(variable.name(), variable));
      this.given.putAll(given);
      this.surroundings = surroundings;
      this.evaluator = evaluator;
      this.problems = problems;
      this.root = new Scope(this, null, null, Section.OTHER);
      this.ofDefaults = new Scope(this, null, null, Section.DEFAULT_VALUE);
      this.isStaged = false;
    }

    private Names(Names unstaged) {
      this.template = unstaged.template;
      this.kind = unstaged.kind;
      parameters.putAll(unstaged.parameters);
      variables.putAll(unstaged.variables);
      unstaged.given.forEach(
          (name, argument) ->
              given.put(name, new Argument(argument.value(), argument.scope().map(Scope::staged))));
      assumedParameters.putAll(unstaged.assumedParameters);
      assumedVariables.putAll(unstaged.assumedVariables);
      this.surroundings = unstaged.surroundings;
      this.evaluator = unstaged.evaluator;
      this.problems = problem -> {};
      this.root = new Scope(this, null, null, Section.OTHER);
      this.ofDefaults = new Scope(this, null, null, Section.DEFAULT_VALUE);
      this.isStaged = true;
    }

    Names staged() {
      if (isStaged) {
        return this;
      }
      if (staged == null) {
        staged = new Names(this);
      }
      return staged;
    }

    /**
     * What the two parameters stand for by which templates find their files.
     *
     * @see <a
     *     href="https://learn.microsoft.com/azure/azure-resource-manager/managed-applications/artifacts-location">artifacts
     *     location</a>
     */
    private Optional<Node> artifacts(Template.Parameter parameter, Node value, Span use) {
      if (!isStaged) {
        return Optional.empty();
      }
      if (parameter.name().equalsIgnoreCase("_artifactsLocationSasToken")) {
        return Optional.of(new Node.TextNode("", use));
      }
      return parameter.name().equalsIgnoreCase("_artifactsLocation") && value instanceof Unresolved
          ? Optional.of(new Node.TextNode(TemplateLocation.folder(), use))
          : Optional.empty();
    }

    Map<String, Node> assumed(AssumedValues.Kind kind) {
      return kind == AssumedValues.Kind.PARAMETER ? assumedParameters : assumedVariables;
    }

    void checkValues() {
      for (Template.Parameter parameter : template.parameters()) {
        Optional<Expression> value =
            Optional.ofNullable(given.get(parameter.name()))
                .map(Argument::value)
                .or(parameter::defaultValue);
        if (value.filter(Expression.Constant.class::isInstance).isPresent()) {
          parameter(parameter, parameter.span());
        }
      }
    }

    Node parameter(String name, Span use) {
      Template.Parameter parameter = parameters.get(name);
      if (parameter == null) {
        throw new InvalidCall("the template has no parameter '" + name + "'");
      }
      Node value = parameter(parameter, use);
      return artifacts(parameter, value, use).orElse(value);
    }

    private Node parameter(Template.Parameter parameter, Span use) {
      String name = parameter.name();
      String title = "parameter '" + parameter.name() + "'";
      String symbol = Symbols.of(surroundings.label() + "parameters('" + parameter.name() + "')");
      if (parameter.type().isSecure()) {
        return new Unresolved(title + " is secure", Symbols.secure(symbol), use);
      }
      Argument argument = given.get(name);
      Node value = value(title, symbol, parameter);
      if (value instanceof Unresolved unresolved) {
        return argument != null && argument.scope().isPresent()
            ? named(unresolved, symbol)
            : oneOf(
                parameter,
                unresolved.symbol().isEmpty()
                    ? new Unresolved(unresolved.reason(), symbol, use)
                    : unresolved);
      }
      boolean nullable = parameter.type().presence() == Template.Presence.NULLABLE;
      if (value instanceof Node.NullNode && !nullable) {
        return new Unresolved(title + " is given as null", symbol, use);
      }
      if (value != null) {
        return value;
      }
      if (parameter.defaultValue().isPresent()) {
        Expression expression = parameter.defaultValue().get();
        return named(
            once(
                title,
                parameter.span(),
                () -> fitted(parameter, evaluator.compute(expression, ofDefaults), symbol)),
            symbol);
      }
      return nullable
          ? new Node.NullNode(use)
          : oneOf(parameter, new Unresolved(title + " has no value", symbol, use));
    }

    /**
     * A parameter without a value has one of those that its template allows; an array has any of
     * them as its items.
     */
    private Node oneOf(Template.Parameter parameter, Unresolved unknown) {
      boolean isArray = parameter.type().kind() == ParameterType.LIST;
      List<Node> options = isArray ? List.of() : parameter.type().allowedValues();
      if (options.isEmpty() && parameter.type().kind() == ParameterType.TRUTH) {
        options =
            List.of(
                new Node.BoolNode(true, unknown.span()), new Node.BoolNode(false, unknown.span()));
      }
      return evaluator.choices().value(unknown, options).orElse(unknown);
    }

    /** What it is given, as far as it fits; null if it is given nothing. */
    private @Nullable Node value(String title, String symbol, Template.Parameter parameter) {
      Node assumed = assumedParameters.get(parameter.name());
      if (assumed != null) {
        return once(title, parameter.span(), () -> fitted(parameter, assumed, symbol));
      }
      Argument argument = given.get(parameter.name());
      if (argument == null) {
        return null;
      }
      Scope scope = argument.scope().orElse(root);
      return once(
          title,
          parameter.span(),
          () -> fitted(parameter, evaluator.compute(argument.value(), scope), symbol));
    }

    private Node fitted(Template.Parameter parameter, Node value, String symbol) {
      return evaluator.typeCheck(parameter.name()).fitted(value, parameter.type(), symbol);
    }

    Node variable(String name) {
      Template.Variable variable = variables.get(name);
      if (variable == null) {
        throw new InvalidCall("the template has no variable '" + name + "'");
      }
      Node assumed = assumedVariables.get(name);
      if (assumed != null) {
        return assumed;
      }
      String title = "variable '" + variable.name() + "'";
      String symbol = Symbols.of(surroundings.label() + "variables('" + variable.name() + "')");
      return named(
          once(title, variable.span(), () -> evaluator.compute(variable.value(), root)), symbol);
    }

    /** A value that nothing can be said of is at least the value of its name. */
    private Node named(Node value, String symbol) {
      // In a function, a name stands for another value with each call.
      return value instanceof Unresolved unresolved
              && unresolved.symbol().isEmpty()
              && kind == Kind.TEMPLATE
          ? new Unresolved(unresolved.reason(), symbol, unresolved.span())
          : value;
    }

    private Node once(String title, Span span, Supplier<Node> computation) {
      String key = title.toLowerCase(Locale.ROOT);
      ProblemLog.Kept value = known.get(key);
      if (value == null) {
        if (!inProgress.add(title)) {
          return cycle(title, span);
        }
        try {
          value = evaluator.keep(computation);
        } finally {
          inProgress.remove(title);
        }
        known.put(key, value);
      }
      return evaluator.tell(value);
    }

    private Node cycle(String title, Span span) {
      List<String> circle = List.copyOf(inProgress);
      circle = circle.subList(circle.indexOf(title), circle.size());
      String reason = String.join(" needs ", circle) + " needs " + title;
      problems.accept(Problem.error("cyclic-definition", reason, span));
      return new Unresolved(reason, "", span);
    }
  }
}
