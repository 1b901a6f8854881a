package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.MachineAccess.Answer;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.PortPrefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets to a machine, by what its groups and addresses say. */
class MachineAccessesTest {
  private static final Span PLACE = new SourceFile("ports", "").start();
  private static final String BASTION_SUBNET = "virtualNetworks/hub/subnets/AzureBastionSubnet";
  private static final String WEB = "virtualNetworks/hub/subnets/web";
  private static final String STANDARD = "\"sku\": { \"name\": \"Standard\" }";
  private static final String BASIC = "\"sku\": { \"name\": \"Basic\" }";

  private static List<MachineAccess> rows(String... resources) {
    return MachineAccesses.of(
        AskedNetwork.network(AskedNetwork.listing(resources)),
        List.of(new PortPrefix.Range(22, 22, PLACE), new PortPrefix.Range(3389, 3389, PLACE)),
        TagAddresses.unknown());
  }

  private static String words(Answer answer) {
    return answer.reached() + ": " + answer.why();
  }

  /** Whether the Internet gets to the only machine. */
  private static String fromInternet(String... resources) {
    return words(rows(resources).get(0).internet());
  }

  private static String byBastion(String... resources) {
    return words(rows(resources).get(0).bastion());
  }

  private static String to(String id) {
    return "{ \"id\": \"" + AskedNetwork.id(id) + "\" }";
  }

  private static String machine(String name, String... nics) {
    List<String> all = new ArrayList<>();
    for (String nic : nics) {
      all.add(to("networkInterfaces/" + nic));
    }
    return AskedNetwork.resource(
            "virtualMachines/" + name,
            "\"properties\": { \"networkProfile\": { \"networkInterfaces\": [%s] } }"
                .formatted(String.join(", ", all)))
        .replace("Microsoft.Network/virtualMachines", "Microsoft.Compute/virtualMachines");
  }

  /**
   * @param more members of its only address, each with a comma before it
   */
  private static String nic(String name, String subnet, String more, String... members) {
    return AskedNetwork.resource(
        "networkInterfaces/" + name,
        "\"properties\": { \"ipConfigurations\": [{ \"properties\": { \"subnet\": %s%s } }]%s }"
            .formatted(to(subnet), more, String.join("", members)));
  }

  private static String address(String text) {
    return ", \"privateIPAddress\": \"" + text + "\"";
  }

  private static String publicly(String name) {
    return ", \"publicIPAddress\": " + to("publicIPAddresses/" + name);
  }

  private static String guarded(String group) {
    return ", \"networkSecurityGroup\": " + to("networkSecurityGroups/" + group);
  }

  private static String subnet(String id, String prefix, String more) {
    return AskedNetwork.resource(
        id, "\"properties\": { \"addressPrefix\": \"" + prefix + "\"" + more + " }");
  }

  private static String pip(String name, String sku) {
    return AskedNetwork.resource("publicIPAddresses/" + name, sku);
  }

  /**
   * @param rules {@code 100 Allow Tcp * * 22}, inbound
   */
  private static String group(String name, String... rules) {
    List<String> all = new ArrayList<>();
    for (String rule : rules) {
      String[] words = rule.split(" ", -1);
      all.add(
          """
          { "name": "r%s", "properties": { "priority": %s, "direction": "Inbound",
            "access": "%s", "protocol": "%s", "sourceAddressPrefix": "%s", "sourcePortRange": "*",
            "destinationAddressPrefix": "%s", "destinationPortRange": "%s" } }
          """
              .formatted(words[0], words[0], words[1], words[2], words[3], words[4], words[5]));
    }
    return AskedNetwork.resource(
        "networkSecurityGroups/" + name,
        "\"properties\": { \"securityRules\": [" + String.join(",", all) + "] }");
  }

  private static final String OPEN = group("open", "100 Allow Tcp Internet * 22");
  private static final String SHUT = group("shut", "100 Deny * * * *");
  private static final String PLAIN_WEB = subnet(WEB, "10.0.1.0/24", "");
  private static final String NONE = "NO: no public address leads to it";

  @Test
  void aPublicAddressAndAGroupThatLetsInLeadToAMachine() {
    String nic = nic("nic", WEB, publicly("pip"), guarded("open"));
    assertEquals(
        "YES: pip leads to it, and 22 is let in by r100 (100) in open",
        fromInternet(machine("vm", "nic"), nic, PLAIN_WEB, OPEN));
    assertEquals(
        NONE,
        fromInternet(machine("vm", "nic"), nic("nic", WEB, "", guarded("open")), PLAIN_WEB, OPEN));
    assertEquals(
        "NO: 22 is not let in because of r100 (100) in shut",
        fromInternet(
            machine("vm", "nic"),
            nic("nic", WEB, publicly("pip"), guarded("shut")),
            PLAIN_WEB,
            SHUT));
  }

  @Test
  void theGroupOfTheSubnetAndThatOfTheInterfaceMustLetIn() {
    String open = subnet(WEB, "10.0.1.0/24", guarded("open"));
    String shut = subnet(WEB, "10.0.1.0/24", guarded("shut"));
    String alone = nic("nic", WEB, publicly("pip"));
    String vm = machine("vm", "nic");
    assertEquals(
        "YES: pip leads to it, and 22 is let in by r100 (100) in open",
        fromInternet(vm, alone, open, OPEN));
    assertEquals(
        "NO: 22 is not let in because of r100 (100) in shut",
        fromInternet(vm, nic("nic", WEB, publicly("pip"), guarded("shut")), open, OPEN, SHUT));
    assertEquals(
        "NO: 22 is not let in because of r100 (100) in shut",
        fromInternet(vm, nic("nic", WEB, publicly("pip"), guarded("open")), shut, OPEN, SHUT));
  }

  @Test
  void aRuleForOneAddressOpensTheMachineThatHasIt() {
    String one = group("one", "100 Allow Tcp Internet 10.0.1.4 3389");
    String here = subnet(WEB, "10.0.1.0/24", guarded("one"));
    String vm = machine("vm", "nic");
    assertEquals(
        "YES: pip leads to it, and 3389 is let in by r100 (100) in one",
        fromInternet(vm, nic("nic", WEB, address("10.0.1.4") + publicly("pip")), here, one));
    assertEquals(
        "NO: 22 is not let in because of Azure's own rule DenyAllInBound (65500) in one",
        fromInternet(vm, nic("nic", WEB, address("10.0.1.5") + publicly("pip")), here, one));
  }

  /** Of several ways in, one that is open is enough, and one that is not known is no proof. */
  @Test
  void theInterfaceThatIsOpenCounts() {
    String vm = machine("vm", "a", "b");
    String closed = nic("a", WEB, "");
    String open = nic("b", WEB, publicly("pip"), guarded("open"));
    String yes = "YES: pip leads to it, and 22 is let in by r100 (100) in open";
    assertEquals(yes, fromInternet(vm, closed, open, PLAIN_WEB, OPEN));
    assertEquals(
        yes,
        fromInternet(
            vm,
            nic("a", WEB, publicly("pip"), guarded("open")),
            nic("b", WEB, ""),
            PLAIN_WEB,
            OPEN));
    String lost = "UNKNOWN: the interface b is in no file that was read";
    assertEquals(lost, fromInternet(vm, closed, PLAIN_WEB));
    assertEquals(
        yes, fromInternet(vm, nic("a", WEB, publicly("pip"), guarded("open")), PLAIN_WEB, OPEN));
    assertEquals("NO: it has no network interface", fromInternet(machine("vm")));
  }

  @Test
  void withoutAGroupTheSkuOfTheAddressDecides() {
    String vm = machine("vm", "nic");
    String nic = nic("nic", WEB, publicly("pip"));
    assertEquals(
        "NO: pip is a Standard address, which is closed without a group",
        fromInternet(vm, nic, PLAIN_WEB, pip("pip", STANDARD)));
    assertEquals(
        "YES: pip leads to it, and 22 is let in: there is no group",
        fromInternet(vm, nic, PLAIN_WEB, pip("pip", BASIC)));
    String unread = "UNKNOWN: without a group, it depends on the SKU of pip, not read";
    assertEquals(unread, fromInternet(vm, nic, PLAIN_WEB, pip("pip", "")));
    assertEquals(unread, fromInternet(vm, nic, PLAIN_WEB));
    // A group of which nothing is known but that there is one.
    String lost = "UNKNOWN: the network security group lost is in no file that was read";
    assertEquals(
        lost,
        fromInternet(
            vm,
            nic("nic", WEB, publicly("pip"), guarded("lost")),
            PLAIN_WEB,
            pip("pip", STANDARD)));
    assertEquals(
        lost,
        fromInternet(vm, nic, subnet(WEB, "10.0.1.0/24", guarded("lost")), pip("pip", STANDARD)));
  }

  @Test
  void aLoadBalancerMayLeadToAMachine() {
    String vm = machine("vm", "nic");
    String pool = to("loadBalancers/lb/backendAddressPools/pool");
    for (String key :
        List.of(
            "loadBalancerBackendAddressPools",
            "loadBalancerInboundNatRules",
            "applicationGatewayBackendAddressPools")) {
      assertEquals(
          "UNKNOWN: nic is behind a load balancer, whose rules are not read",
          fromInternet(
              vm,
              nic("nic", WEB, ", \"" + key + "\": [" + pool + "]", guarded("open")),
              PLAIN_WEB,
              OPEN),
          key);
      assertEquals(
          NONE,
          fromInternet(
              vm, nic("nic", WEB, ", \"" + key + "\": []", guarded("open")), PLAIN_WEB, OPEN),
          key);
    }
    // The address that leads there for sure is named.
    assertEquals(
        "YES: pip leads to it, and 22 is let in by r100 (100) in open",
        fromInternet(
            vm,
            nic(
                "nic",
                WEB,
                publicly("pip") + ", \"loadBalancerBackendAddressPools\": [" + pool + "]",
                guarded("open")),
            PLAIN_WEB,
            OPEN));
  }

  @Test
  void whatLetsInAddressesThatMayBeOfTheInternetLeavesItOpen() {
    String vm = machine("vm", "nic");
    String nic = nic("nic", WEB, publicly("pip"), guarded("nsg"));
    assertEquals(
        "YES: pip leads to it, and 22 is let in by r100 (100) in nsg",
        fromInternet(vm, nic, PLAIN_WEB, group("nsg", "100 Allow Tcp 203.0.113.9 * 22")));
    assertEquals(
        "NO: 22 is not let in because of Azure's own rule DenyAllInBound (65500) in nsg",
        fromInternet(vm, nic, PLAIN_WEB, group("nsg", "100 Allow Tcp 10.0.0.0/8 * 22")));
  }

  /** Public addresses of a network that is perhaps a peer are perhaps not the Internet's. */
  @Test
  void whatIsPerhapsOfAPeerIsPerhapsOfTheInternet() {
    String hub =
        AskedNetwork.resource(
            "virtualNetworks/hub",
            """
            "properties": { "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
              "virtualNetworkPeerings": [{ "name": "p", "properties": {
                "remoteVirtualNetwork": %s, "peeringState": "Connected",
                "allowVirtualNetworkAccess": "odd",
                "remoteAddressSpace": { "addressPrefixes": ["198.51.100.0/24"] } } }] }
            """
                .formatted(to("virtualNetworks/spoke")));
    assertEquals(
        "UNKNOWN: whether what is let in is of the Internet; rule AllowVnetInBound: whether the"
            + " service tag VirtualNetwork holds 198.51.100.9 depends on whether the peering with"
            + " spoke allows access: this is neither true nor false",
        fromInternet(
            machine("vm", "nic"),
            nic("nic", WEB, publicly("pip"), guarded("nsg")),
            hub,
            PLAIN_WEB,
            group("nsg", "100 Allow Tcp 198.51.100.0/24 * 22")));
  }

  @Test
  void anInterfaceWithoutASubnetThatWasReadHasAGroupThatNobodyKnows() {
    String why = "the subnet web is in no file that was read";
    String vm = machine("vm", "nic");
    assertEquals(
        "UNKNOWN: " + why,
        fromInternet(vm, nic("nic", WEB, publicly("pip"), guarded("open")), OPEN));
    assertEquals(
        "NO: 22 is not let in because of r100 (100) in shut",
        fromInternet(vm, nic("nic", WEB, publicly("pip"), guarded("shut")), SHUT));
  }

  private static String bastion(String prefix) {
    return subnet(BASTION_SUBNET, prefix, "");
  }

  private static String host() {
    return AskedNetwork.resource(
        "bastionHosts/bas",
        "\"properties\": { \"ipConfigurations\": [{ \"properties\": { \"subnet\": %s } }] }"
            .formatted(to(BASTION_SUBNET)));
  }

  @Test
  void bastionGetsToAMachineWhoseGroupsLetItIn() {
    String vm = machine("vm", "nic");
    String nic = nic("nic", WEB, address("10.0.1.4"), guarded("nsg"));
    String in = group("nsg", "100 Allow Tcp 10.0.255.0/26 * 22", "200 Deny * * * *");
    String subnets = bastion("10.0.255.0/26");
    assertEquals(
        "YES: its groups let Bastion in", byBastion(vm, nic, PLAIN_WEB, in, subnets, host()));
    assertEquals(
        "UNKNOWN: its groups would let AzureBastionSubnet in; no Bastion host was read",
        byBastion(vm, nic, PLAIN_WEB, in, subnets));
    assertEquals(
        "NO: no Bastion that serves its virtual network was read",
        byBastion(vm, nic, PLAIN_WEB, in));
    assertEquals(
        "NO: Bastion cannot connect to vm on 22 or 3389: Tcp 10.0.255.4 → 10.0.1.4:22 is denied by"
            + " r100 (100) in nsg",
        byBastion(vm, nic, PLAIN_WEB, group("nsg", "100 Deny * * * *"), subnets, host()));
    assertEquals(
        "NO: Bastion cannot connect to vm on 22 or 3389: Tcp 10.0.255.4 → 10.0.1.4:22 is denied by"
            + " r110 (110) in nsg",
        byBastion(
            vm,
            nic,
            PLAIN_WEB,
            group("nsg", "100 Allow Tcp 10.0.254.0/26 * 22", "110 Deny * * * *"),
            subnets,
            host()));
  }

  /** An instance of Bastion may have any address of its subnet, and a machine one of its own. */
  @Test
  void everyAddressOfBastionsMustGetToTheAddressOfTheMachine() {
    String vm = machine("vm", "nic");
    String subnets = bastion("10.0.255.0/26");
    String half = group("nsg", "100 Allow Tcp 10.0.255.0/27 * *", "110 Deny * * * *");
    String one = group("nsg", "100 Allow Tcp * 10.0.1.4 *", "110 Deny * * * *");
    String known = nic("nic", WEB, address("10.0.1.4"), guarded("nsg"));
    String dynamic = nic("nic", WEB, "", guarded("nsg"));
    assertEquals(
        "NO: Bastion cannot connect to vm on 22 or 3389: Tcp 10.0.255.36 → 10.0.1.4:22 is denied by"
            + " r110 (110) in nsg",
        byBastion(vm, known, PLAIN_WEB, half, subnets, host()));
    assertEquals(
        "YES: its groups let Bastion in", byBastion(vm, known, PLAIN_WEB, one, subnets, host()));
    assertEquals(
        "UNKNOWN: not every address that nic may have is let in",
        byBastion(vm, dynamic, PLAIN_WEB, one, subnets, host()));
    assertEquals(
        "UNKNOWN: not every address that nic may have is let in",
        byBastion(
            vm,
            twice("nic", "10.0.1.4", "10.0.1.5", guarded("nsg")),
            PLAIN_WEB,
            one,
            subnets,
            host()));
  }

  private static String twice(String name, String first, String second, String more) {
    String part = "{ \"properties\": { \"subnet\": " + to(WEB) + "%s } }";
    return AskedNetwork.resource(
        "networkInterfaces/" + name,
        "\"properties\": { \"ipConfigurations\": ["
            + part.formatted(address(first))
            + ", "
            + part.formatted(address(second))
            + "]"
            + more
            + " }");
  }

  @Test
  void bastionSpeaksIpv4Alone() {
    assertEquals(
        "NO: vm has no IPv4 address",
        byBastion(
            machine("vm", "nic"),
            nic("nic", WEB, address("fd00::4")),
            subnet(WEB, "fd00::/64", ""),
            bastion("10.0.255.0/26"),
            host()));
  }

  @Test
  void whatWasNotReadMayLetBastionIn() {
    String vm = machine("vm", "nic");
    String shut = nic("nic", WEB, address("10.0.1.4"), guarded("shut"));
    String subnets = bastion("10.0.255.0/26");
    assertEquals(
        "UNKNOWN: the subnet web is in no file that was read",
        byBastion(vm, shut, SHUT, subnets, host()));
    assertEquals(
        "UNKNOWN: the interface nic is read more than once",
        byBastion(
            vm, shut, shut.replace("10.0.1.4", "10.0.1.5"), PLAIN_WEB, SHUT, subnets, host()));
    assertEquals(
        "UNKNOWN: the network security group lost is in no file that was read",
        byBastion(
            vm, nic("nic", WEB, address("10.0.1.4"), guarded("lost")), PLAIN_WEB, subnets, host()));
  }

  @Test
  void whoGetsInBothWaysIsNotKeptToBastion() {
    String nic = nic("nic", WEB, publicly("pip"), guarded("any"));
    String any = group("any", "100 Allow Tcp * * 22");
    MachineAccess row =
        rows(machine("vm", "nic"), nic, PLAIN_WEB, any, bastion("10.0.255.0/26"), host()).get(0);
    assertEquals("vm", row.name());
    assertEquals(List.of("any (interface nic)"), row.groups());
    assertEquals(MachineAccess.Reached.NO, row.onlyByBastion());
    assertEquals(MachineAccess.Reached.YES, row.bastion().reached());
  }

  private static MachineAccess access(
      MachineAccess.Reached bastion, MachineAccess.Reached internet) {
    return new MachineAccess(
        "vm", "id", List.of(), List.of(), new Answer(bastion, ""), new Answer(internet, ""), PLACE);
  }

  @Test
  void onlyByBastionWhereTheInternetIsSurelyKeptOut() {
    MachineAccess.Reached yes = MachineAccess.Reached.YES;
    MachineAccess.Reached no = MachineAccess.Reached.NO;
    MachineAccess.Reached open = MachineAccess.Reached.UNKNOWN;
    assertEquals(yes, access(yes, no).onlyByBastion());
    assertEquals(no, access(yes, yes).onlyByBastion());
    assertEquals(open, access(yes, open).onlyByBastion());
    assertEquals(open, access(open, no).onlyByBastion());
    assertEquals(open, access(open, open).onlyByBastion());
    assertEquals(no, access(open, yes).onlyByBastion());
    for (MachineAccess.Reached any : MachineAccess.Reached.values()) {
      assertEquals(no, access(no, any).onlyByBastion());
    }
  }

  private static String ofMachine(String vm) {
    return ", \"virtualMachine\": "
        + to("virtualMachines/" + vm).replace("Microsoft.Network", "Microsoft.Compute");
  }

  /** An interface stands for its machine where that was not read; others are no machines. */
  @Test
  void eachMachineHasOneRow() {
    List<MachineAccess> rows =
        rows(
            machine("vm", "a"),
            nic("a", WEB, "", ofMachine("vm")),
            nic("b", WEB, publicly("pip"), ofMachine("other")),
            nic("c", WEB, ""),
            PLAIN_WEB,
            AskedNetwork.resource(
                "publicIPAddresses/pip", "\"properties\": { \"ipAddress\": \"203.0.113.7\" }"));
    assertEquals(List.of("vm", "b"), rows.stream().map(MachineAccess::name).toList());
    assertEquals(List.of("pip (203.0.113.7)"), rows.get(1).publicAddresses());
    assertEquals(List.of(), rows.get(0).publicAddresses());
    assertEquals(AskedNetwork.id("networkInterfaces/b"), rows.get(1).id());
  }

  @Test
  void whatIsNotKnownStandsInTheRow() {
    MachineAccess row =
        rows(
                machine("vm", "a", "lost"),
                nic("a", WEB, publicly("pip"), guarded("unread")),
                subnet(WEB, "10.0.1.0/24", guarded("open")),
                OPEN)
            .get(0);
    assertEquals(List.of("pip", "⟨not known⟩"), row.publicAddresses());
    assertEquals(
        List.of(
            "open (subnet web)",
            "⟨the network security group unread is in no file that was read⟩ (interface a)",
            "⟨not known⟩"),
        row.groups());
  }

  private static List<MachineAccess> ofTemplate(String... resources) {
    return MachineAccesses.of(
        AskedNetwork.network(AskedNetwork.template(resources)),
        List.of(new PortPrefix.Range(22, 22, PLACE)),
        TagAddresses.unknown());
  }

  private static String declared(String type, String name, String members) {
    return """
        { "type": "%s", "apiVersion": "2024-05-01", "name": "%s", %s }
        """
        .formatted(type, name, members);
  }

  private static String declaredMachine(String condition) {
    return declared(
        "Microsoft.Compute/virtualMachines",
        "vm",
        condition
            + "\"properties\": { \"networkProfile\": { \"networkInterfaces\": [{ \"id\":"
            + " \"[resourceId('Microsoft.Network/networkInterfaces', 'nic')]\" }] } }");
  }

  private static String declaredNic(String address, String group) {
    return declared(
        "Microsoft.Network/networkInterfaces",
        "nic",
        """
        "properties": { "networkSecurityGroup": %s, "ipConfigurations": [{ "properties": {
          "publicIPAddress": %s,
          "subnet": { "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'web')]" }
        } }] }
        """
            .formatted(group, address));
  }

  private static final String DECLARED_SUBNET =
      declared(
          "Microsoft.Network/virtualNetworks/subnets",
          "hub/web",
          "\"properties\": { \"addressPrefix\": \"10.0.1.0/24\" }");

  private static String declaredGroup(String source) {
    return declared(
        "Microsoft.Network/networkSecurityGroups",
        "nsg",
        """
        "properties": { "securityRules": [{ "name": "ssh", "properties": { "priority": 100,
          "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
          "sourceAddressPrefix": "%s", "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "22" } }] }
        """
            .formatted(source));
  }

  private static final String TO_PIP =
      "{ \"id\": \"[resourceId('Microsoft.Network/publicIPAddresses', 'pip')]\" }";
  private static final String TO_GROUP =
      "{ \"id\": \"[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]\" }";

  @Test
  void whatATemplateLeavesOpenIsSaid() {
    String perhaps = "\"condition\": \"[equals(parameters('p'), 'yes')]\", ";
    MachineAccess conditional =
        ofTemplate(
                declaredMachine(perhaps),
                declaredNic(TO_PIP, TO_GROUP),
                DECLARED_SUBNET,
                declaredGroup("Internet"))
            .get(0);
    assertEquals(
        "UNKNOWN: if it is deployed: pip leads to it, and 22 is let in by ssh (100) in nsg",
        words(conditional.internet()));
    MachineAccess address =
        ofTemplate(
                declaredMachine(""),
                declaredNic("\"[parameters('p')]\"", TO_GROUP),
                DECLARED_SUBNET,
                declaredGroup("Internet"))
            .get(0);
    assertEquals("UNKNOWN: the public address of nic is not known", words(address.internet()));
    assertEquals(List.of("⟨parameter 'p' has no value⟩"), address.publicAddresses());
    MachineAccess source =
        ofTemplate(
                declaredMachine(""),
                declaredNic(TO_PIP, TO_GROUP),
                DECLARED_SUBNET,
                declaredGroup("[parameters('p')]"))
            .get(0);
    assertEquals("UNKNOWN: rule ssh: parameter 'p' has no value", words(source.internet()));
    MachineAccess group =
        ofTemplate(
                declaredMachine(""), declaredNic(TO_PIP, "\"[parameters('p')]\""), DECLARED_SUBNET)
            .get(0);
    assertEquals("UNKNOWN: parameter 'p' has no value", words(group.internet()));
  }

  @Test
  void aMachineOrABastionThatIsPerhapsThereLeavesItOpen() {
    String perhaps = "\"condition\": \"[equals(parameters('p'), 'yes')]\", ";
    String bastion =
        declared(
            "Microsoft.Network/virtualNetworks/subnets",
            "hub/AzureBastionSubnet",
            "%s\"properties\": { \"addressPrefix\": \"10.0.255.0/26\" }");
    String shut =
        declaredGroup("203.0.113.9").replace("\"securityRules\": [", "\"securityRules\": [" + DENY);
    MachineAccess maybe =
        ofTemplate(
                declaredMachine(""),
                declaredNic("null", TO_GROUP),
                DECLARED_SUBNET,
                shut,
                bastion.formatted(perhaps))
            .get(0);
    assertEquals(
        "UNKNOWN: whether AzureBastionSubnet is deployed: parameter 'p' has no value",
        words(maybe.bastion()));
    MachineAccess closed =
        ofTemplate(
                declaredMachine(perhaps),
                declaredNic("null", TO_GROUP),
                DECLARED_SUBNET,
                shut,
                bastion.formatted(""))
            .get(0);
    assertEquals(
        "UNKNOWN: whether it is deployed: parameter 'p' has no value", words(closed.bastion()));
    assertEquals(List.of(), closed.publicAddresses());
    MachineAccess interfaces =
        ofTemplate(
                declaredMachine("")
                    .replace(
                        "resourceId('Microsoft.Network/networkInterfaces', 'nic')",
                        "parameters('p')"),
                DECLARED_SUBNET,
                bastion.formatted(""))
            .get(0);
    assertEquals("UNKNOWN: parameter 'p' has no value", words(interfaces.bastion()));
  }

  private static final String DENY =
      """
      { "name": "shut", "properties": { "priority": 90,
        "direction": "Inbound", "access": "Deny", "protocol": "*",
        "sourceAddressPrefix": "10.0.0.0/8", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "*" } },
      """;

  @Test
  void aBastionOfUnknownNameMayBeAnyNumber() {
    String open =
        declared(
            "Microsoft.Network/bastionHosts",
            "[parameters('p')]",
            "\"properties\": { \"ipConfigurations\": [] }");
    assertEquals(
        "UNKNOWN: which Bastion hosts there are is not known",
        words(
            ofTemplate(
                    declaredMachine(""),
                    declaredNic("null", TO_GROUP),
                    DECLARED_SUBNET,
                    declaredGroup("Internet"),
                    open)
                .get(0)
                .bastion()));
  }

  /** What of Sql's addresses lies in the Internet is let in; the groups are asked about it. */
  @Test
  void aTagThatAGroupNamesIsPartOfTheInternet() {
    String sql = group("nsg", "100 Allow Tcp Sql * 22");
    String yes = "YES: pip leads to it, and 22 is let in by r100 (100) in nsg";
    assertEquals(
        yes,
        fromInternet(
            machine("vm", "nic"),
            nic("nic", WEB, publicly("pip"), guarded("nsg")),
            PLAIN_WEB,
            sql));
    assertEquals(
        yes,
        fromInternet(
            machine("vm", "nic"),
            nic("nic", WEB, publicly("pip")),
            subnet(WEB, "10.0.1.0/24", guarded("nsg")),
            sql));
  }

  @Test
  void aGroupThatIsPerhapsThereKeepsNobodyOutForSure() {
    String perhaps = "\"condition\": \"[equals(parameters('p'), 'yes')]\", ";
    MachineAccess row =
        ofTemplate(
                declaredMachine(""),
                declaredNic(TO_PIP, TO_GROUP),
                DECLARED_SUBNET,
                declaredGroup("10.0.0.0/8")
                    .replace("\"properties\": { \"sec", perhaps + "\"properties\": { \"sec"))
            .get(0);
    assertEquals(
        "UNKNOWN: whether nsg is deployed: parameter 'p' has no value", words(row.internet()));
  }

  /**
   * @param access {@code Deny}, {@code Allow} or {@code AlwaysAllow}
   */
  private static String adminRule(String access) {
    return """
        { "id": "%s", "name": "admin",
          "type": "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
          "kind": "Custom",
          "properties": { "priority": 10, "direction": "Inbound", "access": "%s",
            "protocol": "Tcp", "sourcePortRanges": ["0-65535"], "destinationPortRanges": ["22"],
            "sources": [{ "addressPrefixType": "ServiceTag", "addressPrefix": "Internet" }],
            "destinations": [{ "addressPrefixType": "IPPrefix", "addressPrefix": "*" }] } }
        """
        .formatted(
            AskedNetwork.id(
                "networkManagers/m/securityAdminConfigurations/c/ruleCollections/k/rules/admin"),
            access);
  }

  /** What a network manager says comes before all groups, if it is in force there. */
  @Test
  void adminRulesMayOpenOrCloseAMachine() {
    String vm = machine("vm", "nic");
    String nic = nic("nic", WEB, publicly("pip"));
    String open = nic("nic", WEB, publicly("pip"), guarded("open"));
    String shut = nic("nic", WEB, publicly("pip"), guarded("shut"));
    assertEquals(
        "UNKNOWN: whether an admin rule opens pip without a group is not known",
        fromInternet(vm, nic, PLAIN_WEB, pip("pip", STANDARD), adminRule("AlwaysAllow")));
    assertEquals(
        "UNKNOWN: rule admin of network manager m: whether its configuration is deployed, and"
            + " where, a definition does not say",
        fromInternet(vm, open, PLAIN_WEB, OPEN, adminRule("Deny")));
    assertEquals(
        "NO: 22 is not let in because of admin of network manager m (10) in security admin rules",
        fromInternet(vm, open, PLAIN_WEB, OPEN, inForce("Deny")));
    assertEquals(
        "YES: pip leads to it, and 22 is let in by admin of network manager m (10) in security"
            + " admin rules",
        fromInternet(vm, shut, PLAIN_WEB, SHUT, inForce("AlwaysAllow")));
    assertEquals(
        "NO: 22 is not let in because of r100 (100) in shut",
        fromInternet(vm, shut, PLAIN_WEB, SHUT, inForce("Allow")));
    assertEquals(
        "YES: pip leads to it, and 22 is let in by r100 (100) in open",
        fromInternet(vm, open, PLAIN_WEB, OPEN, inForce("Allow")));
    assertEquals(
        "UNKNOWN: rule admin of network manager m: its access: 'Odd' is none that Azure" + " knows",
        fromInternet(vm, shut, PLAIN_WEB, SHUT, inForce("Odd")));
    assertEquals(
        "UNKNOWN: rule admin of network manager m: its access: 'Odd' is none that Azure" + " knows",
        fromInternet(vm, open, PLAIN_WEB, OPEN, inForce("Odd")));
  }

  /** As a snapshot writes it beside the network that it was asked of. */
  private static String inForce(String access) {
    return adminRule(access)
        .replaceFirst(
            "\"kind\"", "\"virtualNetwork\": " + to("virtualNetworks/hub") + ", \"kind\"");
  }
}
