package io.github.nsglint.azure;

import io.github.nsglint.azure.Parts.Kind;
import io.github.nsglint.azure.Parts.Part;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import java.util.List;
import java.util.Optional;

/** Why nobody can tell whether an address belongs to a prefix, in one place of a network. */
final class AddressDoubts {
  private final AddressBook book;
  private final Parts parts;
  private final VirtualNetworkSpace space;

  AddressDoubts(AddressBook book, Parts parts, VirtualNetworkSpace space) {
    this.book = book;
    this.parts = parts;
    this.space = space;
  }

  /** Why a prefix, which only perhaps holds an address, is not sure to. */
  Doubt of(AddressPrefix prefix, Address address) {
    return prefix.fold(
        any -> {
          throw new AssertionError(any);
        },
        block -> {
          throw new AssertionError(block);
        },
        tag -> of(tag, address),
        group -> book.members(group).doubt(machineOf(address.part()), address),
        unresolved -> new Doubt(unresolved.reason(), unresolved.span()));
  }

  /** Why it is not known where some of these addresses lie, all of them on lines of parts. */
  Optional<Doubt> of(AddressSet addresses, int place) {
    for (Part part : parts.all()) {
      if (part.kind() == Kind.REST_OF_VIRTUAL_NETWORK && part.place() == place) {
        AddressSet numbers = addresses.moved(part.number(), 0);
        for (List<VirtualNetworkSpace.Perhaps> list :
            List.of(space.perhapsPeers(), space.perhapsRoutes())) {
          for (VirtualNetworkSpace.Perhaps perhaps : list) {
            if (perhaps.addresses().intersects(numbers)) {
              return Optional.of(perhaps.why());
            }
          }
        }
        if (!numbers.isEmpty()) {
          return space.unreadPeer().or(space::open);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Parts.Machine> machineOf(int line) {
    return line == 0 ? Optional.empty() : parts.get(line).machine();
  }

  private Doubt of(AddressPrefix.ServiceTag tag, Address address) {
    String hidden = "addresses that no file here shows";
    String gap = ServiceTags.isPublic(tag.name()) ? "; " + parts.tags().gap(tag.name()) : "";
    Doubt unread = new Doubt(hidden + gap, tag.span());
    boolean routes = !space.tagRoutes().isEmpty();
    return switch (tag.name()) {
      case ServiceTags.VIRTUAL_NETWORK -> virtualNetworkDoubt(address).orElse(unread);
      case ServiceTags.INTERNET ->
          routes
              ? space.tagRoutes().get(0).why()
              : perhaps(space.perhapsPeers(), address)
                  .or(() -> perhaps(space.refusedPeers(), address))
                  .orElse(unread);
      default -> unread;
    };
  }

  private Optional<Doubt> virtualNetworkDoubt(Address address) {
    Address number = address.inPart(0);
    Optional<Doubt> named =
        perhaps(space.perhapsPeers(), number).or(() -> perhaps(space.perhapsRoutes(), number));
    if (named.isPresent()) {
      return named;
    }
    if (address.part() == 0 && AddressSpaces.PRIVATE.contains(address)) {
      return space.unreadPeer();
    }
    for (VirtualNetworkSpace.TagRoute route : space.tagRoutes()) {
      if (book.of(route.tag()).possible().contains(address)) {
        return Optional.of(route.why());
      }
    }
    return space.open();
  }

  private static Optional<Doubt> perhaps(List<VirtualNetworkSpace.Perhaps> list, Address address) {
    for (VirtualNetworkSpace.Perhaps perhaps : list) {
      if (perhaps.addresses().contains(address)) {
        return Optional.of(perhaps.why());
      }
    }
    return Optional.empty();
  }
}
