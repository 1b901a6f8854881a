package io.github.nsglint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What an id of one resource among many of its name leads to. */
class NetworkTest {
  private static final List<String> PLACES =
      List.of("one", "ONE", "two", "straße", "STRASSE", "İ", "i̇", "", "⟨parameters('p')⟩");

  private final List<SourceFile> files =
      List.of(new SourceFile("a.json", ""), new SourceFile("b.json", ""));

  private static ResourceId id(Random random, int places) {
    return new ResourceId(
        PLACES.get(random.nextInt(places)),
        PLACES.get(random.nextInt(places)),
        "Microsoft.Network/virtualNetworks",
        List.of(random.nextBoolean() ? "hub" : "Hub"));
  }

  private Element network(ResourceId id, Random random) {
    Span place = files.get(random.nextInt(2)).start();
    return new VirtualNetwork(
        id, List.of(), List.of(), new Node.MapNode(List.of(), place), Optional.empty(), place);
  }

  /** Whether few or many have its name, and whether all places are known or not. */
  @Property(tries = 200, seed = "20261126")
  void anIdLeadsToWhatMatchesIt(@ForAll long seed) {
    Random random = new Random(seed);
    int places = random.nextBoolean() ? PLACES.size() - 2 : PLACES.size();
    List<Element> elements = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      elements.add(network(id(random, places), random));
    }
    Network network = new Network(elements);
    for (int i = 0; i < 20; i++) {
      ResourceId id = id(random, PLACES.size());
      Span from = files.get(random.nextInt(2)).start();
      List<Element> all = elements.stream().filter(one -> one.id().matches(id)).toList();
      List<Element> near = all.stream().filter(one -> one.span().file() == from.file()).toList();
      boolean clear = !id.toString().contains("⟨");
      List<Element> same = near.stream().filter(one -> clear && one.id().equals(id)).toList();
      List<Element> nearest = same.isEmpty() ? near : same;
      assertEquals(near.isEmpty() ? all : nearest, network.find(id, from), id::toString);
    }
  }

  private static ResourceId nic(Random random, int places) {
    return new ResourceId(
        PLACES.get(random.nextInt(places)),
        PLACES.get(random.nextInt(places)),
        "Microsoft.Network/networkInterfaces",
        List.of(random.nextBoolean() ? "nic-0" : "NIC-1"));
  }

  /** Whoever looks among them for those that lead to the interface must miss none. */
  @Property(tries = 200, seed = "20261127")
  void machinesThatNameAnInterfaceAreAmongThoseWithIt(@ForAll long seed) {
    Random random = new Random(seed);
    int places = random.nextBoolean() ? PLACES.size() - 2 : PLACES.size();
    List<VirtualMachine> machines = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      Span place = files.get(random.nextInt(2)).start();
      List<Reference> references = new ArrayList<>();
      for (int r = random.nextInt(4); r > 0; r--) {
        references.add(new Reference.To(nic(random, places), place));
      }
      machines.add(
          new VirtualMachine(
              new ResourceId("one", "one", "Microsoft.Compute/virtualMachines", List.of("vm" + i)),
              references,
              new Node.MapNode(List.of(), place),
              Optional.empty(),
              place));
    }
    Network network = new Network(machines);
    for (int i = 0; i < 20; i++) {
      ResourceId id = nic(random, PLACES.size());
      Span place = files.get(0).start();
      List<VirtualMachine> with =
          network.machinesWith(
              new NetworkInterface(
                  id,
                  new Reference.Absent(),
                  List.of(),
                  KeptMap.held(new Node.MapNode(List.of(), place)),
                  Optional.empty(),
                  place));
      List<VirtualMachine> naming =
          machines.stream()
              .filter(
                  machine ->
                      machine.interfaces().stream()
                          .anyMatch(each -> ((Reference.To) each).id().matches(id)))
              .toList();
      assertEquals(naming, with.stream().filter(naming::contains).toList(), id::toString);
      boolean exact =
          machines.stream()
              .flatMap(machine -> machine.interfaces().stream())
              .allMatch(each -> ((Reference.To) each).id().isGlobal());
      if (exact && id.isGlobal()) {
        assertEquals(naming, with, id::toString);
      }
    }
  }
}
