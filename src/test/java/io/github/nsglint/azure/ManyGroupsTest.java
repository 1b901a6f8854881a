package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.Resource;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Groups of which so many are read that other threads read their rules, against each alone. */
class ManyGroupsTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/";

  private static final List<String> SOURCES =
      List.of("10.0.0.0/8", "10.0.0.7/24", "Internet", "Intrnet", "*", "", "10.1.0.0/16");

  private final Random random = new Random(21);

  @Test
  void areReadAsEachIsAlone() {
    for (int round = 0; round < 10; round++) {
      List<Resource> resources = resources(50 + random.nextInt(400));
      NetworkReader together = new NetworkReader();
      resources.forEach(together);
      Loaded<Network> all = together.network();
      List<Problem> problems = new ArrayList<>();
      assertEquals(resources.size(), all.value().groups().size());
      for (int i = 0; i < resources.size(); i++) {
        NetworkReader one = new NetworkReader();
        one.accept(resources.get(i));
        Loaded<Network> alone = one.network();
        NetworkSecurityGroup expected = alone.value().groups().get(0);
        NetworkSecurityGroup group = all.value().groups().get(i);
        assertEquals(expected.id(), group.id());
        assertEquals(expected.rules(), group.rules());
        assertEquals(expected.defects(), group.defects());
        problems.addAll(alone.problems());
      }
      assertEquals(problems, all.problems());
      assertTrue(!problems.isEmpty());
    }
  }

  private List<Resource> resources(int groups) {
    List<String> written = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      List<String> rules = new ArrayList<>();
      for (int rule = random.nextInt(6); rule > 0; rule--) {
        rules.add(rule());
      }
      written.add(
          """
          {"id": "%s%d", "name": "%d", "type": "Microsoft.Network/networkSecurityGroups",
           "%s": %s}"""
              .formatted(
                  NETWORK,
                  group,
                  group,
                  random.nextBoolean() ? "securityRules" : "SecurityRules",
                  rules));
    }
    List<Resource> resources = new ArrayList<>();
    String text = "[" + String.join(",\n", written) + "]" + " ".repeat(1 << 17);
    new SourceLoader(List.of(new AzureListing()), Limits.standard())
        .load(
            List.of("-"),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            resources::add);
    return resources;
  }

  private String rule() {
    return """
        {"name": "r%d", "priority": %d, "direction": "Inbound", "access": "%s", "protocol": "Tcp",
         "sourceAddressPrefix": "%s", "sourcePortRange": "*", "destinationAddressPrefix": "*",
         "destinationPortRange": "%d"}"""
        .formatted(
            random.nextInt(4),
            95 + random.nextInt(20),
            random.nextInt(9) == 0 ? "Refuse" : "Allow",
            SOURCES.get(random.nextInt(SOURCES.size())),
            random.nextInt(66000));
  }
}
