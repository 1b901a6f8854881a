package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class BastionHostReader {
  private BastionHostReader() {}

  static BastionHost read(Resource resource, ResourceId id) {
    List<Reference> subnets = new ArrayList<>();
    Node.MapNode properties = Properties.of(resource.body());
    unknown(resource.body()).ifPresent(subnets::add);
    for (Node node : Properties.list(properties, "ipConfigurations")) {
      if (node instanceof Node.MapNode configuration) {
        subnets.add(
            unknown(configuration)
                .orElseGet(() -> Properties.reference(Properties.of(configuration), "subnet")));
      } else if (node instanceof Node.Unresolved unresolved) {
        subnets.add(new Reference.Unresolved(unresolved.reason(), unresolved.span()));
      }
    }
    return new BastionHost(id, subnets, resource.body(), resource.condition(), resource.span());
  }

  /** Of something whose properties are not known as a whole. */
  private static Optional<Reference> unknown(Node.MapNode body) {
    return body.get("properties")
        .filter(Node.Unresolved.class::isInstance)
        .map(Node.Unresolved.class::cast)
        .map(value -> new Reference.Unresolved(value.reason(), value.span()));
  }
}
