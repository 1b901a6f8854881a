package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.NamePattern;
import io.github.nsglint.policy.TargetFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which findings a user hears of who wants to hear of some resources. */
class ChosenTargetsTest {
  private static TargetFilter named(String name) {
    return new TargetFilter(
        Optional.of(new NamePattern(name)),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static TargetFilter in(String region) {
    return new TargetFilter(
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(
            new Condition.Test(
                List.of("location"),
                new Condition.Operator.Matches(new NamePattern(region).regex()),
                Condition.Absent.UNKNOWN)));
  }

  /** The targets that are told of, of all subnets and groups. */
  private static String told(ChosenTargets chosen, String... resources) {
    Judged judged =
        AskedNetwork.judged(
            AskedNetwork.pack(
                "target: { subnet: any }\nmust-have: false",
                "target: { network-security-group: any }\nmust-have: false"),
            AskedNetwork.template(resources));
    return chosen.of(judged.findings(), judged.network()).stream()
        .map(Finding::target)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static ChosenTargets region(String region) {
    ChosenTargets chosen = ChosenTargets.all();
    chosen.add("region", in(region));
    return chosen;
  }

  private static String located(String resource, String location) {
    return resource.replaceFirst("\"name\"", "\"location\": \"" + location + "\", \"name\"");
  }

  private static final String GROUP = new DefinedGroup("nsg", "").json();
  private static final String NETWORK =
      DefinedGroup.network(DefinedGroup.subnet("web", "10.0.1.0/24", "nsg"));

  @Test
  void whoWantsToHearOfAllDoes() {
    assertTrue(ChosenTargets.all().isAll());
    assertFalse(region("x").isAll());
    assertEquals("nsg, web (v)", told(ChosenTargets.all(), GROUP, NETWORK));
  }

  @Test
  void ofOneKeyOneFitsAndOfEachKey() {
    ChosenTargets chosen = ChosenTargets.all();
    chosen.add("name", named("n*"));
    assertEquals("nsg", told(chosen, GROUP, NETWORK));
    chosen.add("name", named("w*"));
    assertEquals("nsg, web (v)", told(chosen, GROUP, NETWORK));
    chosen.add("region", in("westeurope"));
    assertEquals("nsg", told(chosen, GROUP, located(NETWORK, "northeurope")));
  }

  /** What was not read at all cannot be told to be elsewhere. */
  @Test
  void thatNothingWasReadIsTold() {
    assertEquals("the network, web (v)", told(region("westeurope"), NETWORK));
    assertEquals("the network", told(region("westeurope"), located(NETWORK, "northeurope")));
  }

  @Test
  void aSubnetIsWhereItsNetworkIs() {
    String north = located(NETWORK, "northeurope");
    assertEquals("nsg", told(region("westeurope"), located(GROUP, "westeurope"), north));
    assertEquals("web (v)", told(region("north*"), located(GROUP, "westeurope"), north));
    assertEquals("nsg, web (v)", told(region("*europe"), located(GROUP, "westeurope"), north));
  }

  @Test
  void whatMayBeThereIsTold() {
    // Nothing says where they are.
    assertEquals("nsg, web (v)", told(region("westeurope"), GROUP, NETWORK));
    String alone =
        """
        { "type": "Microsoft.Network/virtualNetworks/subnets", "apiVersion": "2024-05-01",
          "name": "v/web", "properties": { "addressPrefix": "10.0.1.0/24" } }
        """;
    // The network of the subnet was not read.
    assertEquals("the network, web (v)", told(region("westeurope"), alone));
    // Two networks of one name, in two places.
    String two = located(DefinedGroup.network(), "northeurope");
    assertEquals(
        "the network, web (v)",
        told(region("southeurope"), alone, two, located(DefinedGroup.network(), "westeurope")));
    assertEquals("the network", told(region("southeurope"), alone, two));
    // Of a group that is known by one of its rules alone, nobody knows where it is.
    String rule =
        """
        { "type": "Microsoft.Network/networkSecurityGroups/securityRules",
          "apiVersion": "2024-05-01", "name": "known/r", "location": "northeurope",
          "properties": { "priority": 100, "direction": "Inbound", "access": "Deny",
            "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
            "destinationAddressPrefix": "*", "destinationPortRange": "*" } }
        """;
    assertEquals("known, the network", told(region("westeurope"), rule));
    // Its name is known.
    ChosenTargets other = ChosenTargets.all();
    other.add("name", named("other"));
    assertEquals("the network", told(other, rule));
  }

  @Test
  void oneOfTwoResourcesOfOneNameIsEnough() {
    String west = located(GROUP, "westeurope");
    String north = located(GROUP, "northeurope");
    assertEquals("nsg, nsg, the network", told(region("west*"), west, north));
    assertEquals("nsg, nsg, the network", told(region("north*"), west, north));
    assertEquals("the network", told(region("south*"), west, north));
  }
}
