package io.github.nsglint.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The resource types that a network is made of, in Azure's spelling. Resource Graph answers in
 * lower case, and people write them as they like.
 */
public final class NetworkTypes {
  private static final Map<String, String> SPELLING =
      byLowerCase(
          "Microsoft.Compute/virtualMachines",
          "Microsoft.Insights/diagnosticSettings",
          "Microsoft.Network/applicationSecurityGroups",
          "Microsoft.Network/bastionHosts",
          "Microsoft.Network/bastionHosts/providers/diagnosticSettings",
          "Microsoft.Network/networkInterfaces",
          "Microsoft.Network/networkManagers/networkGroups/staticMembers",
          "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections",
          "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Network/networkSecurityGroups/securityRules",
          "Microsoft.Network/publicIPAddresses",
          "Microsoft.Network/routeTables",
          "Microsoft.Network/routeTables/routes",
          "Microsoft.Network/virtualNetworks",
          "Microsoft.Network/virtualNetworks/subnets",
          "Microsoft.Network/virtualNetworks/virtualNetworkPeerings");

  private NetworkTypes() {}

  private static Map<String, String> byLowerCase(String... types) {
    Map<String, String> spelling = new HashMap<>();
    for (String type : types) {
      spelling.put(type.toLowerCase(Locale.ROOT), type);
    }
    return spelling;
  }

  /** The type in Azure's spelling; empty if no network is made of it. */
  public static Optional<String> canonical(String type) {
    return Optional.ofNullable(SPELLING.get(type.toLowerCase(Locale.ROOT)));
  }
}
