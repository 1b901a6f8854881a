package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two statements of one group, by what they let through. */
class GroupDriftTest {
  private static final Span PLACE = new SourceFile("nsg.json", "").start();
  private static final ResourceId GROUP =
      ResourceId.parse(AskedNetwork.id("networkSecurityGroups/nsg")).orElseThrow();
  private static final Node.MapNode NO_BODY = new Node.MapNode(List.of(), PLACE);
  private static final String UNKNOWN =
      ": whether the same flows pass depends on what is not known: ";

  private static NetworkSecurityGroup group(List<SecurityRule> rules) {
    return new NetworkSecurityGroup(GROUP, rules, List.of(), List.of(), Optional.empty(), PLACE);
  }

  /**
   * @param here what is declared beside the group
   * @param there what is deployed beside it
   */
  private static String drift(
      List<SecurityRule> declared,
      List<SecurityRule> deployed,
      List<Element> here,
      List<Element> there) {
    NetworkSecurityGroup wanted = group(declared);
    NetworkSecurityGroup other = group(deployed);
    List<Element> allHere = new ArrayList<>(here);
    allHere.add(wanted);
    List<Element> allThere = new ArrayList<>(there);
    allThere.add(other);
    return new GroupDrift(new Network(allHere), new Network(allThere), TagAddresses.unknown())
        .between(wanted, other).stream()
            .map(each -> (each.kind() == Drift.Kind.UNKNOWN ? "? " : "") + each.what())
            .collect(Collectors.joining("\n"));
  }

  /** Of rules in rows. */
  private static String drift(String declared, String deployed) {
    return drift(RuleRows.of(declared), RuleRows.of(deployed), List.of(), List.of());
  }

  private static String more(String direction, String witness, String deployed, String declared) {
    return direction
        + ": the deployed group lets through what is declared to be denied: "
        + witness
        + ", deployed: "
        + deployed
        + ", declared: "
        + declared;
  }

  private static String less(String direction, String witness, String deployed, String declared) {
    return more(direction, witness, deployed, declared)
        .replace(
            "lets through what is declared to be denied",
            "denies what is declared to be let through");
  }

  @Test
  void theSameInOtherWordsIsNoDrift() {
    assertEquals("", drift("", ""));
    assertEquals(
        "",
        drift(
            "100 Allow Tcp Internet * 22,23\n200 Deny * * * *",
            "300 Allow Tcp Internet * 22-23 named Ssh\n4000 Deny * * * *"));
    assertEquals(
        "", drift("100 Deny Tcp 10.0.0.0/8 * 22", "100 Deny Tcp 10.0.0.0/9,10.128.0.0/9 * 22"));
    assertEquals("", drift("100 Deny * * * *", "100 Deny * 0.0.0.0/1,128.0.0.0/1,::/0 * *"));
  }

  @Test
  void onePacketEachWay() {
    assertEquals(
        more(
            "Inbound",
            "Tcp 203.0.113.9 → 10.0.0.4:22",
            "r100 (100)",
            "Azure's own rule DenyAllInBound (65500)"),
        drift("", "100 Allow Tcp 203.0.113.0/24 10.0.0.4 22"));
    assertEquals(
        less(
            "Inbound",
            "Tcp 203.0.113.9 → 10.0.0.4:22",
            "Azure's own rule DenyAllInBound (65500)",
            "r100 (100)"),
        drift("100 Allow Tcp 203.0.113.0/24 10.0.0.4 22", ""));
    assertEquals(
        more(
                "Outbound",
                "Udp 10.0.0.4 → 203.0.113.9:53",
                "Azure's own rule AllowInternetOutBound (65001)",
                "r100 (100)")
            + "\n"
            + less(
                "Outbound",
                "Udp 10.0.0.4 → 203.0.113.9:54",
                "r200 (200)",
                "Azure's own rule AllowInternetOutBound (65001)"),
        drift(
            "100 Deny Udp 10.0.0.4 203.0.113.9 53 outbound",
            "200 Deny Udp 10.0.0.4 203.0.113.9 54 outbound"));
  }

  @Test
  void bothDirectionsAndFamiliesAndAllProtocolsAreCompared() {
    assertEquals(
        more("Inbound", "Tcp fd00::1 → [fd00::2]:22", "r100 (100)", "r110 (110)"),
        drift(
            "110 Deny * fd00::/16 fd00::2 *",
            "100 Allow Tcp fd00::1 fd00::2 22\n110 Deny * fd00::/16 fd00::2 *"));
    assertEquals(
        more(
            "Inbound",
            "Icmp 203.0.113.9 → 10.0.0.4",
            "r100 (100)",
            "Azure's own rule DenyAllInBound (65500)"),
        drift("", "100 Allow Icmp 203.0.113.9 10.0.0.4 *"));
    assertEquals(
        more(
                "Inbound",
                "Tcp 203.0.113.9 → 10.0.0.4:22",
                "r100 (100)",
                "Azure's own rule" + " DenyAllInBound (65500)")
            + "\n"
            + less(
                "Outbound",
                "Tcp 10.0.0.4 → 203.0.113.9:443",
                "r110 (110)",
                "Azure's own rule" + " AllowInternetOutBound (65001)"),
        drift(
            "",
            "100 Allow Tcp 203.0.113.9 10.0.0.4 22\n"
                + "110 Deny Tcp 10.0.0.4 203.0.113.9 443 outbound"));
  }

  /** What a tag holds is not known; it is the same on both sides. */
  @Test
  void whatTheSameTagHoldsLeavesNothingOpen() {
    String sql = "100 Allow Tcp Sql * 443";
    assertEquals("", drift(sql, sql.replace("100", "200")));
    assertEquals(
        more(
            "Inbound",
            "Tcp Sql → 10.0.0.4:443",
            "r100 (100)",
            "Azure's own rule DenyAllInBound" + " (65500)"),
        drift("", "100 Allow Tcp Sql 10.0.0.4 443"));
  }

  @Test
  void theOppositeOfATagIsDrift() {
    assertEquals(
        more("Inbound", "Tcp Internet → 10.0.0.4:443", "r110 (110)", "r110 (110)")
            + "\n"
            + less("Inbound", "Tcp Sql → 10.0.0.4:443", "r100 (100)", "r100 (100)"),
        drift(
            "100 Allow Tcp Sql 10.0.0.4 443\n110 Deny Tcp Internet 10.0.0.4 443",
            "100 Deny Tcp Sql 10.0.0.4 443\n110 Allow Tcp Internet 10.0.0.4 443"));
  }

  @Test
  void whatIsNotKnownOfTheDeclaredRulesIsSaid() {
    assertEquals(
        "? Inbound" + UNKNOWN + "rule r100: ?p is not known",
        drift("100 Allow Tcp Internet 10.0.0.4 ?p", "100 Allow Tcp Internet 10.0.0.4 22"));
    assertEquals(
        "? Outbound" + UNKNOWN + "rule r100: it may be",
        drift("100 Deny Tcp 10.0.0.4 Internet 22 perhaps outbound", ""));
    // No more than three.
    String many =
        "100 Allow Tcp ?a 10.0.0.4 22\n110 Allow Tcp ?b 10.0.0.4 22\n"
            + "120 Allow Tcp ?c 10.0.0.4 22\n130 Allow Tcp ?d 10.0.0.4 22";
    assertEquals(
        "? Inbound"
            + UNKNOWN
            + "rule r100: ?a is not known; rule r110: ?b is not known; rule r120: ?c is not known",
        drift(many, ""));
    // What differs for sure is said instead.
    assertEquals(
        less(
            "Inbound",
            "Tcp 203.0.113.9 → 10.0.0.4:80",
            "Azure's own rule DenyAllInBound (65500)",
            "r90 (90)"),
        drift("90 Allow Tcp 203.0.113.9 10.0.0.4 80\n" + many, ""));
  }

  private static List<SecurityRule> withShortIds(String rows) {
    List<SecurityRule> rules = new ArrayList<>();
    for (SecurityRule rule : RuleRows.of(rows)) {
      rules.add(rule.between(shortened(rule.sources()), shortened(rule.destinations())));
    }
    return rules;
  }

  /** As a template names them, where its subscription and resource group are not known. */
  private static List<AddressPrefix> shortened(List<AddressPrefix> prefixes) {
    List<AddressPrefix> all = new ArrayList<>();
    for (AddressPrefix prefix : prefixes) {
      all.add(
          prefix instanceof AddressPrefix.ApplicationGroup group
              ? new AddressPrefix.ApplicationGroup(
                  new ResourceId("", "", group.id().type(), group.id().names()), group.span())
              : prefix);
    }
    return all;
  }

  private static Element applicationGroup(String resourceGroup, String name) {
    String id =
        AskedNetwork.id("applicationSecurityGroups/" + name)
            .replace("/resourceGroups/g/", "/resourceGroups/" + resourceGroup + "/");
    return new ApplicationSecurityGroup(
        ResourceId.parse(id).orElseThrow(), NO_BODY, Optional.empty(), PLACE);
  }

  @Test
  void applicationGroupsAreFoundByWhatATemplateKnowsOfThem() {
    String to = "100 Allow Tcp 203.0.113.9 asg:web 22";
    String from = "100 Deny Tcp asg:web 203.0.113.9 22 outbound";
    for (String rows : List.of(to, from)) {
      assertEquals("", drift(withShortIds(rows), RuleRows.of(rows), List.of(), List.of()), rows);
      assertEquals(
          "",
          drift(
              withShortIds(rows),
              RuleRows.of(rows),
              List.of(),
              List.of(applicationGroup("g", "web"), applicationGroup("g", "data"))),
          rows);
      // Another of this name may be meant as well.
      assertEquals(
          "?",
          drift(
                  withShortIds(rows),
                  RuleRows.of(rows),
                  List.of(),
                  List.of(applicationGroup("other", "web")))
              .substring(0, 1),
          rows);
    }
  }

  private static List<Element> attached() {
    String network = AskedNetwork.id("virtualNetworks/hub");
    Value<Cidr> space = new Value.Known<>(Cidr.parse("10.0.0.0/16").orElseThrow(), PLACE);
    return List.of(
        new VirtualNetwork(
            ResourceId.parse(network).orElseThrow(),
            List.of(space),
            List.of(),
            NO_BODY,
            Optional.empty(),
            PLACE),
        new Subnet(
            ResourceId.parse(network + "/subnets/web").orElseThrow(),
            List.of(new Value.Known<>(Cidr.parse("10.0.1.0/24").orElseThrow(), PLACE)),
            new Reference.To(GROUP, PLACE),
            new Reference.Absent(),
            NO_BODY,
            Optional.empty(),
            PLACE));
  }

  /** What is of the virtual network is known where the group is attached, on either side. */
  @Test
  void aGroupIsSeenFromWhereItIsAttached() {
    List<SecurityRule> denied = RuleRows.of("100 Deny Tcp 10.0.9.9 10.0.1.4 22");
    String more =
        more(
            "Inbound",
            "Tcp 10.0.9.9 → 10.0.1.4:22",
            "Azure's own rule AllowVnetInBound (65000)",
            "r100 (100)");
    assertEquals(more, drift(denied, List.of(), attached(), List.of()));
    assertEquals(more, drift(denied, List.of(), List.of(), attached()));
    assertEquals(
        more.replace("10.0.9.9 → 10.0.1.4", "VirtualNetwork → VirtualNetwork"),
        drift(denied, List.of(), List.of(), List.of()));
  }
}
