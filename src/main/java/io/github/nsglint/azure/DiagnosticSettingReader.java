package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.DiagnosticSetting;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic setting extends another resource, whose id is the start of its own.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/create-or-update">
 *     Diagnostic Settings - Create Or Update</a>
 */
final class DiagnosticSettingReader {
  private static final String PROVIDERS = "/providers/";

  private DiagnosticSettingReader() {}

  /**
   * @param own the id without the part that names the other resource
   */
  static DiagnosticSetting read(Resource resource, ResourceId own) {
    String start = start(resource.id());
    Optional<ResourceId> owner = ResourceId.parse(start);
    Node written = resource.body().present("scope").orElse(null);
    Node scope =
        written instanceof Node.Unresolved && owner.isEmpty()
            ? written
            : scope(start, written, resource.span());
    return new DiagnosticSetting(
        owner.map(id -> within(id, own)).orElse(own),
        reference(scope, owner),
        withScope(resource.body(), scope),
        resource.condition(),
        resource.span());
  }

  /** What stands before the last {@code /providers/} of an id, outside of unknown parts. */
  private static String start(String id) {
    int depth = 0;
    for (int at = id.length() - 1; at >= 0; at--) {
      char c = id.charAt(at);
      depth += c == '⟩' ? 1 : c == '⟨' ? -1 : 0;
      if (depth == 0 && id.regionMatches(true, at, PROVIDERS, 0, PROVIDERS.length())) {
        return id.substring(0, at);
      }
    }
    return "";
  }

  private static Node scope(String start, @Nullable Node written, Span otherwise) {
    Span place = written == null ? otherwise : written.span();
    if (start.indexOf('⟨') < 0) {
      return new Node.TextNode(start, place);
    }
    String reason =
        written instanceof Node.Unresolved unresolved
            ? unresolved.reason()
            : "its name cannot be computed";
    return new Node.Unresolved(reason, start, place);
  }

  private static ResourceId within(ResourceId owner, ResourceId own) {
    return owner.child("providers", "Microsoft.Insights").child("diagnosticSettings", own.name());
  }

  /** One that names no resource is about a subscription or a resource group. */
  private static Reference reference(Node scope, Optional<ResourceId> owner) {
    if (owner.isPresent() && owner.get().isNamed()) {
      return new Reference.To(owner.get(), scope.span());
    }
    return scope instanceof Node.Unresolved unresolved
        ? new Reference.Unresolved(unresolved.reason(), unresolved.span())
        : Reference.NONE;
  }

  private static Node.MapNode withScope(Node.MapNode body, Node scope) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : body.entries()) {
      if (!entry.key().value().equalsIgnoreCase("scope")) {
        entries.add(entry);
      }
    }
    entries.add(new Node.Entry(new Node.TextNode("scope", scope.span()), scope));
    return new Node.MapNode(entries, body.span());
  }
}
