package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.model.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts stand in a subnet, and of which nobody can tell. */
class AttachmentsTest {
  private static final String SUBNETS = "Microsoft.Network/virtualNetworks/subnets";

  /** What is said of the host in each subnet of the networks v and w. */
  private static String said(String configurations) {
    String host =
        """
        { "type": "Microsoft.Network/bastionHosts", "apiVersion": "2024-05-01", "name": "bas",
          "properties": { %s } }
        """
            .formatted(configurations);
    String web = DefinedGroup.subnet("web", "10.0.1.0/24", "nsg");
    String network = DefinedGroup.network(web, web.replace("web", "data").replace("0.1", "0.2"));
    Network read =
        AskedNetwork.judged(
                AskedNetwork.pack("target: { subnet: any }\nmust-have: true"),
                AskedNetwork.template(network, host))
            .network();
    Attachments attachments = new Attachments(read);
    List<String> said = new ArrayList<>();
    read.subnets()
        .forEach(
            subnet -> {
              if (!attachments.hostsOf(subnet).isEmpty()) {
                said.add("in " + subnet.name());
              }
              if (!attachments.hostsPerhapsOf(subnet).isEmpty()) {
                said.add("perhaps in " + subnet.name());
              }
            });
    return String.join(", ", said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          [resourceId('TYPE', 'v', 'web')]             | in web
          [resourceId('TYPE', 'v', 'other')]           | ''
          [resourceId('TYPE', 'w', 'web')]             | ''
          [parameters('p')]                            | perhaps in web, perhaps in data
          [resourceId('TYPE', parameters('p'), 'web')] | perhaps in web
          [resourceId('TYPE', 'v', parameters('p'))]   | perhaps in web, perhaps in data
          [resourceId('TYPE', 'w', parameters('p'))]   | ''
          """)
  void bySubnet(String id, String expected) {
    String subnet = "\"subnet\": { \"id\": \"" + id.replace("TYPE", SUBNETS) + "\" }";
    assertEquals(expected, said("\"ipConfigurations\": [{ \"properties\": { " + subnet + " } }]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "ipConfigurations": []                             | ''
          "ipConfigurations": [{ "properties": { } }]        | ''
          "virtualNetwork": { "id": "[parameters('p')]" }    | ''
          """)
  void withoutASubnet(String properties, String expected) {
    assertEquals(expected, said(properties));
  }
}
