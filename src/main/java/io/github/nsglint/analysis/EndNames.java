package io.github.nsglint.analysis;

import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the words of a user mean in one network. */
public final class EndNames {
  private static final int MOST_CANDIDATES = 8;

  private final Network network;
  private final Machines machines;

  public EndNames(Network network) {
    this.network = network;
    this.machines = new Machines(network);
  }

  /** The words mean nothing here, or more than one thing; the message lists what there is. */
  public static final class UnclearException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    private UnclearException(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  /**
   * @param text {@code *}, an address or block, a service tag, or what names a subnet or a machine
   * @param option for the message: {@code --from}
   */
  public End find(String text, String option) throws UnclearException {
    Span place = new SourceFile(option, text).span(0, text.length());
    if (text.equals("*") || text.equalsIgnoreCase("any")) {
      return new End.Addresses(new AddressPrefix.Any(place), "any address");
    }
    Optional<Cidr> block = Cidr.parse(text);
    if (block.isPresent()) {
      return address(new AddressPrefix.Block(block.get(), place));
    }
    Map<String, End> named = named(text);
    Optional<String> tag = ServiceTags.find(text);
    tag.ifPresent(
        name ->
            named.put(
                "the service tag " + name,
                new End.Addresses(new AddressPrefix.ServiceTag(name, place), name)));
    if (named.size() == 1) {
      return named.values().iterator().next();
    }
    if (named.isEmpty()) {
      throw new UnclearException(unknown(text, option));
    }
    throw new UnclearException(
        option
            + " "
            + text
            + " may mean "
            + listed(new ArrayList<>(named.keySet()))
            + "; give vnet/subnet or the whole id");
  }

  private End address(AddressPrefix.Block block) throws UnclearException {
    if (!block.cidr().first().equals(block.cidr().last())) {
      return new End.Addresses(block, block.cidr().text());
    }
    List<NetworkInterface> owners = machines.at(block.cidr());
    if (owners.size() == 1) {
      return new End.Machine(owners, Optional.empty(), machines.name(owners.get(0)));
    }
    if (owners.size() > 1) {
      throw new UnclearException(
          "the address "
              + block.cidr().text()
              + " belongs to "
              + listed(owners.stream().map(nic -> "interface " + nic.id()).toList())
              + "; name the one you mean");
    }
    for (PublicIpAddress address : network.publicAddresses()) {
      Optional<NetworkInterface> owner = machines.behind(address);
      if (owner.isPresent() && Machines.isAt(address, block.cidr())) {
        NetworkInterface nic = owner.get();
        return new End.Machine(List.of(nic), Optional.of(address), machines.name(nic));
      }
    }
    return new End.Addresses(block, block.cidr().text());
  }

  /** Everything of that name, by what it is called in a message. */
  private Map<String, End> named(String text) {
    Map<String, End> found = new TreeMap<>();
    for (Subnet subnet : network.subnets()) {
      if (isCalled(subnet, text)) {
        String words = "subnet " + subnet.id();
        while (found.containsKey(words)) {
          words += " at " + subnet.span();
        }
        found.put(words, new End.OfSubnet(subnet, subnet.name()));
      }
    }
    Map<String, List<NetworkInterface>> ofMachines = machines.called(text);
    ofMachines.forEach(
        (words, nics) ->
            found.put(words, new End.Machine(nics, Optional.empty(), machines.name(nics.get(0)))));
    return found;
  }

  private static boolean isCalled(Subnet subnet, String text) {
    return text.equalsIgnoreCase(subnet.name())
        || text.equalsIgnoreCase(shortName(subnet))
        || isIdOf(text, subnet);
  }

  static boolean isIdOf(String text, Element element) {
    return text.startsWith("/")
        && ResourceId.parse(text).filter(id -> id.matches(element.id())).isPresent();
  }

  /** {@code vnet-hub/snet-web}. */
  static String shortName(Subnet subnet) {
    return subnet
        .id()
        .parent()
        .map(parent -> parent.name() + "/" + subnet.name())
        .orElse(subnet.name());
  }

  private String unknown(String text, String option) {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    network.subnets().forEach(subnet -> names.add(subnet.name()));
    names.addAll(machines.names());
    List<String> all = new ArrayList<>(names);
    String there =
        all.isEmpty()
            ? "; no subnet and no machine was read"
            : "; subnets and machines that were read: " + listed(all);
    List<String> near = new ArrayList<>(all);
    network.subnets().forEach(subnet -> near.add(shortName(subnet)));
    near.addAll(ServiceTags.names());
    return option
        + ": '"
        + text
        + "' is no address, no service tag, and names no subnet and no machine"
        + Nearest.of(text, near).map(name -> "; did you mean '" + name + "'?").orElse(there);
  }

  private static String listed(List<String> names) {
    List<String> first = names.subList(0, Math.min(names.size(), MOST_CANDIDATES));
    int rest = names.size() - first.size();
    return String.join(", ", first) + (rest > 0 ? " and " + rest + " more" : "");
  }
}
