package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A template with values for its parameters, on its way to Azure, and the deployments nested in it.
 *
 * <p>Problems, besides the evaluator's: {@code nested-deployment}, a template that is elsewhere and
 * not followed; {@code resource-name}, a name that its type cannot have; {@code
 * duplicate-resource}, one that Azure refuses because the template has it twice.
 */
public final class Deployment {
  private final Template template;
  private final Output output;
  private final Evaluator evaluator;
  private final String label;
  private final DeploymentPlace place;

  /** Empty if its file is none. */
  private final Optional<TemplateLocation> location;

  /** How many deployments it is nested in. */
  private final int level;

  /** Whether its template has a file of its own, apart from the one it is nested in. */
  private final boolean isLinked;

  /** In which its expressions are computed; that around it, if it has no names of its own. */
  private final Scope scope;

  /** Why it may not be there at all. */
  private final Optional<Unresolved> condition;

  /** Ids of the resources that are there for sure, in lower case. */
  private final Set<String> handed = new HashSet<>();

  private final IdentityHashMap<Template.NestedDeployment, List<Nested>> nested =
      new IdentityHashMap<>();

  /**
   * @param given values of parameters by name; {@link Unresolved} ones say why they are not known
   * @param label tells this template's unknown values from those of others in the same run; empty
   *     for none
   * @param location of its file; empty for standard input
   * @param choices learns what is not known but one of a few, and may take it to be one of them
   */
  public Deployment(
      Template template,
      Map<String, Node> given,
      String label,
      Optional<TemplateLocation> location,
      DeploymentTarget target,
      OpenChoices choices,
      Limits limits,
      Output output) {
    this.template = template;
    this.location = location;
    this.level = 0;
    this.isLinked = false;
    this.output = output;
    this.evaluator = new Evaluator(limits, choices, output.problems());
    this.label = label.isEmpty() ? "" : label + ": ";
    this.place = DeploymentPlace.of(target, this.label);
    this.condition = Optional.empty();
    Map<String, Scope.Argument> arguments = new HashMap<>();
    given.forEach((name, value) -> arguments.put(name, Scope.Argument.of(value)));
    this.scope = ownScope(arguments, this.label);
  }

  /** One that is nested in another. */
  Deployment(
      Template template,
      Deployment around,
      Template.NestedDeployment declaration,
      Turns turn,
      String name,
      Optional<TemplateLocation> location) {
    this.template = template;
    this.location = location;
    this.level = around.level + 1;
    this.isLinked = declaration.template() instanceof Template.Linked;
    this.output = around.output;
    this.evaluator = around.evaluator;
    this.label = around.label + "deployment " + name + ": ";
    this.place = around.place.nested(declaration.place(), evaluator, turn.scope());
    this.condition = Turns.both(around.condition, turn.doubt());
    if (declaration.names() == Template.Names.OUTER) {
      this.scope = turn.scope();
    } else {
      Map<String, Scope.Argument> arguments = new HashMap<>();
      for (Template.Argument argument : declaration.arguments()) {
        arguments.put(
            argument.parameter(), new Scope.Argument(argument.value(), Optional.of(turn.scope())));
      }
      declaration.argumentsLink().ifPresent(link -> addUnread(arguments, link));
      this.scope = ownScope(arguments, turn.scope().ambientLabel());
    }
  }

  /** What another file may give is not known, whatever the default is. */
  private void addUnread(Map<String, Scope.Argument> arguments, Span link) {
    for (Template.Parameter parameter : template.parameters()) {
      String reason = "parameter '" + parameter.name() + "' is given by a file, which is not read";
      arguments.putIfAbsent(parameter.name(), Scope.Argument.of(new Unresolved(reason, "", link)));
    }
  }

  private Scope ownScope(Map<String, Scope.Argument> arguments, String ambientLabel) {
    return Scope.of(
        template,
        arguments,
        new Scope.Surroundings(
            label,
            ambientLabel,
            place,
            isLinked || level == 0 ? location : Optional.empty(),
            new DeployedResources(this)),
        evaluator,
        output.problems());
  }

  Template template() {
    return template;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Scope scope() {
    return scope;
  }

  Optional<TemplateLocation> location() {
    return location;
  }

  int level() {
    return level;
  }

  void problem(Problem problem) {
    output.problems().accept(problem);
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
    for (Template.ResourceDeclaration declaration : template.resources()) {
      for (Turns turn : turns(declaration)) {
        hand(declaration, turn);
      }
    }
    for (Template.NestedDeployment declaration : template.nestedDeployments()) {
      if (!(declaration.template() instanceof Template.Inline inline) || inline.holdsNetwork()) {
        nested(declaration).forEach(one -> one.run(output));
      }
    }
  }

  /** Looks up every file that a template nested in it comes from, be it deployed or not. */
  public void followLinks() {
    followLinks(new HashSet<>());
  }

  private void followLinks(Set<String> seen) {
    for (Template.NestedDeployment declaration : template.nestedDeployments()) {
      if (declaration.template() instanceof Template.Inline inline && !inline.holdsLink()) {
        continue;
      }
      if (declaration.template() instanceof Template.Linked linked) {
        followEachBranch(linked);
      }
      List<Nested> all = nested(declaration);
      if (all.isEmpty()) {
        all = List.of(new Nested(declaration, new Turns(scope, Optional.empty()), this));
      }
      for (Nested one : all) {
        one.deployment()
            .filter(inside -> !inside.isLinked || seen.add(inside.path()))
            .ifPresent(inside -> inside.followLinks(seen));
      }
    }
  }

  private void followEachBranch(Template.Linked linked) {
    for (Template.Link link : linked.branches()) {
      location.ifPresent(from -> from.follow(link, scope, evaluator));
    }
  }

  private String path() {
    return location.map(TemplateLocation::path).orElse("");
  }

  /** The resources that a declaration stands for. */
  List<Turns> turns(Template.ResourceDeclaration declaration) {
    return Turns.of(declaration.loops(), declaration.condition(), scope, evaluator);
  }

  /** The deployments that a declaration stands for. */
  List<Nested> nested(Template.NestedDeployment declaration) {
    List<Nested> known = nested.get(declaration);
    if (known == null) {
      known = new ArrayList<>();
      if (!evaluator.affords(declaration.span())) {
        return known;
      }
      for (Turns turn : Turns.of(declaration.loops(), declaration.condition(), scope, evaluator)) {
        known.add(new Nested(declaration, turn, this));
      }
      nested.put(declaration, known);
    }
    return known;
  }

  private void hand(Template.ResourceDeclaration declaration, Turns turn) {
    Optional<Unresolved> doubt = Turns.both(condition, turn.doubt());
    if (!(body(declaration, turn, doubt) instanceof MapNode body)) {
      return;
    }
    List<String> names = names(declaration, turn.scope());
    int needed = ResourceNames.needed(declaration.type());
    boolean unknown = names.stream().anyMatch(name -> !Symbols.isPlain(name));
    if (names.size() != needed && !unknown) {
      problem(
          Problem.error(
              "resource-name",
              "the name '%s' has %s, but %s needs %d"
                  .formatted(
                      String.join("/", names),
                      names.size() == 1 ? "1 part" : names.size() + " parts",
                      declaration.type(),
                      needed),
              declaration.span()));
      return;
    }
    String scope = body.present("scope").map(ResourceNames::text).orElse("");
    String id = start(scope) + ResourceNames.id(declaration.type(), names);
    String own = scope + id;
    if (doubt.isEmpty() && Symbols.isPlain(own) && !handed.add(own.toLowerCase(Locale.ROOT))) {
      evaluator.report(
          Problem.error(
              "duplicate-resource",
              "the template has " + declaration.type() + " '" + String.join("/", names) + "' twice",
              declaration.span()));
    }
    output
        .resources()
        .accept(new Resource(declaration.type(), id, body, doubt, declaration.span()));
  }

  /**
   * What the id of a resource starts with: that of the one it extends, which templates also write
   * as {@code Microsoft.Network/bastionHosts/NAME}, else the template's own place.
   */
  private String start(String scope) {
    if (scope.startsWith("/")) {
      return scope;
    }
    boolean unknown = scope.isEmpty() || scope.charAt(0) == Symbols.OPEN;
    return unknown ? place.text() : place.text() + "/providers/" + scope;
  }

  private Node body(
      Template.ResourceDeclaration declaration, Turns turn, Optional<Unresolved> doubt) {
    Supplier<Node> body = () -> evaluator.evaluateMembers(declaration.body(), 2, turn.scope());
    return doubt.isPresent() ? evaluator.perhaps(body) : body.get();
  }

  /** Its parents' and its own, as far as they are known. */
  List<String> names(Template.ResourceDeclaration declaration, Scope turn) {
    List<String> names = new ArrayList<>();
    for (Expression name : declaration.names()) {
      names.addAll(ResourceNames.segments(ResourceNames.text(evaluator.evaluate(name, turn))));
    }
    return names;
  }

  String id(Template.ResourceDeclaration declaration, List<String> names) {
    return place.text() + ResourceNames.id(declaration.type(), names);
  }

  /** Of a deployment nested in it, where that says nothing else. */
  String id(Nested one) {
    return place.text() + "/providers/Microsoft.Resources/deployments/" + one.name();
  }
}
