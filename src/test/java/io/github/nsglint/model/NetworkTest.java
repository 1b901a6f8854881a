package io.github.nsglint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      assertEquals(near.isEmpty() ? all : near, network.find(id, from), id::toString);
    }
  }
}
