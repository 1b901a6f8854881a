package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.DeploymentTarget;
import java.util.Optional;

/**
 * Where a template is deployed, as far as the user or its nested deployment says so: what ids of
 * resources start with.
 *
 * @param subscription its id, a GUID; empty for that of the whole deployment
 * @param resourceGroup its name; empty for that of the whole deployment
 * @param location of the resource group; empty if nobody says it
 * @param tenant its id; empty if nobody says it
 */
record DeploymentPlace(
    Optional<Node> subscription,
    Optional<Node> resourceGroup,
    Optional<Node> location,
    Optional<Node> tenant) {
  DeploymentPlace {
    requireNonNull(subscription);
    requireNonNull(resourceGroup);
    requireNonNull(location);
    requireNonNull(tenant);
  }

  /**
   * The place of the outermost template.
   *
   * @param label of its unknown values
   */
  static DeploymentPlace of(DeploymentTarget target, String label) {
    Optional<Node> group = target.resourceGroup();
    if (group.isEmpty() && target.subscription().isPresent()) {
      // Ids have a resource group behind the subscription, be it known or not.
      String own = Symbols.of(label + "resourceGroup().name");
      String reason = "resourceGroup() depends on where the template is deployed";
      group = Optional.of(new Unresolved(reason, own, nowhere()));
    }
    return new DeploymentPlace(target.subscription(), group, target.location(), target.tenant());
  }

  /** No file says it: it is {@link #at} the place where it is asked for. */
  private static Span nowhere() {
    return new SourceFile("", "").start();
  }

  /** The same, where what the user told has its place in a file. */
  DeploymentPlace at(Span span) {
    return new DeploymentPlace(
        at(subscription, span), at(resourceGroup, span), at(location, span), at(tenant, span));
  }

  private static Optional<Node> at(Optional<Node> value, Span span) {
    return value.map(node -> node.span().file().path().isEmpty() ? moved(node, span) : node);
  }

  private static Node moved(Node node, Span span) {
    return node instanceof Unresolved unknown
        ? new Unresolved(unknown.reason(), unknown.symbol(), span)
        : new TextNode(node.scalar().orElse(""), span);
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
            .filter(
                value -> !isOwn(value, subscription, ambient + "subscription().subscriptionId"));
    Optional<Node> group =
        written.resourceGroup().map(expression -> evaluator.evaluate(expression, scope));
    if (otherSubscription.isPresent()) {
      return new DeploymentPlace(otherSubscription, group, Optional.empty(), Optional.empty());
    }
    return group
        .filter(value -> !isOwn(value, resourceGroup, ambient + "resourceGroup().name"))
        .map(
            other ->
                new DeploymentPlace(subscription, Optional.of(other), Optional.empty(), tenant))
        .orElse(this);
  }

  private static boolean isOwn(Node value, Optional<Node> own, String expression) {
    if (value instanceof TextNode text && own.orElse(null) instanceof TextNode known) {
      return text.value().equalsIgnoreCase(known.value());
    }
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
