package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each feature on each SKU.
 *
 * @see <a href="https://learn.microsoft.com/azure/bastion/bastion-sku-comparison">the table</a>
 */
class BastionFeaturesTest {
  private static final List<String> SKUS = List.of("Developer", "Basic", "Standard", "Premium");

  /** A column a SKU, in that order. */
  private static final String TABLE =
      """
      enableTunneling no no yes yes
      enableIpConnect no no yes yes
      enableShareableLink no no yes yes
      enableFileCopy no no yes yes
      disableCopyPaste no no yes yes
      enableKerberos yes yes yes yes
      enableSessionRecording no no no yes
      enablePrivateOnlyBastion no no no yes
      """;

  @TempDir Path folder;

  @Test
  void eachSkuHasTheFeaturesOfTheTable() throws IOException {
    StringBuilder actual = new StringBuilder();
    for (String row : TABLE.lines().toList()) {
      String feature = row.substring(0, row.indexOf(' '));
      actual.append(feature);
      for (String sku : SKUS) {
        actual.append(has(sku, feature) ? " yes" : " no");
      }
      actual.append('\n');
    }
    assertEquals(TABLE, actual.toString());
  }

  private boolean has(String sku, String feature) throws IOException {
    Path file = folder.resolve(sku + "-" + feature + ".json");
    Files.writeString(
        file,
        """
        {
          "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/bastionHosts/bas",
          "name": "bas",
          "resourceGroup": "g",
          "type": "Microsoft.Network/bastionHosts",
          "sku": { "name": "%s" },
          "%s": true
        }
        """
            .formatted(sku, feature));
    List<Verdict> verdicts = new ArrayList<>();
    JudgedNetwork.of(List.of(file.toString())).findings().stream()
        .filter(finding -> finding.rule().id().equals("BAS221"))
        .forEach(finding -> verdicts.add(finding.verdict()));
    assertEquals(1, verdicts.size());
    return verdicts
        .get(0)
        .fold(
            holds -> true,
            broken -> false,
            undecided -> {
              throw new AssertionError(undecided);
            },
            notApplicable -> {
              throw new AssertionError(notApplicable);
            });
  }
}
