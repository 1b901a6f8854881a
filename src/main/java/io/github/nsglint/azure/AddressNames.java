package io.github.nsglint.azure;

import io.github.nsglint.azure.Parts.Part;
import io.github.nsglint.flow.Address;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import java.util.List;
import java.util.Optional;

/** What the addresses of a book are called. */
final class AddressNames {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Network network;

  AddressNames(Parts parts, Surroundings surroundings, Network network) {
    this.parts = parts;
    this.surroundings = surroundings;
    this.network = network;
  }

  String text(Address address) {
    return name(address.part()).orElseGet(() -> Cidr.text(address));
  }

  String describe(Address address) {
    return address.part() != 0
        ? text(address)
        : surroundings
            .machine(address)
            .map(machine -> MachineNames.of(machine.nic(), network) + " (" + text(address) + ")")
            .orElseGet(() -> text(address));
  }

  Optional<String> name(int line) {
    if (line == 0) {
      return Optional.empty();
    }
    Part part = parts.get(line);
    return Optional.of(
        part.machine().map(machine -> MachineNames.of(machine.nic(), network)).orElse(part.name()));
  }

  Optional<String> knownTag(Address address, List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag) {
        Optional<NamedTags.Known> known = parts.tags().find(tag.name());
        if (known.isPresent() && known.get().addresses().contains(address)) {
          return Optional.of(known.get().name());
        }
      }
    }
    return Optional.empty();
  }
}
