package io.github.nsglint.azure;

import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.VirtualMachine;

/** What people call a machine: by its virtual machine, or by its interface where none was read. */
public final class MachineNames {
  private MachineNames() {}

  /** {@code vm-web's nic-web}, or {@code nic-web}. */
  public static String of(NetworkInterface nic, Network network) {
    for (VirtualMachine machine : network.machines()) {
      for (Reference reference : machine.interfaces()) {
        if (reference instanceof Reference.To to && means(to, nic, network)) {
          return machine.name() + "'s " + nic.name();
        }
      }
    }
    // Azure's answers name the machine at the interface as well.
    return Properties.reference(Properties.of(nic.body()), "virtualMachine")
        .fold(nic::name, to -> to.id().name() + "'s " + nic.name(), unresolved -> nic.name());
  }

  private static boolean means(Reference.To to, Element nic, Network network) {
    return to.id().matches(nic.id())
        && network.find(to.id(), to.span()).stream().anyMatch(found -> found == nic);
  }
}
