package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReferrersTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/";

  private static final List<String> SUBNETS =
      List.of(
          "{\"id\": \"" + NETWORK + "virtualNetworks/v/subnets/a\"}",
          "{\"id\": \"" + NETWORK + "virtualNetworks/V/subnets/A\"}",
          "{\"id\": \"" + NETWORK + "virtualNetworks/v/subnets/b\"}",
          "{}",
          "null",
          "{\"id\": \"\"}",
          "{\"id\": \"nothing\"}",
          "[{\"id\": \"" + NETWORK + "virtualNetworks/v/subnets/a\"}]");

  /** Whether the place of a subnet is known from the model or only from the body. */
  @Test
  void interfacesAreFoundByTheirSubnetsAsTheirBodiesTell() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<String> nics = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        nics.add(nic(i, random));
      }
      Network network = AskedNetwork.network("[" + String.join(",", nics) + "]");
      Referrers referrers = new Referrers(network);
      PropertyCheck properties = new PropertyCheck(network);
      Condition.Related asked =
          new Condition.Related(
              ResourceKind.NETWORK_INTERFACE,
              List.of("ipConfigurations", "subnet"),
              Optional.empty());
      for (String name : List.of("a", "b", "c")) {
        ResourceId subnet =
            ResourceId.parse(NETWORK + "virtualNetworks/v/subnets/" + name).orElseThrow();
        List<Element> expected =
            network.interfaces().stream()
                .filter(nic -> names(properties, asked, nic, subnet))
                .collect(Collectors.toList());
        assertEquals(expected, referrers.of(asked, subnet, properties), nics.toString());
      }
    }
  }

  private static boolean names(
      PropertyCheck properties, Condition.Related asked, Element nic, ResourceId subnet) {
    return properties.values(PropertyCheck.subject(nic), asked.property()).stream()
        .map(PropertyCheck::idOf)
        .flatMap(id -> ResourceId.parse(PropertyCheck.textOf(id)).stream())
        .anyMatch(id -> id.key().equals(subnet.key()));
  }

  private static String nic(int number, Random random) {
    List<String> configurations = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      configurations.add(
          "{\"name\": \"c"
              + i
              + "\", \"properties\": {\"subnet\": "
              + SUBNETS.get(random.nextInt(SUBNETS.size()))
              + "}}");
    }
    return "{\"id\": \""
        + NETWORK
        + "networkInterfaces/n"
        + number
        + "\", \"name\": \"n"
        + number
        + "\", \"type\": \"Microsoft.Network/networkInterfaces\", \"properties\":"
        + " {\"ipConfigurations\": "
        + configurations
        + "}}";
  }
}
