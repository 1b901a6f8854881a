package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that find subnets by what stands in them, where nobody can tell which subnet that is. */
class LooseReferrersTest {
  private static final String NIC = "{ some: network-interface, whose: ipConfigurations.subnet%s }";
  private static final String ANY_NIC = NIC.formatted("");
  private static final String OPEN = "\"[parameters('p')]\"";
  private static final String WEB =
      "\"[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'web')]\"";

  /** One line a finding, of a rule that all it asks of break. */
  private static String said(String where, String... resources) {
    String rule = "target: { subnet: any, where: " + where + " }\nmust-have: false";
    return AskedNetwork.findings(AskedNetwork.pack(rule), AskedNetwork.template(resources)).stream()
        .map(
            finding ->
                finding
                    .verdict()
                    .fold(
                        holds -> "holds " + finding.target(),
                        broken -> "broken " + finding.target(),
                        undecided -> finding.target() + ": " + undecided.what(),
                        notApplicable -> "not asked of " + finding.target()))
        .collect(Collectors.joining("\n"));
  }

  private static String nic(String name, String subnetId) {
    return """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "%s",
          "properties": { "kind": "%s", "ipConfigurations": [
            { "properties": { "subnet": { "id": %s } } }] } }
        """
        .formatted(name, name, subnetId);
  }

  private static String network(String... names) {
    StringBuilder subnets = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      subnets.append(i > 0 ? ", " : "");
      subnets.append(
          """
          { "name": "%s", "properties": { "addressPrefix": "10.0.%d.0/24", "purpose": "%s" } }"""
              .formatted(names[i], i, names[i]));
    }
    return DefinedGroup.network(subnets.toString());
  }

  private static String loose(String name, String where) {
    return name
        + ": cannot tell which subnet "
        + name
        + " is in, so not whether that meets this; of what was read, it may be in "
        + where;
  }

  @Test
  void aServiceIsAskedAboutOnceAndNoSubnetForItsSake() {
    assertEquals("broken web (v)", said(ANY_NIC, network("web", "data"), nic("nic", WEB)));
    assertEquals(
        loose("nic", "any of 2 subnets"), said(ANY_NIC, network("web", "data"), nic("nic", OPEN)));
    assertEquals(loose("nic", "web (v)"), said(ANY_NIC, network("web"), nic("nic", OPEN)));
    assertEquals(
        loose("nic-a", "web (v)") + "\n" + loose("nic-b", "web (v)"),
        said(ANY_NIC, network("web"), nic("nic-a", OPEN), nic("nic-b", OPEN)));
    assertEquals("not asked of the network", said(ANY_NIC, network("web")));
  }

  @Test
  void aSubnetThatIsMeantForSureIsAskedItself() {
    assertEquals(
        "broken web (v)\n" + loose("nic-b", "data (v)"),
        said(ANY_NIC, network("web", "data"), nic("nic-a", WEB), nic("nic-b", OPEN)));
  }

  @Test
  void onlyWhatMayFitCounts() {
    String web = NIC.formatted(", where: { property: kind, equals: nic-a }");
    assertEquals(
        loose("nic-a", "any of 2 subnets"),
        said(web, network("web", "data"), nic("nic-a", OPEN), nic("nic-b", OPEN)));
    String named = "{ all: [{ property: purpose, equals: data }, " + ANY_NIC + "] }";
    assertEquals(loose("nic", "data (v)"), said(named, network("web", "data"), nic("nic", OPEN)));
    // What else is not known of a subnet is asked of itself.
    String open =
        network("web", "data")
            .replace("\"purpose\": \"data\"", "\"purpose\": \"[parameters('q')]\"");
    assertEquals(
        "data (v): if this is required, \"All is well\" is not true of data (v): its condition is not met",
        said("{ any: [{ property: purpose, equals: x }, " + ANY_NIC + "] }", open, nic("nic", WEB))
            .lines()
            .filter(line -> line.startsWith("data"))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void whoIsLookedForTwiceIsAskedAboutOnce() {
    String twice =
        "{ any: ["
            + ANY_NIC
            + ", "
            + NIC.formatted(", where: { property: kind, exists: true }")
            + "] }";
    assertEquals(loose("nic", "web (v)"), said(twice, network("web"), nic("nic", OPEN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ all: [%s, { property: purpose, exists: true }] }",
        "{ all: [{ property: purpose, exists: true }, %s] }",
        "{ any: [%s, { property: purpose, equals: other }] }",
        "{ all: [%s, { not: { property: purpose, equals: other } }] }",
        "{ all: [%s, { not: { all: [{ property: purpose, equals: other }] } }] }",
        "{ all: [%s, { not: { any: [{ property: purpose, equals: other }] } }] }",
        "{ all: [%s, { not: { not: { property: purpose, exists: true } } }] }",
        "{ all: [%s, { not: { some-item-of: list, where: { property: a, exists: true } } }] }",
        "{ any: [%s, { some-item-of: list, where: { property: a, exists: true } }] }"
      })
  void whereItIsLookedForBesidesOthersItIsAskedAbout(String where) {
    assertEquals(
        loose("nic", "web (v)"), said(where.formatted(ANY_NIC), network("web"), nic("nic", OPEN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ not: %1$s }",
        "{ all: [%1$s, { not: %1$s }] }",
        "{ any: [%1$s, { not: %1$s }] }",
        "{ all: [%1$s, { all: [{ not: %1$s }] }] }",
        "{ any: [%1$s, { any: [{ not: %1$s }] }] }",
        "{ all: [%1$s, { not: { not: { not: %1$s } } }] }",
        "{ all: [%1$s, { not: { all: [{ property: purpose, exists: true }, %1$s] } }] }",
        "{ all: [%1$s, { not: { any: [{ property: purpose, equals: other }, %1$s] } }] }"
      })
  void whereItLeavesASubnetOutTheSubnetIsAsked(String where) {
    assertEquals(
        "web (v): if this is required, \"All is well\" is not true of web (v): its condition is not met",
        said(where.formatted(ANY_NIC), network("web"), nic("nic", OPEN)));
  }
}
