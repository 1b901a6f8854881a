package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;

final class VirtualMachineReader {
  private VirtualMachineReader() {}

  static VirtualMachine read(Resource resource, ResourceId id) {
    List<Reference> interfaces = new ArrayList<>();
    Node profile =
        Properties.present(Properties.of(resource.body()), "networkProfile").orElse(null);
    if (profile instanceof Node.MapNode map) {
      for (Node nic : Properties.list(Properties.of(map), "networkInterfaces")) {
        interfaces.add(Properties.reference(nic));
      }
    } else if (profile instanceof Node.Unresolved unresolved) {
      interfaces.add(new Reference.Unresolved(unresolved.reason(), unresolved.span()));
    }
    return new VirtualMachine(
        id, interfaces, resource.kept(), resource.condition(), resource.span());
  }
}
