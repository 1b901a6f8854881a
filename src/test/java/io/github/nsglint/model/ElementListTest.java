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

class ElementListTest {
  private static final List<String> NAMES = List.of("a", "A", "b", "c", "d", "straße", "STRASSE");

  private final Span place = new SourceFile("f", "").start();

  private Element element(ResourceId id) {
    return new ServiceResource(id, new Node.MapNode(List.of(), place), Optional.empty(), place);
  }

  private static ResourceId id(Random random) {
    String subscription = random.nextInt(5) == 0 ? "" : NAMES.get(random.nextInt(NAMES.size()));
    return new ResourceId(
        subscription,
        NAMES.get(random.nextInt(NAMES.size())),
        "Microsoft.Network/virtualNetworks/subnets",
        List.of("hub", NAMES.get(random.nextInt(NAMES.size()))));
  }

  @Property(tries = 200, seed = "20261126")
  void thoseOfAnIdAreFoundInTheirOrder(@ForAll long seed) {
    Random random = new Random(seed);
    ElementList<Element> list = new ElementList<>();
    List<Element> plain = new ArrayList<>();
    for (int i = random.nextInt(80); i > 0; i--) {
      Element element = element(id(random));
      list.add(element);
      plain.add(element);
      if (random.nextInt(4) == 0) {
        int place = random.nextInt(plain.size());
        Element other = element(plain.get(place).id());
        list.set(place, other);
        plain.set(place, other);
      }
    }
    assertEquals(plain, list.all());
    for (int i = 0; i < 30; i++) {
      ResourceId id = id(random);
      List<Integer> places = new ArrayList<>();
      for (int place = 0; place < plain.size(); place++) {
        if (id.isGlobal() && plain.get(place).id().equals(id)) {
          places.add(place);
        }
      }
      assertEquals(places, list.places(id));
      places.forEach(place -> assertEquals(plain.get(place), list.get(place)));
    }
  }
}
