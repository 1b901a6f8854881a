package io.github.nsglint.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * The clouds that Azure is divided into. Each has its own regions and its own addresses: a service
 * tag holds nothing of another cloud's.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure">regions
 *     of Azure Government</a>
 * @see <a href="https://learn.microsoft.com/azure/china/overview-datacenter">regions of Azure in
 *     China</a>
 */
enum AzureCloud {
  PUBLIC("the public cloud"),
  GOVERNMENT("Azure Government"),
  CHINA("Azure in China");

  private final String words;

  AzureCloud(String words) {
    this.words = words;
  }

  /**
   * The cloud that a service-tag file says it is of: {@code Public}, {@code AzureGovernment},
   * {@code AzureChinaCloud}; empty for one that is not known here.
   */
  static Optional<AzureCloud> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("public") || lower.equals("azurecloud")) {
      return Optional.of(PUBLIC);
    } else if (lower.contains("government")) {
      return Optional.of(GOVERNMENT);
    }
    return lower.contains("china") ? Optional.of(CHINA) : Optional.empty();
  }

  /**
   * The cloud of a region. No other cloud has regions named like those of Azure Government and of
   * Azure in China.
   *
   * @param region {@code westeurope}, {@code US Gov Virginia}
   * @return empty for what need not be a region of one of these clouds: {@code global}
   */
  static Optional<AzureCloud> ofRegion(String region) {
    String lower = region.replace(" ", "").toLowerCase(Locale.ROOT);
    if (lower.startsWith("usgov") || lower.startsWith("usdod")) {
      return Optional.of(GOVERNMENT);
    } else if (lower.startsWith("china")) {
      return Optional.of(CHINA);
    }
    boolean other =
        lower.isEmpty()
            || lower.equals("global")
            || lower.startsWith("usnat")
            || lower.startsWith("ussec")
            || lower.equals("germanycentral")
            || lower.equals("germanynortheast");
    return other ? Optional.empty() : Optional.of(PUBLIC);
  }

  @Override
  public String toString() {
    return words;
  }
}
