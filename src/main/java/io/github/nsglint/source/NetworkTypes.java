package io.github.nsglint.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resource types that a network is made of, in Azure's spelling. Resource Graph answers in
 * lower case, and people write them as they like. Besides those that the program knows itself,
 * there are the services that rule packs speak of: the build lists those of the packs that come
 * with the program, and a user's own may name more.
 */
public final class NetworkTypes {
  /** What a snapshot says of a virtual network whose admin rules in force were all read. */
  public static final String EFFECTIVE_ADMIN_RULES =
      "Microsoft.Network/effectiveSecurityAdminRules";

  private static final NetworkTypes KNOWN =
      new NetworkTypes(
          byLowerCase(
              "Microsoft.Compute/virtualMachines",
              "Microsoft.Insights/diagnosticSettings",
              "Microsoft.Network/applicationSecurityGroups",
              "Microsoft.Network/bastionHosts",
              "Microsoft.Network/bastionHosts/providers/diagnosticSettings",
              "Microsoft.Network/bastionHosts/shareableLinks",
              // No type of Azure's: that it was asked which admin rules are in force somewhere.
              EFFECTIVE_ADMIN_RULES,
              "Microsoft.Network/networkInterfaces",
              "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups",
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
              "Microsoft.Network/virtualNetworks/virtualNetworkPeerings"),
          Set.of());

  private final Map<String, String> spelling;
  private final Set<String> wanted;

  private NetworkTypes(Map<String, String> spelling, Set<String> wanted) {
    this.spelling = spelling;
    this.wanted = Collections.unmodifiableSet(wanted);
  }

  /** Those that the program and its packs know. */
  public static NetworkTypes known() {
    return KNOWN;
  }

  /** These and others, spelled as given where they are new. */
  public NetworkTypes with(Iterable<String> others) {
    Map<String, String> all = new HashMap<>(spelling);
    for (String type : others) {
      all.putIfAbsent(type.toLowerCase(Locale.ROOT), type);
    }
    return new NetworkTypes(all, wanted);
  }

  /** The same, where rules that a user chose ask for resources of these types. */
  public NetworkTypes wanting(Collection<String> types) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    types.forEach(type -> all.add(canonical(type).orElse(type)));
    return new NetworkTypes(spelling, all);
  }

  /**
   * Types without which rules that a user chose cannot be judged, in alphabetical order. An input
   * that never has some of them has to say so.
   */
  public Set<String> wanted() {
    return wanted;
  }

  private static Map<String, String> byLowerCase(String... types) {
    Map<String, String> spelling = new HashMap<>();
    for (String type : types) {
      spelling.put(type.toLowerCase(Locale.ROOT), type);
    }
    for (String type : ofPacks().split("\n", -1)) {
      spelling.put(type.toLowerCase(Locale.ROOT), type);
    }
    spelling.remove("");
    return spelling;
  }

  private static String ofPacks() {
    String path = "rules/types.txt";
    try (InputStream in = NetworkTypes.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** The type in Azure's spelling; empty if no network is made of it. */
  public Optional<String> canonical(String type) {
    return Optional.ofNullable(spelling.get(type.toLowerCase(Locale.ROOT)));
  }
}
