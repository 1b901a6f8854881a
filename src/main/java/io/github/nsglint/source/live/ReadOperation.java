package io.github.nsglint.source.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every request that the program can make of Azure Resource Manager, and no other: what is not
 * listed here is refused before it is sent. None changes anything; those that are sent with POST
 * ask questions.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/azure/">the operations</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/role-based-access-control/permissions/networking">the
 *     permissions</a>
 */
public enum ReadOperation {
  SUBSCRIPTIONS(
      "GET", "/subscriptions", "2022-12-01", "", "Microsoft.Resources/subscriptions/read"),
  SUBSCRIPTION(
      "GET",
      "/subscriptions/{subscription}",
      "2022-12-01",
      "",
      "Microsoft.Resources/subscriptions/read"),
  MANAGEMENT_GROUP(
      "GET",
      "/providers/Microsoft.Management/managementGroups/{managementGroup}/descendants",
      "2020-05-01",
      "",
      "Microsoft.Management/managementGroups/descendants/read"),
  PERMISSIONS(
      "GET",
      "/subscriptions/{subscription}/providers/Microsoft.Authorization/permissions",
      "2022-04-01",
      "",
      "Microsoft.Authorization/permissions/read"),

  NETWORK_SECURITY_GROUPS("Microsoft.Network/networkSecurityGroups"),
  VIRTUAL_NETWORKS("Microsoft.Network/virtualNetworks"),
  NETWORK_INTERFACES("Microsoft.Network/networkInterfaces"),
  PUBLIC_IP_ADDRESSES("Microsoft.Network/publicIPAddresses"),
  BASTION_HOSTS("Microsoft.Network/bastionHosts"),
  ROUTE_TABLES("Microsoft.Network/routeTables"),
  APPLICATION_SECURITY_GROUPS("Microsoft.Network/applicationSecurityGroups"),
  NETWORK_WATCHERS("Microsoft.Network/networkWatchers"),
  VIRTUAL_MACHINES(
      "GET",
      "{scope}/providers/Microsoft.Compute/virtualMachines",
      "2024-07-01",
      "Microsoft.Compute/virtualMachines",
      "Microsoft.Compute/virtualMachines/read"),

  DIAGNOSTIC_SETTINGS(
      "GET",
      "{bastionHost}/providers/Microsoft.Insights/diagnosticSettings",
      "2021-05-01-preview",
      "Microsoft.Insights/diagnosticSettings",
      "Microsoft.Insights/diagnosticSettings/read"),
  SHAREABLE_LINKS(
      "POST",
      "{bastionHost}/getShareableLinks",
      Version.NETWORK,
      "Microsoft.Network/bastionHosts/shareableLinks",
      "Microsoft.Network/bastionHosts/getShareableLinks/action"),
  SECURITY_ADMIN_RULES(
      "POST",
      "{virtualNetwork}/listNetworkManagerEffectiveSecurityAdminRules",
      Version.NETWORK,
      "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
      "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action"),
  FLOW_LOGS(
      "GET",
      "{networkWatcher}/flowLogs",
      Version.NETWORK,
      "Microsoft.Network/networkWatchers/flowLogs",
      "Microsoft.Network/networkWatchers/flowLogs/read"),

  SERVICE_TAGS(
      "GET",
      "{location}/serviceTags",
      Version.NETWORK,
      "",
      "Microsoft.Network/locations/serviceTags/read"),
  ACTIVE_SESSIONS(
      "POST",
      "{bastionHost}/getActiveSessions",
      Version.NETWORK,
      "Microsoft.Network/bastionHosts/activeSessions",
      "Microsoft.Network/bastionHosts/getactivesessions/action"),
  /**
   * Azure answers only while the interface's machine runs.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/list-effective-network-security-groups">the
   *     question</a>
   */
  EFFECTIVE_SECURITY_RULES(
      "POST",
      "{networkInterface}/effectiveNetworkSecurityGroups",
      Version.NETWORK,
      "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups",
      "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action"),
  /** Where Azure answers what it took longer to find out. */
  OPERATION_RESULTS(
      "GET",
      "{location}/operationResults/{operation}",
      Version.NETWORK,
      "",
      "Microsoft.Network/locations/operationResults/read"),
  RESOURCE_GRAPH(
      "POST",
      "/providers/Microsoft.ResourceGraph/resources",
      "2022-10-01",
      "",
      "Microsoft.ResourceGraph/resources/read");

  /** A constant's own fields may be read only after the constants. */
  private static final class Version {
    static final String NETWORK = "2025-03-01";
  }

  /** What Azure answers inside of a list. */
  private static final List<String> INNER =
      List.of(
          "Microsoft.Network/networkSecurityGroups/securityRules",
          "Microsoft.Network/routeTables/routes",
          "Microsoft.Network/virtualNetworks/subnets",
          "Microsoft.Network/virtualNetworks/virtualNetworkPeerings");

  private static final String NAME = "[^/?#]+";
  private static final String SUBSCRIPTION_PATH = "/subscriptions/" + NAME;
  private static final String GROUP_PATH = SUBSCRIPTION_PATH + "/resourceGroups/" + NAME;
  private static final String NETWORK_PATH = GROUP_PATH + "/providers/Microsoft.Network/";

  private final String method;
  private final String path;
  private final String apiVersion;
  private final String type;
  private final String action;
  private final Pattern pattern;

  ReadOperation(String type) {
    this("GET", "{scope}/providers/" + type, Version.NETWORK, type, type + "/read");
  }

  ReadOperation(String method, String path, String apiVersion, String type, String action) {
    this.method = method;
    this.path = path;
    this.apiVersion = apiVersion;
    this.type = type;
    this.action = action;
    this.pattern = pattern(path);
  }

  private static Pattern pattern(String path) {
    String regex =
        path.replace(".", "\\.")
            .replace("{scope}", SUBSCRIPTION_PATH + "(?:/resourceGroups/" + NAME + ")?")
            .replace("{bastionHost}", NETWORK_PATH + "bastionHosts/" + NAME)
            .replace("{virtualNetwork}", NETWORK_PATH + "virtualNetworks/" + NAME)
            .replace("{networkWatcher}", NETWORK_PATH + "networkWatchers/" + NAME)
            .replace("{networkInterface}", NETWORK_PATH + "networkInterfaces/" + NAME)
            .replace(
                "{location}", SUBSCRIPTION_PATH + "/providers/Microsoft.Network/locations/" + NAME)
            .replace("{operation}", NAME)
            .replace("{subscription}", NAME)
            .replace("{managementGroup}", NAME);
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** {@code GET} or {@code POST}. */
  public String method() {
    return method;
  }

  /** With what differs between requests in braces. */
  public String path() {
    return path;
  }

  public String apiVersion() {
    return apiVersion;
  }

  /** Of the resources that are answered; empty when they are none of a network. */
  public String type() {
    return type;
  }

  /** What a role must allow for it. */
  public String action() {
    return action;
  }

  /** The options without which it is not asked; empty for what every scan asks. */
  public String option() {
    return switch (this) {
      case SERVICE_TAGS -> "--service-tags live";
      case RESOURCE_GRAPH -> "--via resource-graph";
      case ACTIVE_SESSIONS -> "--sessions";
      case EFFECTIVE_SECURITY_RULES -> "--effective";
      case OPERATION_RESULTS -> "--sessions, --effective";
      default -> "";
    };
  }

  /** The provider that a subscription must be registered with. */
  String provider() {
    return action.substring(0, action.indexOf('/'));
  }

  /** The last part of the type: {@code networkSecurityGroups}; the files of a snapshot have it. */
  String fileName() {
    return this == SECURITY_ADMIN_RULES
        ? "securityAdminRules"
        : type.isEmpty() ? path.substring(path.lastIndexOf('/') + 1) : lastPart();
  }

  private String lastPart() {
    return type.substring(type.lastIndexOf('/') + 1);
  }

  /** In a sentence: {@code network security groups}. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("ip ", "IP ");
  }

  /** Whether all of a subscription, or of a resource group, are listed by one request. */
  boolean isListing() {
    return path.startsWith("{scope}");
  }

  /**
   * @param value for what stands in braces; a resource's id, {@code /subscriptions/…} with or
   *     without a resource group, or a name
   */
  String pathOf(String value) {
    return path.replaceFirst("\\{\\w+}", Matcher.quoteReplacement(value));
  }

  /** Whether a request is of this kind; the next page of a question may be had with GET. */
  boolean allows(String requestMethod, String requestPath) {
    return (method.equals(requestMethod) || requestMethod.equals("GET"))
        && pattern.matcher(requestPath).matches();
  }

  /** The operation that a request is, if it is one of them. */
  static Optional<ReadOperation> of(String method, String path) {
    for (ReadOperation operation : values()) {
      if (operation.allows(method, path)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  /** Whether resources of a type are read by every scan, or lie in those that are. */
  static boolean isListed(String type) {
    for (String inner : INNER) {
      if (inner.equalsIgnoreCase(type)) {
        return true;
      }
    }
    for (ReadOperation operation : values()) {
      if (operation.option().isEmpty() && operation.type().equalsIgnoreCase(type)) {
        return true;
      }
    }
    return false;
  }

  /** Those that list a subscription or a resource group, in their order here. */
  static List<ReadOperation> listings() {
    List<ReadOperation> listings = new ArrayList<>();
    for (ReadOperation operation : values()) {
      if (operation.isListing()) {
        listings.add(operation);
      }
    }
    return listings;
  }
}
