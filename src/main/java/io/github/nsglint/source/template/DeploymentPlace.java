package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import java.util.Optional;

/**
 * Where a template is deployed, as far as its nested deployment says so: what ids of resources
 * start with.
 *
 * @param subscription its id, a GUID; empty for that of the whole deployment
 * @param resourceGroup its name; empty for that of the whole deployment
 */
record DeploymentPlace(Optional<Node> subscription, Optional<Node> resourceGroup) {
  static final DeploymentPlace OWN = new DeploymentPlace(Optional.empty(), Optional.empty());

  DeploymentPlace {
    requireNonNull(subscription);
    requireNonNull(resourceGroup);
  }

  /**
   * The place of a deployment that is nested in a template of this place.
   *
   * @param scope of the template around it
   */
  DeploymentPlace nested(Template.NestedPlace written, Evaluator evaluator, Scope scope) {
    String ambient = scope.ambientLabel();
    Optional<Node> otherSubscription =
        written
            .subscription()
            .map(expression -> evaluator.evaluate(expression, scope))
            .filter(value -> !isOwn(value, ambient + "subscription().subscriptionId"));
    Optional<Node> otherGroup =
        written
            .resourceGroup()
            .map(expression -> evaluator.evaluate(expression, scope))
            .filter(value -> !isOwn(value, ambient + "resourceGroup().name"));
    if (otherSubscription.isPresent()) {
      return new DeploymentPlace(otherSubscription, otherGroup);
    }
    return new DeploymentPlace(subscription, otherGroup.or(() -> resourceGroup));
  }

  private static boolean isOwn(Node value, String expression) {
    return value instanceof Unresolved unresolved
        && unresolved.symbol().equalsIgnoreCase(Symbols.of(expression));
  }

  /** Adds what ids start with. */
  PartialText start(PartialText text) {
    subscription(text);
    resourceGroup.ifPresent(name -> text.known("/resourceGroups/").add(name));
    return text;
  }

  PartialText subscription(PartialText text) {
    subscription.ifPresent(id -> text.known("/subscriptions/").add(id));
    return text;
  }

  /** What ids start with, as {@link ResourceNames#text} has it. */
  String text() {
    return subscription.map(id -> "/subscriptions/" + ResourceNames.text(id)).orElse("")
        + resourceGroup.map(name -> "/resourceGroups/" + ResourceNames.text(name)).orElse("");
  }
}
