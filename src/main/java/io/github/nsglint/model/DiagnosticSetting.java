package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * Which logs of a resource go where.
 *
 * @param id with that of the resource it belongs to, if that is known: {@code
 *     …/bastionHosts/NAME/providers/Microsoft.Insights/diagnosticSettings/NAME} has the type {@code
 *     Microsoft.Network/bastionHosts/providers/diagnosticSettings}
 * @param resource the one it belongs to
 * @param body the resource as read, ARM-shaped; its {@code scope} is the id of {@code resource}
 */
public record DiagnosticSetting(
    ResourceId id,
    Reference resource,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public DiagnosticSetting {
    requireNonNull(id);
    requireNonNull(resource);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
