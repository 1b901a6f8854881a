package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.ServiceTagSource.Use;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTagFileTest {
  @TempDir Path folder;

  private static final String WEEKLY =
      """
      { "changeNumber": 301, "cloud": "Public", "values": [
        { "name": "Storage", "id": "Storage", "properties": {
          "changeNumber": 7, "region": "", "regionId": 0, "platform": "Azure", "systemService": "AzureStorage",
          "addressPrefixes": ["20.33.1.0/24", "20.33.0.0/24", "2603:1000::/40"], "networkFeatures": ["NSG"] } },
        { "name": "Storage.WestEurope", "id": "Storage.WestEurope", "properties": {
          "addressPrefixes": ["20.33.1.7"] } },
        { "name": "Sql", "id": "Sql", "properties": { "addressPrefixes": [] } } ] }
      """;
  private static final String REST =
      """
      { "name": "public", "id": "/subscriptions/s/providers/Microsoft.Network/serviceTags/public",
        "type": "Microsoft.Network/serviceTags", "changeNumber": "301", "cloud": "Public", "values": [
        { "name": "Storage", "id": "Storage", "properties": { "changeNumber": "7", "region": "",
          "systemService": "AzureStorage",
          "addressPrefixes": ["20.33.0.0/23", "2603:1000::/40"] } } ] }
      """;
  private static final String POWERSHELL =
      """
      { "Values": [ { "Name": "Storage", "Id": "Storage", "Properties": { "ChangeNumber": "7", "Region": "",
          "SystemService": "AzureStorage", "AddressPrefixes": ["20.33.0.0/23", "2603:1000::/40"] } } ],
        "Name": "public", "Type": "Microsoft.Network/serviceTags", "ChangeNumber": "301", "Cloud": "Public" }
      """;

  /** What follows the head is no JSON at all. */
  private static final String HEAD_ALONE =
      "{ \"changeNumber\": 301, \"cloud\": \"Public\", \"values\": [ <html>";

  private TagAddresses file(String name, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(name), text);
    return TagAddresses.of(ServiceTagFile.at(path, name, Limits.standard()));
  }

  private static Optional<AddressSet> blocks(String... blocks) {
    return Optional.of(
        AddressSet.union(
            Stream.of(blocks)
                .map(text -> AddressSet.of(Cidr.parse(text).orElseThrow().range()))
                .toList()));
  }

  private static List<String> codes(TagAddresses tags) {
    return tags.problems().stream().map(Problem::code).toList();
  }

  @Test
  void theThreeWaysToGetItSayTheSame() throws IOException {
    for (String text : List.of(WEEKLY, REST, POWERSHELL)) {
      TagAddresses tags = file("tags.json", text);
      assertEquals(blocks("20.33.0.0/23", "2603:1000::/40"), tags.find("Storage"));
      assertEquals(
          Optional.of(
              new ServiceTagSource(
                  "tags.json",
                  Optional.of("Public"),
                  Optional.of("301"),
                  Optional.empty(),
                  Use.USED)),
          tags.source());
      assertEquals(List.of(), tags.problems());
    }
  }

  @Test
  void namesCompareWithoutCase() throws IOException {
    TagAddresses tags = file("tags.json", WEEKLY);
    assertEquals(blocks("20.33.1.7"), tags.find("storage.westEUROPE"));
    assertEquals(Optional.of("Storage.WestEurope"), tags.spelling("STORAGE.WESTEUROPE"));
  }

  @Test
  void aTagWithoutAddressesIsOneThatIsNotKnown() throws IOException {
    TagAddresses tags = file("tags.json", WEEKLY);
    assertEquals(Optional.empty(), tags.find("Sql"));
    assertEquals("tags.json does not tell them", tags.gap("Sql"));
  }

  @Test
  void whatNobodyAsksForIsNotRead() throws IOException {
    TagAddresses tags = file("ServiceTags_Public_20261123.json", HEAD_ALONE);
    assertEquals(
        Optional.of(
            new ServiceTagSource(
                "ServiceTags_Public_20261123.json",
                Optional.of("Public"),
                Optional.of("301"),
                Optional.of("2026-11-23"),
                Use.NOT_NEEDED)),
        tags.source());
    assertEquals(List.of(), tags.problems());

    assertEquals(Optional.empty(), tags.find("Storage"));
    assertEquals(List.of("json-syntax"), codes(tags));
    assertEquals(Use.NOT_USABLE, tags.source().orElseThrow().use());
    assertEquals("ServiceTags_Public_20261123.json could not be used", tags.gap("Storage"));
  }

  @Test
  void aBrokenHeadIsSeenWithoutAQuestion() throws IOException {
    for (String text : List.of("", "<html>", "[]", "{ \"cloud\": \"Public\"")) {
      TagAddresses tags = file("tags.json", text);
      assertEquals(1, tags.problems().size(), text);
      assertEquals(Use.NOT_USABLE, tags.source().orElseThrow().use());
    }
  }

  @Test
  void whatMicrosoftDoesNotPublishIsNotLookedFor() throws IOException {
    TagAddresses tags = file("tags.json", HEAD_ALONE);
    assertEquals(Optional.empty(), tags.find("CorpNetSaw"));
    assertEquals("Microsoft publishes no addresses of it", tags.gap("CorpNetSaw"));
    assertEquals(List.of(), tags.problems());
  }

  @Test
  void theDateIsThatOfTheName() {
    assertEquals(
        Optional.of("2023-02-13"), ServiceTagSource.date("a/ServiceTags_Public_20230213.json"));
    assertEquals(
        Optional.of("2023-02-13"), ServiceTagSource.date("ServiceTags_China_20230213.JSON"));
    for (String name :
        List.of(
            "ServiceTags_Public.json",
            "ServiceTags_Public_20231340.json",
            "ServiceTags_Public_2023021x.json",
            "20230213.json",
            ".json",
            "tags")) {
      assertEquals(Optional.empty(), ServiceTagSource.date(name), name);
    }
  }

  @Test
  void cloudsAreToldByTheirRegions() {
    assertEquals(Optional.of(AzureCloud.GOVERNMENT), AzureCloud.ofRegion("USGovVirginia"));
    assertEquals(Optional.of(AzureCloud.GOVERNMENT), AzureCloud.ofRegion("US DoD Central"));
    assertEquals(Optional.of(AzureCloud.CHINA), AzureCloud.ofRegion("chinaeast2"));
    assertEquals(Optional.of(AzureCloud.PUBLIC), AzureCloud.ofRegion("West Europe"));
    assertEquals(Optional.empty(), AzureCloud.ofRegion("global"));
    assertEquals(Optional.of(AzureCloud.GOVERNMENT), AzureCloud.ofFile("AzureGovernment"));
    assertEquals(Optional.of(AzureCloud.CHINA), AzureCloud.ofFile("AzureChinaCloud"));
    assertEquals(Optional.of(AzureCloud.PUBLIC), AzureCloud.ofFile("Public"));
    assertEquals(Optional.empty(), AzureCloud.ofFile("Other"));
  }

  @Test
  void aTextInMemory() {
    TagAddresses tags = TagAddresses.of(ServiceTagFile.of(new SourceFile("x.json", WEEKLY)));
    assertEquals(blocks("20.33.0.0/23", "2603:1000::/40"), tags.find("Storage"));
  }
}
