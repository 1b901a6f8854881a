package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which changes of a list of rules are proposed where flows do not pass, or do; in which order. */
class FlowRemediesTest {
  private static final String INBOUND = "direction: Inbound, protocol: Tcp, destination: subnet, ";
  private static final String SSH = INBOUND + "source: Internet, destination-ports: [22]";
  private static final String ADD_SSH =
      "add to nsg: AllowInternetInbound (%d), Allow Inbound Tcp from Internet to * on 22";

  private static String ways(String requirement, String rows) {
    return ProposedChanges.of(
        "target: { subnet: web }\n" + requirement, DefinedGroup.beforeWeb(rows));
  }

  private static String all(String pattern, String rows) {
    return ways("must-allow: [{ " + pattern + " }]", rows);
  }

  private static String some(String pattern, String rows) {
    return ways("must-allow-some: [{ " + pattern + " }]", rows);
  }

  private static String none(String pattern, String rows) {
    return ways("must-not-allow: [{ " + pattern + " }]", rows);
  }

  private static String addSsh(int priority) {
    return ADD_SSH.formatted(priority);
  }

  @Test
  void anAllowBehindADenyIsMovedOrTheDeny() {
    assertEquals(
        """
        move r300 from priority 300 to 100
        move r200 from priority 200 to 310
        """
            + addSsh(100),
        all(SSH, "200 Deny * * * *\n300 Allow Tcp Internet * 22"));
    assertEquals(
        "move r300 from priority 300 to 100\n" + addSsh(100),
        all(SSH, "200 Deny * * * *\n210 Deny Tcp * * 22\n300 Allow Tcp Internet * 22"));
    // What comes after it does not matter.
    assertEquals(
        """
        move r300 from priority 300 to 100
        move r200 from priority 200 to 310
        """
            + addSsh(100),
        all(SSH, "200 Deny * * * *\n300 Allow Tcp Internet * 22\n400 Deny * * * *"));
  }

  @Test
  void onlyWhatIsAskedForIsMoved() {
    for (String other :
        new String[] {
          "300 Allow Tcp Internet * 22 outbound",
          "300 Deny Tcp Internet * 22",
          "300 Allow Tcp Internet * 3389",
          "300 Allow Tcp Internet * 22 perhaps",
          "? Allow Udp Internet * 22 outbound"
        }) {
      assertEquals(addSsh(100), all(SSH, "200 Deny * * * *\n" + other), other);
    }
  }

  @Test
  void aMovedRuleMayLetAPartThroughWhereAPartIsEnough() {
    String rows = "200 Deny * * * *\n300 Allow Tcp 198.51.100.0/24 * 22";
    assertEquals(
        "set the source of r300 from 198.51.100.0/24 to Internet\n" + addSsh(100), all(SSH, rows));
    assertEquals(
        """
        move r300 from priority 300 to 100
        move r200 from priority 200 to 310
        """
            + addSsh(100),
        some(SSH, rows));
    assertEquals(addSsh(100), some(SSH, rows.replace("198.51.100.0", "10.9.0.0")));
  }

  @Test
  void aRuleComesBeforeEachThatMayDeny() {
    assertEquals(addSsh(100), all(SSH, "300 Deny * * * *\n200 ? Tcp 198.51.100.0/24 * 22"));
    assertEquals(
        addSsh(210),
        all(
            SSH,
            """
            150 Deny * Internet * * outbound
            160 Deny * Internet * 3389
            170 Deny Udp Internet * *
            200 Allow Tcp 198.51.100.0/24 * 3389
            300 Deny * * * *
            """));
    // Of a rule whose priority nobody knows, nobody knows whether it comes first.
    assertEquals(
        "none: which priorities of nsg are free is not known: parameter 'p' has no value",
        all(SSH, "300 Deny * * * *\n? Deny * 198.51.100.0/24 * 22"));
  }

  @Test
  void aRuleIsMovedOnlyToWhereThereIsRoom() {
    assertEquals(
        "move r4096 from priority 4096 to 100\n" + addSsh(100),
        all(SSH, "4095 Deny * * * *\n4096 Allow Tcp Internet * 22"));
    assertEquals(
        "none: no priority is free before the Deny that comes first, or no one rule says just this",
        all(SSH, "100 Deny * * * *\n4096 Allow Tcp Internet * 22"));
    assertEquals(
        "move r100 from priority 100 to 210",
        all(SSH, "100 Deny * * * *\n200 Allow Tcp Internet * 22"));
    // One of the other direction stays where it is.
    assertEquals(
        "move r100 from priority 100 to 210",
        all(
            SSH,
            "100 Deny * * * *\n200 Allow Tcp Internet * 22\n100 Deny * * * * outbound named Out"));
  }

  @Test
  void aProtocolWithoutPortsBecomesTheOneThatIsAskedFor() {
    String web = SSH.replace("22", "443");
    String add = addSsh(110).replace("22", "443");
    for (String protocol : new String[] {"Ah", "Esp"}) {
      assertEquals(
          "set the protocol of r100 from %s to Tcp\n".formatted(protocol) + add,
          all(web, "100 Allow " + protocol + " Internet * 443"));
    }
    assertEquals(add, all(web, "100 Allow Udp Internet * 443"));
    assertEquals(add, all(web, "100 Allow Icmp Internet * *"));
    assertEquals(add, all(web, "100 Allow Ah Internet * 22"));
    assertEquals(
        "none: no priority is free before the Deny that comes first, or no one rule says just this",
        all(web.replace("protocol: Tcp", "protocols: [Tcp, Udp]"), "100 Allow Ah Internet * 443"));
  }

  @Test
  void portsAreAddedToARuleThatHasSomeOfThem() {
    String three = SSH.replace("22", "22, 80, 443");
    String add = addSsh(110).replace("22", "22, 80, 443");
    assertEquals(
        "add 80, 443 to the destination ports of r100\n" + add,
        all(three, "100 Allow Tcp Internet * 22"));
    assertEquals(
        "add 22 to the destination ports of r100\n" + add,
        all(three, "100 Allow * Internet * 80,443"));
    assertEquals(add, all(three, "100 Allow Tcp Internet * 8080"));
    assertEquals(add, all(three, "100 Allow Tcp 198.51.100.0/24 * 22"));
    String deny = "190 Deny Tcp 198.51.100.0/24 * *\n";
    assertEquals(add.replace("110", "100"), all(three, deny + "200 Allow Tcp Internet * 22,?"));
    assertEquals(
        add.replace("22, 80, 443", "22, 80-90, 443"),
        all(three.replace("80", "80-90"), "100 Allow Tcp Internet * 22,85-87"));
    assertEquals(
        "add 22, 443 to the destination ports of r100\n" + add.replace("80", "80-90"),
        all(three.replace("80", "80-90"), "100 Allow Tcp Internet * 79-91"));
  }

  @Test
  void aRangeWithinTheOneThatIsAskedForIsWidened() {
    String range = SSH.replace("22", "8000-8100");
    String add = addSsh(110).replace("22", "8000-8100");
    for (String written : new String[] {"8000", "8100", "8050-8060", "8000-8099", "8001-8100"}) {
      assertEquals(
          "set the destination port of r100 from %s to 8000-8100\n".formatted(written) + add,
          all(range, "100 Allow Tcp Internet * " + written));
    }
    for (String written : new String[] {"7999-8050", "8050-8101", "8000,8100"}) {
      assertEquals(add, all(range, "100 Allow Tcp Internet * " + written));
    }
    assertEquals(
        add.replace("8000-8100", "22, 8000-8100"),
        all(range.replace("8000", "22, 8000"), "100 Allow Tcp Internet * 8000"));
    assertEquals(add, all(range, "100 Allow Udp Internet * 8000"));
  }

  @Test
  void aPortOnTheWrongSideChangesSides() {
    String swap = "set the source port of r100 from 22 to *; set its destination port from * to 22";
    assertEquals(swap + "\n" + addSsh(110), all(SSH, "100 Allow Tcp Internet * * from 22"));
    for (String other :
        new String[] {
          "100 Allow Tcp Internet * * from 23",
          "100 Allow Tcp Internet * * from 22,23",
          "100 Allow Tcp Internet * 3389 from 22",
          "100 Allow Tcp Internet * 22,3389 from 22",
          "100 Allow Tcp 198.51.100.0/24 * * from 22",
          "100 Deny Udp Internet * * from 22"
        }) {
      assertEquals(addSsh(110), all(SSH, other), other);
    }
    assertEquals(
        addSsh(110).replace("22", "22, 80"),
        all(SSH.replace("22", "22, 80"), "100 Allow Tcp Internet * * from 22"));
  }

  @Test
  void theTagOfOneRegionBecomesThatOfAll() {
    String cloud = INBOUND + "source: AzureCloud, destination-ports: [443]";
    String add =
        "add to nsg: AllowAzureCloudInbound (110), Allow Inbound Tcp from AzureCloud to * on 443";
    assertEquals(
        "set the source of r100 from AzureCloud.WestEurope to AzureCloud\n" + add,
        all(cloud, "100 Allow Tcp AzureCloud.WestEurope * 443"));
    assertEquals(add, all(cloud, "100 Allow Tcp AzureCloud.WestEurope * 80"));
    assertEquals(add, all(cloud, "100 Allow Tcp Sql.WestEurope * 443"));
    assertEquals(
        add, all(cloud, "100 Allow Tcp AzureCloud.WestEurope,AzureCloud.NorthEurope * 443"));
    String out =
        "direction: Outbound, protocol: Tcp, source: subnet, destination: Storage,"
            + " destination-ports: [443]";
    String deny = "\n200 Deny * * * * outbound";
    assertEquals(
        "set the destination of r100 from Storage.WestEurope to Storage\n"
            + "add to nsg: AllowStorageOutbound (110), Allow Outbound Tcp from * to Storage on 443",
        all(out, "100 Allow Tcp * Storage.WestEurope 443 outbound" + deny));
  }

  @Test
  void anAddressBecomesTheTagThatHoldsIt() {
    String inside = INBOUND + "source: VirtualNetwork, destination-ports: [22]";
    String add =
        "add to nsg: AllowVirtualNetworkInbound (110), Allow Inbound Tcp from VirtualNetwork to * on"
            + " 22";
    String deny = "\n200 Deny * * * *";
    assertEquals(
        "set the source of r100 from 10.0.5.0/24 to VirtualNetwork\n" + add,
        all(inside, "100 Allow Tcp 10.0.5.0/24 * 22" + deny));
    assertEquals(add, all(inside, "100 Allow Tcp 198.51.100.0/24 * 22" + deny));
    String block = INBOUND + "source: 10.0.4.0/22, destination-ports: [22]";
    assertEquals(
        "add to nsg: AllowInbound (110), Allow Inbound Tcp from 10.0.4.0/22 to * on 22",
        all(block, "100 Allow Tcp 10.0.5.0/24 * 22" + deny));
    // Where a part is enough, nothing says that the address is too little.
    assertEquals(
        add.replace("(110)", "(100)"),
        some(inside, "200 Deny * * * *\n300 Allow Tcp 10.0.5.0/24 * 3389"));
  }

  @Test
  void oneMachineBecomesAllOfTheSubnet() {
    assertEquals(
        "set the destination of r100 from 10.0.1.4/32 to *\n" + addSsh(110),
        all(SSH, "100 Allow Tcp Internet 10.0.1.4/32 22"));
    assertEquals(addSsh(110), all(SSH, "100 Allow Tcp 198.51.100.0/24 10.0.1.4/32 22"));
    assertEquals(
        "set the source of r100 from 10.0.1.4/32 to *\n"
            + "add to nsg: AllowInternet80Outbound (110), Allow Outbound Tcp from * to Internet on 80",
        all(
            "direction: Outbound, protocol: Tcp, source: subnet, destination: Internet,"
                + " destination-ports: [80]",
            "100 Allow Tcp 10.0.1.4/32 Internet 80 outbound\n200 Deny * * * * outbound"));
  }

  @Test
  void anAllowFromEverywhereIsNarrowedToTheNetwork() {
    String deny =
        "add to nsg: DenyInternetInbound (100), Deny Inbound Tcp from Internet to * on 22";
    for (String everywhere : new String[] {"*", "0.0.0.0/0"}) {
      assertEquals(
          "set the source of r200 from %s to VirtualNetwork\n".formatted(everywhere) + deny,
          none(SSH, "200 Allow Tcp " + everywhere + " * 22"));
    }
    assertEquals(deny, none(SSH, "200 Allow Tcp Internet * 22"));
    assertEquals(deny, none(SSH, "200 Allow Tcp *,Internet * 22"));
    assertEquals(
        "set the source of r300 from * to VirtualNetwork\n" + deny.replace("100", "210"),
        none(SSH, "200 Deny Tcp * * 80\n300 Allow Tcp * * 22\n400 Allow Tcp * * 3389"));
    assertEquals(
        "add to nsg: DenyInternetOutbound (100), Deny Outbound Tcp from * to Internet on 80",
        none(
            "direction: Outbound, protocol: Tcp, source: subnet, destination: Internet,"
                + " destination-ports: [80]",
            "200 Allow Tcp * * 80 outbound"));
  }

  @Test
  void aDenyThatWouldTakeMoreThanIsForbiddenIsNotProposed() {
    String none =
        "none: whether to remove the rule, to narrow or to move it is for its author to decide";
    String open = "200 Allow Tcp * * 22";
    assertEquals(
        none, none(SSH.replace("Internet", "{ of: Internet, except: [198.51.100.0/24] }"), open));
    assertEquals(none, none(SSH + ", except: [{ source: 198.51.100.0/24 }]", open));
    assertEquals(
        none,
        none(
            "direction: Outbound, protocol: Tcp, source: subnet, destination-ports: [22],"
                + " destination: { of: Internet, except: [198.51.100.0/24] }",
            ""));
  }

  @Test
  void aNewRuleHasANameAndAPriorityOfItsOwn() {
    String named = "300 Allow Udp * * 22 named ";
    assertEquals(
        addSsh(310).replace("AllowInternetInbound", "AllowInternet22Inbound"),
        all(SSH, named + "allowinternetinbound"));
    assertEquals(
        addSsh(320).replace("AllowInternetInbound", "AllowInternet22Inbound2"),
        all(SSH, named + "AllowInternetInbound\n310 Deny Udp * * * named AllowInternet22Inbound"));
    assertEquals(
        addSsh(310)
            .replace("on 22", "on 22, 80-90")
            .replace("AllowInternetInbound", "AllowInternet22And80-90Inbound"),
        all(SSH.replace("22", "22, 80-90"), named + "AllowInternetInbound"));
    assertEquals(
        addSsh(310).replace("AllowInternetInbound", "AllowInternet22Inbound3"),
        all(
            SSH,
            named
                + "AllowInternetInbound\n300 Deny * * * * outbound named AllowInternet22Inbound\n"
                + "310 Deny * * * * outbound named AllowInternet22Inbound2"));
  }

  @Test
  void portsThatMakeANameTooLongAreLeftOutOfIt() {
    StringBuilder ports = new StringBuilder("22");
    for (int port = 1000; port < 1070; port += 10) {
      ports.append(", ").append(port);
    }
    String taken = "300 Deny Udp * * * named AllowInternetInbound";
    assertEquals(
        addSsh(310)
            .replace("AllowInternetInbound", "AllowInternetInbound2")
            .replace("on 22", "on " + ports + ", 1070"),
        all(SSH.replace("22", ports + ", 1070"), taken));
    assertEquals(
        addSsh(310)
            .replace(
                "AllowInternetInbound",
                "AllowInternet" + ports.toString().replace(", ", "And") + "Inbound")
            .replace("on 22", "on " + ports),
        all(SSH.replace("22", ports.toString()), taken));
    // There is just no room for one more.
    assertEquals(
        addSsh(310)
            .replace("AllowInternetInbound", "AllowInternetInbound2")
            .replace("on 22", "on " + ports.replace(0, 2, "22, 443")),
        all(SSH.replace("22", ports.toString()), taken));
  }

  @Test
  void severalPatternsGetARuleEach() {
    String two =
        "must-allow: [{ %s }, { %s }]".formatted(SSH, SSH.replace("Internet", "198.51.100.0/24"));
    assertEquals(
        "add to nsg: AllowInternetInbound (100), Allow Inbound Tcp from Internet to * on 22;"
            + " AllowInbound (110), Allow Inbound Tcp from 198.51.100.0/24 to * on 22",
        ways(two, "200 Deny * * * *\n210 Allow Tcp Internet * 22"));
    // Only those that are broken.
    assertEquals(
        "move r210 from priority 210 to 100\nmove r200 from priority 200 to 220\n"
            + "add to nsg: AllowInternetInbound (100), Allow Inbound Tcp from Internet to * on 22",
        ways(
            "must-allow: [{ %s }, { %s }]".formatted(SSH.replace("22", "80"), SSH),
            "200 Deny * * * 22\n210 Allow Tcp Internet * 22,80"));
    assertEquals(
        "add to nsg: AllowInternetInbound (100), AllowInternet80Inbound (110),"
            + " AllowInternet443Inbound (120)",
        ways(
            "must-allow: [{ %s }, { %s }, { %s }]"
                .formatted(SSH, SSH.replace("22", "80"), SSH.replace("22", "443")),
            ""));
  }

  @Test
  void aRuleNamesOneTagAtMost() {
    String tags = "{ of: [Sql, Storage.WestEurope], except: [GatewayManager] }";
    assertEquals(
        "add to nsg: AllowSqlInbound (100), Allow Inbound Tcp from Sql to * on 22;"
            + " AllowStorageWestEuropeInbound (110), Allow Inbound Tcp from Storage.WestEurope to * on"
            + " 22",
        all(SSH.replace("Internet", tags), ""));
    assertEquals(
        "add to nsg: AllowSqlOutbound (100), Allow Outbound Tcp from * to Sql on 22;"
            + " AllowStorageWestEuropeOutbound (110), Allow Outbound Tcp from * to Storage.WestEurope"
            + " on 22",
        all(
            "direction: Outbound, protocol: Tcp, source: subnet, destination: "
                + tags
                + ", destination-ports: [22]",
            "200 Deny * * * * outbound"));
    assertEquals(
        "add to nsg: AllowInbound (100), Allow Inbound Tcp from 198.51.100.0/24, 203.0.113.0/24 to *"
            + " on 22",
        all(SSH.replace("Internet", "[198.51.100.0/24, 203.0.113.0/24]"), ""));
  }

  @Test
  void allProtocolsAreOneRuleAndSomeAreNone() {
    String any = SSH.replace("protocol: Tcp, ", "").replace(", destination-ports: [22]", "");
    assertEquals(
        "add to nsg: AllowInternetInbound (100), Allow Inbound * from Internet to * on *",
        all(any, ""));
    assertEquals(
        "none: no priority is free before the Deny that comes first, or no one rule says just this",
        all("protocols: [Tcp, Udp], " + any, ""));
    assertEquals(
        "add to nsg: AllowInternetInbound (100), Allow Inbound * from Internet to * on *",
        all("protocols: [Tcp, Udp, Icmp, Esp, Ah], " + any, ""));
  }

  @Test
  void whereAPartIsEnoughALaterPlaceComesFirst() {
    String rows =
        """
        200 Deny * 198.51.100.0/24 * 22
        300 Deny * 203.0.113.0/24 * 22
        400 Deny * 192.0.2.0/24 * 22
        500 Deny * * * *
        """;
    assertEquals(addSsh(410) + "\n" + addSsh(310) + "\n" + addSsh(210), some(SSH, rows));
    assertEquals(addSsh(100), all(SSH, rows));
    assertEquals(
        addSsh(310) + "\n" + addSsh(100), some(SSH, "300 Deny * Sql * *\n500 Deny * * * *"));
  }
}
