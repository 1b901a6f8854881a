package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fields alone tell of two rules. A wrong yes here would be a wrong verdict. */
class RuleShapeTest {
  private static SecurityRule rule(String fields) {
    return RuleRows.one("100 Allow " + fields);
  }

  private static RuleShape shape(String fields) {
    return new RuleShape(rule(fields));
  }

  /** So many blocks of which none is in another. */
  private static String blocks(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "10.0." + i + ".0/24")
        .collect(Collectors.joining(","));
  }

  private static void assertMeet(boolean expected, String a, String b) {
    assertEquals(expected, shape(a).mayMeet(shape(b)), () -> a + " and " + b);
    assertEquals(expected, shape(b).mayMeet(shape(a)), () -> b + " and " + a);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | Tcp * * 22     | Tcp * * 22
          false | Tcp * * 22     | Udp * * 22
          true  | *   * * 22     | Tcp * * 22
          true  | ?   * * 22     | Tcp * * 22
          false | Tcp * * 22     | Tcp * * 23
          true  | Tcp * * 20-22  | Tcp * * 22-24
          false | Tcp * * 20-22  | Tcp * * 23-24
          true  | Tcp * * 22,443 | Tcp * * 80,443
          true  | Tcp * * ?      | Tcp * * 23
          false | Tcp * * 22     | *   * * 23
          false | Udp * * 22     | *   * * 23
          false | Udp * * 22     | ?   * * 23
          """)
  void rulesMeetOnSharedProtocolsAndPorts(boolean expected, String a, String b) {
    assertMeet(expected, a, b);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | VirtualNetwork          *   | Internet        *
          true  | 10.0.0.0/8,100.64.0.0/10 *  | Sql             *
          true  | *                fd00::/64  | *        Internet
          false | 10.0.0.0/7              *   | Internet        *
          false | 203.0.113.0/24          *   | Internet        *
          false | 10.0.0.0/8,192.0.2.0/24 *   | Internet        *
          false | VirtualNetwork          *   | *               *
          false | VirtualNetwork          *   | AzureLoadBalancer *
          false | Internet                *   | Sql             *
          false | VirtualNetwork          *   | *        Internet
          false | asg:web                 *   | Internet        *
          """)
  void privateSpaceIsApartFromPublicTags(boolean expected, String a, String b) {
    RuleShape one = shape("Tcp " + a + " 22");
    RuleShape other = shape("Tcp " + b + " 22");
    assertEquals(expected, one.isApart(other));
    assertEquals(expected, other.isApart(one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Icmp * * 22 | Icmp * * 23
          Icmp * * 22 | *    * * 23
          *    * * 22 | *    * * 23
          ?    * * 22 | Esp  * * 23
          """)
  void portsTellProtocolsWithoutPortsNotApart(String a, String b) {
    assertMeet(true, a, b);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | 10.0.0.0/24    | 10.0.0.255/32
          true  | 10.0.0.0/24    | 10.0.0.0/32
          false | 10.0.0.0/24    | 10.0.1.0/24
          false | 10.0.0.0/24    | 10.0.1.0/32
          false | 0.0.0.0/0      | ::/0
          false | Internet       | AzureLoadBalancer
          false | Sql            | AzureLoadBalancer
          true  | VirtualNetwork | AzureLoadBalancer
          true  | Internet       | Sql
          true  | 10.0.0.0/24    | Internet
          false | 10.0.0.0/24    | AzureLoadBalancer
          true  | 168.63.129.16  | AzureLoadBalancer
          true  | 168.63.128.0/23 | AzureLoadBalancer
          false | 168.63.129.0/28 | AzureLoadBalancer
          false | 168.63.129.17  | AzureLoadBalancer
          false | ::/0           | AzureLoadBalancer
          true  | *              | AzureLoadBalancer
          true  | asg:web        | AzureLoadBalancer
          true  | ?              | AzureLoadBalancer
          true  | 10.0.0.0/24,Internet | 10.0.2.0/24,VirtualNetwork
          """)
  void rulesMeetWhereBothSidesMayDo(boolean expected, String a, String b) {
    assertMeet(expected, "Tcp " + a + " * 22", "Tcp " + b + " * 22");
    assertMeet(expected, "Tcp * " + a + " 22", "Tcp * " + b + " 22");
  }

  @Test
  void longListsOfAddressesAreNotCompared() {
    String sixtyFour = "Tcp " + blocks(0, 16) + " * 22";
    assertMeet(false, sixtyFour, "Tcp " + blocks(100, 4) + " * 22");
    assertMeet(true, sixtyFour, "Tcp " + blocks(100, 5) + " * 22");
    assertCovers(true, sixtyFour, "Tcp " + blocks(0, 4) + " * 22");
    assertCovers(false, sixtyFour, "Tcp " + blocks(0, 5) + " * 22");
  }

  private static void assertCovers(boolean expected, String wide, String narrow) {
    assertEquals(expected, shape(wide).covers(shape(narrow)), () -> wide + " covers " + narrow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | Tcp * * 22            | Tcp * * 22
          true  | *   * * 22            | Tcp * * 22
          true  | *   * * 22            | Udp * * 22
          true  | *   * * 22            | *   * * 22
          false | *   * * 22            | Icmp * * 22
          false | Tcp * * 22            | *   * * 22
          false | Tcp * * 22            | Udp * * 22
          false | ?   * * 22            | Tcp * * 22
          false | Tcp * * 22            | ?   * * 22
          false | *   * * 22            | ?   * * 22
          true  | Tcp * * 20-30         | Tcp * * 20,30
          false | Tcp * * 20-30         | Tcp * * 19-20
          false | Tcp * * 20-30         | Tcp * * 30-31
          true  | Tcp * * 20-30,40-50   | Tcp * * 22,41-42
          false | Tcp * * 20-30,31-50   | Tcp * * 22-41
          false | Tcp * * 22,?          | Tcp * * 23
          false | Tcp * * *             | Tcp * * ?
          true  | Tcp * * 22            | Tcp * * 22 from 1024-2000
          false | Tcp * * 22 from 1024  | Tcp * * 22
          """)
  void aRuleCoversProtocolsAndPortsOfAnother(boolean expected, String wide, String narrow) {
    assertCovers(expected, wide, narrow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | *                   | 10.0.0.0/24,Sql,?
          true  | 10.0.0.0/24         | 10.0.0.0/24
          true  | 10.0.0.0/24         | 10.0.0.0/25,10.0.0.128/25
          false | 10.0.0.0/25         | 10.0.0.0/24
          false | 10.0.0.128/25       | 10.0.0.0/24
          false | ::/0                | 10.0.0.0/24
          false | 0.0.0.0/0           | fd00::/8
          false | 0.0.0.0/0           | *
          false | 10.0.0.0/8          | VirtualNetwork
          false | VirtualNetwork      | 10.0.0.0/24
          true  | VirtualNetwork      | VirtualNetwork
          true  | Internet            | Sql
          false | Sql                 | Internet
          false | Internet            | VirtualNetwork
          false | VirtualNetwork      | Sql
          true  | Storage             | Storage.WestEurope
          false | Storage.WestEurope  | Storage
          false | Storage             | Sql
          false | ?                   | 10.0.0.0/24
          false | ?                   | ?
          false | asg:web             | Sql
          true  | 10.0.0.0/24,Storage | Storage,10.0.0.4/32
          """)
  void aRuleCoversTheSidesOfAnother(boolean expected, String wide, String narrow) {
    assertCovers(expected, "Tcp " + wide + " * 22", "Tcp " + narrow + " * 22");
    assertCovers(expected, "Tcp * " + wide + " 22", "Tcp * " + narrow + " 22");
  }

  private static void assertPortOfItsOwn(boolean expected, String rule, String... others) {
    List<RuleShape> all = List.of(others).stream().map(RuleShapeTest::shape).toList();
    assertEquals(expected, shape(rule).hasPortOfItsOwn(all), () -> rule + " beside " + all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | Tcp 22    | Tcp 23
          false | Tcp 22    | Tcp 22
          false | Tcp 22    | * 22
          false | Tcp 22    | ? 22
          false | Tcp 22    | Tcp ?
          true  | Tcp 22    | Udp 22
          true  | Tcp 22-24 | Tcp 22-23
          true  | *   22    | Tcp 22
          true  | *   22    | Udp 22
          false | *   22    | * 22
          false | ?   22    | Tcp 23
          false | Icmp 22   | Tcp 23
          false | Tcp ?     | Tcp 23
          true  | Tcp 22,?  | Tcp 23
          """)
  void aPortIsItsOwnIfNoOtherMayHaveIt(boolean expected, String own, String other) {
    assertPortOfItsOwn(expected, onSides("*", own), onSides("*", other));
  }

  /** {@code Tcp 22} from and to some addresses. */
  private static String onSides(String addresses, String protocolAndPort) {
    String[] words = protocolAndPort.split(" +", -1);
    return words[0] + " " + addresses + " " + addresses + " " + words[1];
  }

  @Test
  void otherRulesTakePortsTogether() {
    assertPortOfItsOwn(true, "Tcp * * 22-24", "Tcp * * 22", "Tcp * * 24");
    assertPortOfItsOwn(false, "Tcp * * 22-24", "Tcp * * 22", "Tcp * * 23-24");
    assertPortOfItsOwn(false, "Tcp * * 22 from ?", "Tcp * * 23");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | *
          true  | 10.0.0.0/24
          true  | fd00::/8,10.0.0.0/24
          false | fd00::/8
          true  | Sql
          false | AzurePlatformDNS
          false | asg:web
          false | ?
          """)
  void aRuleHasAFlowOnlyIfBothSidesSurelyHaveAddresses(boolean expected, String side) {
    assertPortOfItsOwn(expected, "Tcp " + side + " * 22", "Tcp * * 23");
    assertPortOfItsOwn(expected, "Tcp * " + side + " 22", "Tcp * * 23");
  }

  @Test
  void besideNoOtherRuleAValueThatIsNotKnownWillNameSomething() {
    assertPortOfItsOwn(true, "Tcp ? * 22");
    assertPortOfItsOwn(true, "Tcp fd00::/8 ? 22");
    assertPortOfItsOwn(true, "Tcp * ? 22");
    assertPortOfItsOwn(true, "? * * ?");
    assertPortOfItsOwn(false, "Tcp ? - 22");
    assertPortOfItsOwn(false, "Tcp - ? 22");
    assertPortOfItsOwn(false, "Tcp fd00::/8 * 22");
    assertPortOfItsOwn(false, "Tcp ? * 22", "Tcp * * 23");
  }

  @Test
  void sidesThatMeanMoreThanTheirAddresses() {
    assertEquals(true, shape("Tcp * Sql 22").source().isEverything());
    assertEquals(false, shape("Tcp * Sql 22").destination().isEverything());
    assertEquals(false, shape("Tcp *,Sql * 22").source().isEverything());
    assertEquals(true, shape("Tcp Sql,VirtualNetwork * 22").source().namesVirtualNetwork());
    assertEquals(false, shape("Tcp Sql,10.0.0.0/8 * 22").source().namesVirtualNetwork());
    assertEquals(true, shape("Tcp AzurePlatformDNS * 22").namesPlatform());
    assertEquals(true, shape("Tcp * Sql,AzurePlatformDNS 22").namesPlatform());
    assertEquals(false, shape("Tcp * Sql 22").namesPlatform());
    assertEquals(true, shape("Tcp asg:web * 22").namesGroup());
    assertEquals(true, shape("Tcp * Sql,asg:web 22").namesGroup());
    assertEquals(false, shape("Tcp * Sql 22").namesGroup());
  }
}
