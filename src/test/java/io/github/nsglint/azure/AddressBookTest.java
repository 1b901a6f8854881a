package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two peered networks with a machine in each, seen from both. */
class AddressBookTest {
  private static final Span PLACE = new SourceFile("net.json", "{}").span(0, 1);
  private static final String SCOPE = "/subscriptions/s/resourceGroups/g/providers/";
  private static final AddressPrefix VIRTUAL_NETWORK =
      new AddressPrefix.ServiceTag("VirtualNetwork", PLACE);
  private static final AddressPrefix GROUP =
      new AddressPrefix.ApplicationGroup(
          id("Microsoft.Network/applicationSecurityGroups/a"), PLACE);

  private static final Subnet WEB = subnet("hub", "web", "10.0.1.0/24");
  private static final Subnet DATA = subnet("spoke", "data", "10.7.1.0/24");
  private static final NetworkInterface NIC_WEB =
      nic("nic-web", WEB, Optional.of("10.0.1.4"), true);
  private static final NetworkInterface NIC_DATA = nic("nic-data", DATA, Optional.empty(), false);

  private static ResourceId id(String path) {
    return ResourceId.parse(SCOPE + path).orElseThrow();
  }

  private static ResourceId networkId(String name) {
    return id("Microsoft.Network/virtualNetworks/" + name);
  }

  private static Value<Cidr> cidr(String text) {
    return new Value.Known<>(Cidr.parse(text).orElseThrow(), PLACE);
  }

  private static Node.MapNode body() {
    return new Node.MapNode(List.of(), PLACE);
  }

  private static Subnet subnet(String network, String name, String prefix) {
    return new Subnet(
        networkId(network).child("subnets", name),
        List.of(cidr(prefix)),
        new Reference.Absent(),
        new Reference.Absent(),
        body(),
        Optional.empty(),
        PLACE);
  }

  private static VirtualNetwork network(
      String name, String prefix, String peer, Optional<Value<Boolean>> access) {
    VirtualNetworkPeering peering =
        new VirtualNetworkPeering(
            new Reference.To(networkId(peer), PLACE),
            List.of(),
            access,
            Optional.empty(),
            Optional.empty(),
            PLACE);
    return new VirtualNetwork(
        networkId(name), List.of(cidr(prefix)), List.of(peering), body(), Optional.empty(), PLACE);
  }

  private static NetworkInterface nic(
      String name, Subnet subnet, Optional<String> address, boolean member) {
    return new NetworkInterface(
        id("Microsoft.Network/networkInterfaces/" + name),
        new Reference.Absent(),
        List.of(
            new NetworkInterface.IpConfiguration(
                address.map(AddressBookTest::cidr),
                new Value.Known<>(Family.IPV4, PLACE),
                new Reference.To(subnet.id(), PLACE),
                new Reference.Absent(),
                member
                    ? List.of(
                        new Reference.To(
                            id("Microsoft.Network/applicationSecurityGroups/a"), PLACE))
                    : List.of())),
        KeptMap.held(body()),
        Optional.empty(),
        PLACE);
  }

  private static Network network() {
    return network(Optional.of(new Value.Known<>(true, PLACE)));
  }

  private static Network network(Optional<Value<Boolean>> access) {
    List<Element> elements = new ArrayList<>();
    elements.add(network("hub", "10.0.0.0/16", "spoke", access));
    elements.add(network("spoke", "10.7.0.0/16", "hub", access));
    elements.addAll(List.of(WEB, DATA, NIC_WEB, NIC_DATA));
    elements.add(
        new VirtualMachine(
            id("Microsoft.Compute/virtualMachines/vm-web"),
            List.of(new Reference.To(NIC_WEB.id(), PLACE)),
            body(),
            Optional.empty(),
            PLACE));
    return new Network(elements);
  }

  private static List<AddressBook> books() {
    Network network = network();
    return AddressBook.sharing(
        List.of(Surroundings.of(WEB, network), Surroundings.of(DATA, network)),
        List.of(VIRTUAL_NETWORK, GROUP),
        List.of(),
        List.of(NIC_WEB, NIC_DATA),
        network,
        TagAddresses.unknown());
  }

  private static Address plain(String text) {
    return Cidr.parse(text).orElseThrow().first();
  }

  @Test
  void aLineStandsForTheSameInBooksOfSeveralPlaces() {
    AddressBook web = books().get(0);
    AddressBook data = books().get(1);
    assertEquals(web.lines(), data.lines());
    for (int line = 0; line < web.lines(); line++) {
      assertEquals(web.name(line), data.name(line));
      for (Family family : Family.values()) {
        assertEquals(web.line(line, family), data.line(line, family));
      }
    }
  }

  @Test
  void aMachineIsItsAddressOrALineInItsSubnet() {
    for (AddressBook book : books()) {
      assertEquals(AddressSet.of(plain("10.0.1.4")), book.machine(NIC_WEB).certain());
      AddressSet data = book.machine(NIC_DATA).certain();
      assertEquals(256, data.count().intValueExact());
      assertTrue(book.of(VIRTUAL_NETWORK).certain().containsAll(data));
      assertEquals("nic-data", book.text(data.lowest()));
      assertEquals(Optional.of(NIC_DATA), book.machineAt(data.lowest()));
    }
  }

  @Test
  void aPeerCountsForSureOnlyWhereThePeeringSaysThatItAllowsAccess() {
    Network silent = network(Optional.empty());
    AddressBook book =
        new AddressBook(
            Surroundings.of(WEB, silent),
            List.of(VIRTUAL_NETWORK),
            List.of(),
            silent,
            TagAddresses.unknown());
    Address peer = plain("10.7.1.4");
    assertFalse(book.of(VIRTUAL_NETWORK).certain().contains(peer));
    assertTrue(book.of(VIRTUAL_NETWORK).possible().contains(peer));
    assertEquals(
        "whether the peering with spoke allows access: it has no allowVirtualNetworkAccess",
        book.doubt(VIRTUAL_NETWORK, peer).orElseThrow().on());
  }

  @Test
  void aMachineIsCalledByItsVirtualMachine() {
    AddressBook web = books().get(0);
    assertEquals("vm-web's nic-web (10.0.1.4)", web.describe(plain("10.0.1.4")));
    assertEquals("10.0.1.5", web.describe(plain("10.0.1.5")));
  }

  @Test
  void aGroupHoldsItsMembersAndPerhapsWhatNobodyShowed() {
    AddressBook web = books().get(0);
    AddressBounds group = web.of(GROUP);
    assertTrue(group.certain().contains(plain("10.0.1.4")));
    assertTrue(group.possible().contains(plain("10.0.1.5")));
    assertFalse(group.possible().contains(plain("10.7.1.4")), "another virtual network");
    assertFalse(group.possible().intersects(web.machine(NIC_DATA).possible()), "no member");
    assertEquals(
        "the network interface with that address, which is in no file that was read",
        web.doubt(GROUP, plain("10.0.1.5")).orElseThrow().on());
    assertEquals(Optional.empty(), web.doubt(GROUP, plain("10.0.1.4")));
  }

  @Test
  void elsewhereNobodySaysWhatAGroupMeans() {
    AddressBook data = books().get(1);
    AddressBounds group = data.of(GROUP);
    assertTrue(group.certain().isEmpty());
    assertTrue(group.possible().contains(plain("10.0.1.4")));
    assertFalse(group.possible().contains(plain("10.7.1.4")));
  }

  @Test
  void aPlaceThatLooksTheSameHasTheSameBook() {
    Network none = new Network(List.of());
    AddressPrefix sql = new AddressPrefix.ServiceTag("Sql", PLACE);
    Surroundings web = Surroundings.of(subnet("hub", "web", "10.0.1.0/24"), none);
    Surroundings likewise = Surroundings.of(subnet("spoke", "web", "10.0.1.0/24"), none);
    AddressBook book = new AddressBook(web, List.of(sql), List.of(), none, TagAddresses.unknown());
    AddressBook other = book.seenFrom(likewise);
    for (AddressPrefix prefix : List.of(sql, VIRTUAL_NETWORK)) {
      assertEquals(book.of(prefix), other.of(prefix));
      assertEquals(book.region(prefix), other.region(prefix));
    }
    assertEquals(book.behind(), other.behind());
    assertEquals(book.subnet(), other.subnet());
    assertSame(book, book.seenFrom(web));
  }

  @Test
  void aPlaceThatDiffersHasNot() {
    Network none = new Network(List.of());
    Surroundings web = Surroundings.of(subnet("hub", "web", "10.0.1.0/24"), none);
    AddressBook book = new AddressBook(web, List.of(), List.of(), none, TagAddresses.unknown());
    for (Subnet subnet :
        List.of(subnet("hub", "web", "10.0.2.0/24"), subnet("hub", "data", "10.0.1.0/24"))) {
      Surroundings other = Surroundings.of(subnet, none);
      assertThrows(IllegalArgumentException.class, () -> book.seenFrom(other));
    }
    AddressBook members =
        new AddressBook(web, List.of(GROUP), List.of(), none, TagAddresses.unknown());
    Surroundings likewise = Surroundings.of(subnet("spoke", "web", "10.0.1.0/24"), none);
    assertThrows(IllegalArgumentException.class, () -> members.seenFrom(likewise));
  }
}
