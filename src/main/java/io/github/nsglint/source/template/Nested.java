package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.Output;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One deployment that is nested in another, in one turn of the loops around it. */
final class Nested {
  private final Template.NestedDeployment declaration;
  private final Turns turn;
  private final Deployment around;
  private final String name;
  private final Map<String, ProblemLog.Kept> outputs = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();

  /** Made when it is first needed: not every nested deployment is. */
  private @Nullable Deployment deployment;

  /** Why there is no deployment to make. */
  private @Nullable String missing;

  Nested(Template.NestedDeployment declaration, Turns turn, Deployment around) {
    this.declaration = declaration;
    this.turn = turn;
    this.around = around;
    this.name = ResourceNames.text(around.evaluator().evaluate(declaration.name(), turn.scope()));
  }

  /** As far as it is known. */
  String name() {
    return name;
  }

  /** Empty if its template is elsewhere. */
  Optional<Deployment> deployment() {
    if (deployment == null && missing == null) {
      if (declaration.template() instanceof Template.Inline inline) {
        deployment =
            new Deployment(
                inline.template().get(), around, declaration, turn, name, around.location());
      } else if (declaration.template() instanceof Template.Linked linked) {
        follow(linked);
      }
    }
    return Optional.ofNullable(deployment);
  }

  private void follow(Template.Linked linked) {
    LinkedTemplate found = found(linked);
    if (found instanceof LinkedTemplate.Missing none) {
      missing = none.reason();
    } else if (found instanceof LinkedTemplate.Found one) {
      Optional<TemplateLocation> at =
          around.location().map(from -> new TemplateLocation(one.path(), from.templates()));
      deployment = new Deployment(one.template(), around, declaration, turn, name, at);
    }
  }

  private LinkedTemplate found(Template.Linked linked) {
    if (linked.link().isEmpty()) {
      return new LinkedTemplate.Missing("it has no template");
    }
    // A template that links to itself would have no end.
    if (around.level() >= around.mostLevels()) {
      return new LinkedTemplate.Missing(
          "templates link to each other more than "
              + around.mostLevels()
              + " deep"
              + Limit.TEMPLATE_DEPTH.hint());
    }
    return around
        .location()
        .map(from -> from.follow(linked.link().get(), turn.scope(), around.evaluator()))
        .orElse(new LinkedTemplate.Missing("what is read has no folder for its link to start at"));
  }

  /** Hands on its resources; what cannot be followed is a problem. */
  void run(Output output) {
    deployment().ifPresent(Deployment::run);
    if (missing != null) {
      output.problems().accept(notFollowed(missing));
    }
  }

  private Problem notFollowed(String reason) {
    return Problem.error(
        "nested-deployment",
        "the resources in the nested deployment '" + name + "' are not checked: " + reason,
        declaration.span());
  }

  /** A member inside one of its outputs. */
  Node within(Node value, List<Node> members) {
    Node node = value;
    for (Node member : members) {
      node = around.evaluator().member(node, member, member.span());
    }
    return node;
  }

  /** What its template hands out under a name; empty if it is elsewhere or has no such output. */
  Optional<Node> output(String wanted) {
    Optional<Template.Result> result =
        deployment()
            .flatMap(
                made ->
                    made.template().outputs().stream()
                        .filter(output -> output.name().equalsIgnoreCase(wanted))
                        .findFirst());
    return result.map(this::value);
  }

  private Node value(Template.Result output) {
    String key = output.name().toLowerCase(Locale.ROOT);
    String title = "output '" + output.name() + "' of deployment '" + name + "'";
    if (output.secrecy() == Template.Secrecy.SECURE) {
      return new Unresolved(title + " is secure", "", output.span());
    }
    ProblemLog.Kept known = outputs.get(key);
    if (known == null) {
      if (!inProgress.add(key)) {
        String reason = title + " needs itself";
        around.problem(Problem.error("cyclic-definition", reason, output.span()));
        return new Unresolved(reason, "", output.span());
      }
      try {
        Scope scope = deployment().orElseThrow().scope();
        known = around.evaluator().keep(() -> around.evaluator().compute(output.value(), scope));
      } finally {
        inProgress.remove(key);
      }
      outputs.put(key, known);
    }
    return around.evaluator().tell(known);
  }
}
