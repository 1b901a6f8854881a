package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.PackReader;
import io.github.nsglint.policy.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is proposed for each kind of requirement, and for groups that stand before more. */
class RemediesTest {
  private static final String AUTHORS =
      "none: whether to remove the rule, to narrow or to move it is for its author to decide";
  private static final String SSH =
      "must-allow: [{ direction: Inbound, protocol: Tcp, source: Internet, destination: subnet,"
          + " destination-ports: [22] }]";
  private static final String ADD =
      "add to nsg: AllowInternetInbound (100), Allow Inbound Tcp from Internet to %s on 22";

  private static String web(String requirement) {
    return "target: { subnet: web }\n" + requirement;
  }

  private static String subnets(String... subnets) {
    return AskedNetwork.template(new DefinedGroup("nsg", "").json(), DefinedGroup.network(subnets));
  }

  @Test
  void whereAGroupStandsBeforeMoreTheSubnetIsNamed() {
    String web = DefinedGroup.subnet("web", "10.0.1.0/24", "nsg");
    String any = ADD.formatted("*");
    String both = any + "\n" + ADD.formatted("10.0.1.0/24");
    assertEquals(any, ProposedChanges.of(web(SSH), subnets(web)));
    assertEquals(
        any,
        ProposedChanges.of(web(SSH), subnets(web, "{ \"name\": \"data\", \"properties\": { } }")));
    assertEquals(
        both,
        ProposedChanges.of(
            web(SSH), subnets(web, DefinedGroup.subnet("data", "10.0.2.0/24", "nsg"))));
    String nic =
        """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic",
          "properties": { "networkSecurityGroup": {
            "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" } } }
        """;
    assertEquals(
        both,
        ProposedChanges.of(
            web(SSH),
            AskedNetwork.template(
                new DefinedGroup("nsg", "").json(), DefinedGroup.network(web), nic)));
  }

  @Test
  void allPrefixesOfTheSubnetAreNamedOrNone() {
    String data = DefinedGroup.subnet("data", "10.0.2.0/24", "nsg");
    String dual = DefinedGroup.subnet("web", "10.0.1.0/24,fd00:1::/64", "nsg");
    String any = ADD.formatted("*");
    assertEquals(
        any + "\n" + ADD.formatted("10.0.1.0/24, fd00:1::/64"),
        ProposedChanges.of(web(SSH), subnets(dual, data)));
    for (String prefixes : new String[] {"?", "10.0.1.0/24,?", "?,10.0.1.0/24"}) {
      assertEquals(
          any,
          ProposedChanges.of(web(SSH), subnets(DefinedGroup.subnet("web", prefixes, "nsg"), data)),
          prefixes);
    }
  }

  /** What a requirement does not ask about is not written, whatever other packs ask about. */
  @Test
  void onlyTheFamiliesOfThePackAreWritten() {
    RulePack both = AskedNetwork.pack(web(SSH).replace("Internet", "198.51.100.0/24"));
    RulePack ipv4 = pack("address-families: [IPv4]", web(SSH));
    String network =
        subnets(
            DefinedGroup.subnet("web", "10.0.1.0/24,fd00:1::/64", "nsg"),
            DefinedGroup.subnet("data", "10.0.2.0/24", "nsg"));
    Judged judged = AskedNetwork.judged(ipv4, network);
    Finding broken = ProposedChanges.broken(judged);
    Judged withBoth =
        new Judged(
            judged.network(),
            List.of(both, ipv4),
            judged.tags(),
            judged.findings(),
            judged.problems());
    assertEquals(
        ADD.formatted("*") + "\n" + ADD.formatted("10.0.1.0/24"),
        ProposedChanges.of(withBoth, broken));
    Judged without =
        new Judged(
            judged.network(), List.of(both), judged.tags(), judged.findings(), judged.problems());
    assertThrows(IllegalArgumentException.class, () -> new Remedies(without).of(broken));
  }

  private static RulePack pack(String key, String rule) {
    String text =
        "pack: p\nversion: 2026-01-01\nsource: https://example.com/p\n"
            + key
            + "\nrules:\n  - id: ABC101\n    name: my-rule\n    title: All is well\n"
            + "    severity: error\n    why: It matters.\n    fix: Mend it.\n"
            + rule.indent(4);
    Loaded<Optional<RulePack>> pack = PackReader.read(new SourceFile("p.yaml", text));
    assertEquals(List.of(), pack.problems());
    return pack.value().orElseThrow();
  }

  /** Each of the groups that it may be is refused, but nobody knows which one to change. */
  @Test
  void aGroupThatIsNotKnownIsNotChanged() {
    for (String requirement : new String[] {SSH, GATE}) {
      String network = DefinedGroup.beforeWeb("");
      Judged each = AskedNetwork.judged(AskedNetwork.pack(web(requirement)), network);
      Judged open =
          AskedNetwork.judged(
              AskedNetwork.pack(web(requirement)),
              network.replaceFirst("\\[resourceId[^]]*]", "[parameters('p')]"));
      Judged settled =
          new Judged(open.network(), each.packs(), each.tags(), each.findings(), open.problems());
      assertEquals(
          "none: no group was read that could be changed",
          ProposedChanges.of(settled, ProposedChanges.broken(settled)));
    }
  }

  @Test
  void ofTwoOfOneNameNoneIsChanged() {
    String group = new DefinedGroup("nsg", "").json();
    assertEquals(
        "none: more than one resource has its id",
        ProposedChanges.of(
            "target: { network-security-group: any }\n" + SSH.replace(" destination: subnet,", ""),
            AskedNetwork.template(group, group.replace("\"name\"", "\"tags\": { }, \"name\""))));
  }

  @Test
  void aGroupIsAskedItself() {
    String group = new DefinedGroup("nsg", "200 Allow Tcp * * 22").json();
    String rule =
        "target: { network-security-group: any }\n" + SSH.replace(" destination: subnet,", "");
    assertEquals(
        "set the source of r200 from * to VirtualNetwork\n"
            + ADD.formatted("*").replace("Allow", "Deny"),
        ProposedChanges.of(
            rule.replace("must-allow", "must-not-allow"), AskedNetwork.template(group)));
  }

  @Test
  void everyPortIsClosedByADeny() {
    String rule =
        web(SSH.replace("must-allow", "must-not-allow-every-port"))
            .replace(", destination-ports: [22]", "");
    assertEquals(
        "add to nsg: DenyInternetInbound (100), Deny Inbound Tcp from Internet to * on *",
        ProposedChanges.of(rule, DefinedGroup.beforeWeb("200 Allow Tcp Internet * *")));
    Judged judged =
        AskedNetwork.judged(
            AskedNetwork.pack(rule), DefinedGroup.beforeWeb("200 Allow Tcp Internet * *"));
    // Where each of these is refused, it is not because of the last one's reason.
    assertEquals(
        AUTHORS, "none: " + new Remedies(judged).of(ProposedChanges.broken(judged)).otherwise());
  }

  @Test
  void noRuleIsWrittenForWhatNoneCanSay() {
    assertEquals(
        AUTHORS,
        ProposedChanges.of(
            web(SSH.replace("must-allow", "must-not-allow").replace("Internet", "[Sql, Storage]")),
            DefinedGroup.beforeWeb("200 Allow Tcp Internet * 22")));
  }

  @Test
  void whatIsAskedOfOneMachineIsWrittenForIt() {
    assertEquals(
        ADD.formatted("10.0.1.4"),
        ProposedChanges.of(web(SSH.replace("subnet,", "10.0.1.4,")), DefinedGroup.beforeWeb("")));
    String both = SSH.replace("Internet", "subnet");
    String deny = "200 Deny * * * *";
    assertEquals(
        "add to nsg: AllowInbound (100), Allow Inbound Tcp from 10.0.1.0/24 to * on 22",
        ProposedChanges.of(web(both), DefinedGroup.beforeWeb(deny)));
    assertEquals(
        "none: no priority is free before the Deny that comes first, or no one rule says just this",
        ProposedChanges.of(web(both), DefinedGroup.beforeWeb(deny, "?")));
    String shared =
        AskedNetwork.template(
            new DefinedGroup("nsg", "").json(),
            DefinedGroup.network(
                DefinedGroup.subnet("web", "10.0.1.0/24", "nsg"),
                DefinedGroup.subnet("data", "10.0.2.0/24", "nsg")));
    assertEquals(
        ADD.formatted("*") + "\n" + ADD.formatted("10.0.1.0/24"),
        ProposedChanges.of(web(SSH.replace(" destination: subnet,", "")), shared));
  }

  private static final String GATE =
      """
      gate:
        - label: inbound 22 from Internet
          pattern:
            { direction: Inbound, protocol: Tcp, source: Internet, destination: VirtualNetwork,
              destination-ports: [22] }
          functional:
            { direction: Inbound, protocol: Tcp, source: Internet, destination: subnet,
              destination-ports: [22] }
          confirmed: true
        - label: outbound 80 to Internet
          pattern:
            { direction: Outbound, protocol: Tcp, destination: Internet, destination-ports: [80] }
          functional:
            { direction: Outbound, protocol: Tcp, source: subnet, destination: Internet,
              destination-ports: [80] }
          confirmed: true
      """;

  private static final String ROW = ADD.formatted("VirtualNetwork");
  private static final String OUT = "300 Allow Tcp * Internet 80 outbound\n";

  @Test
  void whatAzureLooksForIsWrittenAsDocumented() {
    String rule = web(GATE);
    assertEquals(
        "add to nsg: AllowInternetInbound (100), Allow Inbound Tcp from Internet to VirtualNetwork on"
            + " 22; AllowInternet80Outbound (100), Allow Outbound Tcp from * to Internet on 80",
        ProposedChanges.of(rule, DefinedGroup.beforeWeb("")));
    assertEquals(ROW, ProposedChanges.of(rule, DefinedGroup.beforeWeb(OUT)));
    assertEquals(
        "set the protocol of r200 from Esp to Tcp\n" + ROW.replace("100", "210"),
        ProposedChanges.of(
            rule, DefinedGroup.beforeWeb(OUT + "200 Allow Esp Internet VirtualNetwork 22")));
    assertEquals(
        "set the source port of r200 from 22 to *; set its destination port from * to 22\n"
            + ROW.replace("100", "210"),
        ProposedChanges.of(
            rule, DefinedGroup.beforeWeb(OUT + "200 Allow Tcp Internet VirtualNetwork * from 22")));
    assertEquals(
        "none: which priorities of nsg are free is not known: parameter 'p' has no value",
        ProposedChanges.of(rule, DefinedGroup.beforeWeb(OUT + "? Allow Tcp 198.51.100.0/24 * 80")));
    assertEquals(
        ROW,
        ProposedChanges.of(
            rule,
            DefinedGroup.beforeWeb(OUT + "? Allow Tcp * 198.51.100.0/24 80 outbound named Open")));
  }

  @Test
  void aFlowThatAzureLooksForTooIsWrittenAsDocumented() {
    String plain = ADD.formatted("*");
    String network = DefinedGroup.beforeWeb(OUT);
    assertEquals(ROW + "\n" + plain, of(network, web(SSH), web(GATE)));
    // A part of a row is in it; more than a row is not.
    assertEquals(
        ROW + "\nadd to nsg: AllowInbound (100), Allow Inbound Tcp from 198.51.100.0/24 to * on 22",
        of(network, web(SSH.replace("Internet", "198.51.100.0/24")), web(GATE)));
    assertEquals(
        plain.replace("22", "22, 80"), of(network, web(SSH.replace("22", "22, 80")), web(GATE)));
    // Azure does not look for it in groups of other subnets.
    assertEquals(
        plain, of(network, web(SSH), GATE.replaceFirst("^", "target: { subnet: data }\n")));
    assertEquals(
        plain,
        of(
            AskedNetwork.template(
                new DefinedGroup("nsg", OUT).json(),
                new DefinedGroup("other", OUT).json(),
                DefinedGroup.network(
                    DefinedGroup.subnet("web", "10.0.1.0/24", "nsg"),
                    DefinedGroup.subnet("data", "10.0.2.0/24", "other"))),
            web(SSH),
            "target: { subnet: data }\n" + GATE));
    assertEquals(
        plain, of(network, web(SSH), web(GATE) + "when: { property: sku.name, equals: Basic }\n"));
  }

  @Test
  void aRowOfTheOtherDirectionIsForOtherFlows() {
    String flows =
        "{ direction: %s, protocol: Tcp, source: subnet, destination: subnet,"
            + " destination-ports: [8080] }";
    String row =
        "gate:\n  - label: out\n    pattern: { direction: Outbound, protocol: Tcp,"
            + " source: VirtualNetwork, destination: VirtualNetwork, destination-ports: [8080] }\n"
            + "    functional: "
            + flows.formatted("Outbound")
            + "\n    confirmed: true\n";
    assertEquals(
        "add to nsg: AllowInbound (100), Allow Inbound Tcp from 10.0.1.0/24 to * on 8080",
        of(
            DefinedGroup.beforeWeb("200 Deny * * * *"),
            web("must-allow: [" + flows.formatted("Inbound") + "]"),
            web(row)));
  }

  /** Of the first of several rules. */
  private static String of(String network, String... rules) {
    Judged judged = AskedNetwork.judged(AskedNetwork.pack(rules), network);
    return ProposedChanges.of(judged, ProposedChanges.broken(judged));
  }

  /** What would be written where: rules into a group, a value at its place, ports to a rule. */
  private static List<String> changes(String requirement, String rows) {
    Judged judged =
        AskedNetwork.judged(AskedNetwork.pack(web(requirement)), DefinedGroup.beforeWeb(rows));
    return new Remedies(judged)
        .of(ProposedChanges.broken(judged)).ways().stream()
            .flatMap(List::stream)
            .map(
                remedy ->
                    remedy.fold(
                        added -> added.rules().size() + " rule into " + added.group().name(),
                        set -> set.value().text() + " becomes " + set.other(),
                        ports -> ports.ports() + " to " + ports.rule().name()))
            .toList();
  }

  @Test
  void eachChangeHasItsPlace() {
    assertEquals(
        List.of("[80] to r100", "1 rule into nsg"),
        changes(SSH.replace("22", "22, 80"), "100 Allow Tcp Internet * 22"));
    assertEquals(
        List.of("300 becomes 100", "200 becomes 310", "1 rule into nsg"),
        changes(SSH, "200 Deny * * * *\n300 Allow Tcp Internet * 22"));
    assertEquals(
        List.of("\"10.0.1.4\" becomes *", "1 rule into nsg"),
        changes(SSH, "100 Allow Tcp Internet 10.0.1.4 22"));
  }

  private static String refused(String rows) {
    return ProposedChanges.of(
        "target: { network-security-group: any }\nmust-be-accepted: security-rules",
        AskedNetwork.template(new DefinedGroup("nsg", rows).json()));
  }

  private static final String ITS_AUTHORS =
      "none: what the rule is meant to say, nobody but its author knows";

  @Test
  void aPriorityThatAzureRefusesBecomesTheNextThatIsFree() {
    assertEquals("move r99 from priority 99 to 100", refused("99 Deny * * * 22"));
    assertEquals(ITS_AUTHORS, refused("99 Deny * * * 22\n100 Deny * * * 80"));
    assertEquals("move r4097 from priority 4097 to 100", refused("4097 Deny * * * 22"));
    assertEquals(
        "move r5000 from priority 5000 to 4010",
        refused("5000 Deny * * * 22\n4000 Deny * * * 80\n4050 Deny * * * 80 outbound"));
    assertEquals(
        "move r5000 from priority 5000 to 4095", refused("5000 Deny * * * 22\n4096 Deny * * * 80"));
  }

  @Test
  void ofTwoRulesOfOnePriorityTheLaterIsMoved() {
    assertEquals(
        "move Twin from priority 200 to 210\nmove Twin from priority 200 to 100",
        refused("200 Deny * * * 22\n200 Deny * * * 80 named Twin"));
    assertEquals(
        "move Twin from priority 100 to 110",
        refused("100 Deny * * * 22\n100 Deny * * * 80 named Twin"));
    assertEquals(
        "move Twin from priority 4096 to 100",
        refused("4096 Deny * * * 22\n4096 Deny * * * 80 named Twin"));
  }

  @Test
  void whatARuleIsMeantToSayItsAuthorKnows() {
    assertEquals(ITS_AUTHORS, refused("200 Deny * * * 70000"));
    assertEquals(ITS_AUTHORS, refused("200 Sometimes * * * 22"));
    assertEquals(
        AUTHORS,
        ProposedChanges.of(
            "target: { network-security-group: any }\nmust-be-reached: security-rules",
            AskedNetwork.template(
                new DefinedGroup("nsg", "100 Deny * * * *\n200 Allow Tcp * * 22").json())));
  }

  @Test
  void whatAMachineListensForIsNotGuessed() throws IOException {
    String network =
        Files.readString(Path.of("testdata/rules/bastion-reaches-machines/broken-deny-all.json"));
    assertEquals(
        "none: whether the machine listens for SSH or for RDP, no definition of a network tells",
        ProposedChanges.of(
            "target: { virtual-machine: any }\nmust-let-bastion-in: [22, 3389]", network));
  }
}
