package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.ServiceTagFile;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To how many an opening is told to be open, where the addresses of service tags are known. */
class ExposureTest {
  private static final String CUSTOMERS = ", which holds the machines of every Azure customer";

  /**
   * @param tags as {@code Sql=203.0.113.0/24 2001:db8::/32; Storage=…}
   */
  private static TagAddresses tags(String tags) {
    List<String> values = new ArrayList<>();
    for (String tag : tags.split("; ", -1)) {
      String[] parts = tag.split("=", -1);
      values.add(
          "{\"name\": \"%s\", \"properties\": {\"addressPrefixes\": [\"%s\"]}}"
              .formatted(parts[0], parts[1].replace(" ", "\", \"")));
    }
    String text =
        "{\"changeNumber\": 1, \"cloud\": \"Public\", \"values\": [%s]}"
            .formatted(String.join(", ", values));
    return TagAddresses.of(ServiceTagFile.of(new SourceFile("tags.json", text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sql=203.0.113.0/24                         | Sql                 | the service tag Sql (256 addresses)
          Sql=203.0.113.7/32                         | Sql                 | the service tag Sql (1 address)
          Sql=203.0.113.0/24; Storage=203.0.113.0/25 | Sql                 | the service tag Sql (256 addresses)
          Sql=203.0.113.0/25; Storage=203.0.113.0/24 | Storage             | the service tag Storage (256 addresses)
          Sql=203.0.113.0/24; Storage=203.0.113.0/25 | Sql,Storage         | the service tag Sql (256 addresses)
          Sql=203.0.113.0/25; Storage=203.0.113.0/24 | Sql,Storage         | the service tag Storage (256 addresses)
          Sql=203.0.113.0/24; Storage=203.0.112.0/24 | Sql,Storage         | the service tag Sql (256 addresses) and the service tag Storage (256 addresses)
          Sql=203.0.113.0/24; Storage=203.0.112.0/24 | Sql                 | the service tag Sql (256 addresses)
          Sql=203.0.113.0/24                         | Sql,198.51.100.0/24 | the service tag Sql (256 addresses) and 256 other public addresses
          Sql=203.0.113.0/24                         | 198.51.100.7/32     | 1 public address
          AzureCloud=203.0.113.0/24                  | AzureCloud          | the service tag AzureCloud (256 addresses)CUSTOMERS
          AzureCloud.WestEurope=203.0.113.0/24       | AzureCloud.WestEurope | the service tag AzureCloud.WestEurope (256 addresses)CUSTOMERS in that region
          """)
  void eachTagIsNamedOnceAndTheRestIsCounted(String tags, String sources, String open) {
    for (String prefixes : List.of("10.0.1.0/24", "10.0.1.0/24,fd00:1::/64")) {
      assertEquals(
          "open to " + open.replace("CUSTOMERS", CUSTOMERS), said(tags, sources, prefixes));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sql=2603:1030::/48                | Sql                | the service tag Sql
          Sql=203.0.113.0/24                | Sql,2603:1031::/48 | the service tag Sql (256 addresses) and public IPv6 addresses
          Sql=203.0.113.0/24 2603:1030::/48 | Sql                | the service tag Sql (256 addresses)
          Sql=203.0.113.0/24 2603:1030::/48 | Sql,2603:1031::/48 | the service tag Sql (256 addresses) and public IPv6 addresses
          """)
  void ofIpv6ItIsToldThatItIsOpen(String tags, String sources, String open) {
    assertEquals("open to " + open, said(tags, sources, "10.0.1.0/24,fd00:1::/64"));
  }

  /** Microsoft's list has IPv6 addresses of most tags. */
  @Test
  void aTagIsNamedWhereThereIsNoIpv6() {
    assertEquals(
        "open to the service tag AzureCloud (256 addresses)" + CUSTOMERS,
        said("AzureCloud=203.0.113.0/24 2603:1030::/48", "AzureCloud", "10.0.1.0/24"));
    assertEquals(
        "open to 256 public addresses",
        said("Sql=203.0.113.0/24 2603:1030::/48", "203.0.113.0/24", "10.0.1.0/24,fd00:1::/64"));
  }

  /** Of what is open to the subnet, whose prefixes these are. */
  private static String said(String tags, String sources, String prefixes) {
    RulePack pack =
        AskedNetwork.pack(
            """
            target: { subnet: web }
            must-not-allow:
              [{ direction: Inbound, protocol: Tcp, source: Internet, destination: subnet,
                 destination-ports: [22] }]
            """);
    String rows = "100 Allow Tcp " + sources + " * 22";
    String what =
        AskedNetwork.judged(pack, DefinedGroup.beforeWeb(rows, prefixes), tags(tags))
            .findings()
            .stream()
            .map(AskedNetwork::words)
            .findFirst()
            .orElseThrow();
    return what.substring(what.indexOf("; ") + 2);
  }
}
