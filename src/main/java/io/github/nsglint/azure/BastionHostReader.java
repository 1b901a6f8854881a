package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;

final class BastionHostReader {
  private BastionHostReader() {}

  static BastionHost read(Resource resource, ResourceId id) {
    List<Reference> subnets = new ArrayList<>();
    Node.MapNode properties = Properties.of(resource.body());
    for (Node node : Properties.list(properties, "ipConfigurations")) {
      if (node instanceof Node.MapNode configuration) {
        subnets.add(Properties.reference(Properties.of(configuration), "subnet"));
      } else if (node instanceof Node.Unresolved unresolved) {
        subnets.add(new Reference.Unresolved(unresolved.reason(), unresolved.span()));
      }
    }
    return new BastionHost(id, subnets, resource.body(), resource.condition(), resource.span());
  }
}
