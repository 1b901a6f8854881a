package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many groups together, of which some are alike, get the verdicts that each gets by itself. */
class AlikeGroupsTest {
  private static final int GROUPS = 120;
  private static final List<String> SOURCES =
      List.of("Internet", "*", "10.0.0.0/8", "203.0.113.0/24", "VirtualNetwork", "Storage");
  private static final List<String> PORTS = List.of("22", "3389", "0-65535", "20-25", "443");
  private static final List<String> PROTOCOLS = List.of("Tcp", "*", "Udp", "Icmp");
  private static final List<String> ACCESS = List.of("Allow", "Deny");

  @TempDir Path folder;

  private final Random random = new Random(301);

  @Test
  void togetherAndAlone() throws IOException {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(group(i));
    }
    List<String> alone = new ArrayList<>();
    for (String group : groups) {
      alone.addAll(verdicts("[" + group + "]"));
    }
    List<String> together = verdicts("[" + String.join(",\n", groups) + "]");
    alone.sort(String::compareTo);
    together.sort(String::compareTo);
    assertEquals(alone, together);
    for (Class<?> kind : List.of(Verdict.Holds.class, Verdict.Broken.class)) {
      String exposed = "EXP301 " + kind.getSimpleName();
      assertTrue(together.stream().anyMatch(said -> said.contains(exposed)), exposed);
    }
  }

  private List<String> verdicts(String listing) throws IOException {
    Path file = Files.writeString(folder.resolve("groups.json"), listing);
    List<String> said = new ArrayList<>();
    for (Finding finding : JudgedNetwork.of(List.of(file.toString())).findings()) {
      if (!(finding.verdict() instanceof Verdict.NotApplicable)) {
        said.add(
            String.join(
                " ",
                finding.resourceId(),
                finding.rule().id(),
                finding.verdict().getClass().getSimpleName(),
                finding.verdict() instanceof Verdict.Broken broken ? broken.what() : ""));
      }
    }
    return said;
  }

  private String group(int number) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      rules.add(rule(100 + 10 * i));
    }
    String network =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
            + "/providers/Microsoft.Network/";
    return """
        {
          "id": "%1$snetworkSecurityGroups/nsg-%2$d",
          "name": "nsg-%2$d",
          "securityRules": [%3$s],
          "subnets": [{ "id": "%1$svirtualNetworks/vnet-%2$d/subnets/%4$s" }],
          "type": "Microsoft.Network/networkSecurityGroups"
        }"""
        .formatted(
            network,
            number,
            String.join(", ", rules),
            number % 10 == 0 ? "AzureBastionSubnet" : "web");
  }

  private String rule(int priority) {
    return """
        {
          "access": "%s", "direction": "Inbound", "name": "rule-%d", "priority": %2$d,
          "protocol": "%s", "sourceAddressPrefix": "%s", "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "%s"
        }"""
        .formatted(any(ACCESS), priority, any(PROTOCOLS), any(SOURCES), any(PORTS));
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
