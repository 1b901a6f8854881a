package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Levels.Answer;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands before a subnet and the machines in it. */
class GuardsTest {
  private static final String SUBNET = "virtualNetworks/hub/subnets/web";

  private static String reference(String id) {
    return "{ \"id\": \"" + AskedNetwork.id(id) + "\" }";
  }

  private static String guarded(String group) {
    return "\"networkSecurityGroup\": " + reference("networkSecurityGroups/" + group);
  }

  private static String group(String name, String source) {
    return AskedNetwork.resource(
        "networkSecurityGroups/" + name,
        """
        "properties": { "securityRules": [{ "name": "r", "properties": { "priority": 100,
          "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
          "sourceAddressPrefix": "%s", "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "22" } }] }
        """
            .formatted(source));
  }

  private static Network network() {
    return AskedNetwork.network(
        AskedNetwork.listing(
            AskedNetwork.resource(
                SUBNET,
                "\"properties\": { \"addressPrefix\": \"10.0.1.0/24\", " + guarded("a") + " }"),
            AskedNetwork.resource(
                "networkInterfaces/nic",
                "\"properties\": { %s, \"ipConfigurations\": [{ \"properties\": { \"subnet\": %s } }] }"
                    .formatted(guarded("b"), reference(SUBNET))),
            group("a", "Sql"),
            group("b", "Storage")));
  }

  private static Area.Home home(Network network, Optional<NetworkInterface> nic) {
    Subnet subnet = network.subnets().get(0);
    List<NetworkInterface> perhaps = nic.isPresent() ? List.of() : network.interfaces();
    return new Area.Home(Optional.of(subnet), Optional.empty(), nic, perhaps);
  }

  /** Also that of a machine which perhaps is the one that is asked about. */
  @Test
  void whatEachGroupNamesIsKnownOf() {
    Network network = network();
    Attachments attachments = new Attachments(network);
    for (Optional<NetworkInterface> nic :
        List.of(Optional.<NetworkInterface>empty(), Optional.of(network.interfaces().get(0)))) {
      assertEquals(
          List.of("Sql", "*", "Storage", "*"),
          Guards.named(home(network, nic), attachments).stream()
              .map(AddressPrefix::toString)
              .toList());
    }
  }

  /** What no rule of a manager stops goes on to the groups, by every protocol. */
  @Test
  void whatTheManagerDoesNotStopPassesIt() {
    Network network = network();
    Attachments attachments = new Attachments(network);
    SecurityRule deny = RuleRows.one("10 Deny Tcp 203.0.113.9 * 22");
    List<AddressPrefix> named = new ArrayList<>(deny.sources());
    Area.Home home = home(network, Optional.empty());
    AddressBook book =
        AddressBook.sharing(
                List.of(Guards.surroundings(home, network)),
                named,
                List.of(),
                List.of(),
                network,
                TagAddresses.unknown())
            .get(0);
    AdminRules.Applied applied =
        new AdminRules.Applied(deny, new Value.Known<>(Action.DENY, deny.span()));
    Level manager =
        new Guards(attachments, home, List.of(applied), book).levels(Direction.INBOUND).get(0);
    for (int protocol :
        List.of(RuleFlows.TCP, RuleFlows.UDP, RuleFlows.ICMP, RuleFlows.ESP, RuleFlows.AH)) {
      assertEquals(
          protocol == RuleFlows.TCP ? Answer.DENIED : Answer.ALLOWED,
          answer(manager, protocol, "203.0.113.9"));
      assertEquals(Answer.ALLOWED, answer(manager, protocol, "203.0.113.8"));
    }
  }

  private static Answer answer(Level level, int protocol, String source) {
    FlowProduct flows =
        new FlowProduct(
            ProtocolSet.of(protocol),
            address(source),
            PortSet.all(),
            address("10.0.1.4"),
            PortSet.of(22));
    List<Levels.Piece> pieces = new Levels(List.of(level)).pieces(flows);
    assertEquals(1, pieces.size());
    return pieces.get(0).answer();
  }

  private static AddressSet address(String text) {
    return AddressSet.of(Cidr.parse(text).orElseThrow().range());
  }
}
