package io.github.nsglint.azure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The service tags Azure knows and how they lie in one another. A pair this table says nothing
 * about may overlap.
 *
 * <p>Which tag lies in {@code AzureCloud} was measured, IPv4 and IPv6, on Microsoft's published
 * file with change number 240 (February 2023); there each {@code Tag.Region} lay in {@code Tag}
 * too.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview">Service
 *     tags overview</a>
 */
public final class ServiceTags {
  public static final String INTERNET = "Internet";
  public static final String VIRTUAL_NETWORK = "VirtualNetwork";
  public static final String AZURE_LOAD_BALANCER = "AzureLoadBalancer";
  static final String AZURE_CLOUD = "AzureCloud";
  static final String PLATFORM_DNS = "AzurePlatformDNS";
  static final String PLATFORM_METADATA = "AzurePlatformIMDS";

  /**
   * Tags of the platform's own addresses; a rule that names one speaks of traffic that other rules
   * do not reach.
   */
  static final List<String> PLATFORM = List.of(PLATFORM_DNS, PLATFORM_METADATA, "AzurePlatformLKM");

  private static final String IN_AZURE_CLOUD_REGIONAL =
      """
      ApiManagement AppService AppServiceManagement AzureArcInfrastructure AzureAttestation AzureBackup
      AzureBotService AzureCognitiveSearch AzureConnectors AzureContainerRegistry AzureCosmosDB
      AzureDataExplorerManagement AzureDataLake AzureDevOps AzureDevSpaces AzureDigitalTwins AzureEventGrid
      AzureKeyVault AzureMachineLearning AzureOpenDatasets AzurePortal AzureResourceManager AzureSecurityCenter
      AzureSignalR BatchNodeManagement Dynamics365ForMarketingEmail GatewayManager HDInsight LogicApps
      MicrosoftCloudAppSecurity MicrosoftContainerRegistry PowerPlatformInfra PowerPlatformPlex
      PowerQueryOnline ServiceBus ServiceFabric Sql StorageSyncService""";

  private static final String IN_AZURE_CLOUD_GLOBAL =
      """
      AppConfiguration ApplicationInsightsAvailability AutonomousDevelopmentPlatform
      AzureActiveDirectoryDomainServices AzureAdvancedThreatProtection AzureDatabricks AzureHealthcareAPIs
      AzureInformationProtection AzureLoadTestingInstanceManagement AzureSentinel AzureSiteRecovery AzureSphere
      AzureStack AzureTrafficManager AzureWebPubSub ChaosStudio CognitiveServicesManagement
      Dynamics365BusinessCentral Grafana GuestAndHybridManagement LogicAppsManagement
      M365ManagementActivityApi M365ManagementActivityApiWebhook MicrosoftAzureFluidRelay
      MicrosoftDefenderForEndpoint OneDsCollector PowerBI WindowsAdminCenter""";

  /** They overlap with AzureCloud, in IPv4 or in IPv6, without lying in it. */
  private static final String PARTLY_IN_AZURE_CLOUD_REGIONAL =
      """
      ActionGroup AzureIoTHub AzureMonitor AzureUpdateDelivery DataFactory EventHub SCCservice Storage
      WindowsVirtualDesktop""";

  /**
   * The dotted ones are no regional forms. CorpNetPublic and CorpNetSaw are Microsoft's own and in
   * no published file.
   */
  private static final String OTHER_GLOBAL =
      """
      AzureActiveDirectory AzureActiveDirectory.ServiceEndpoint AzureFrontDoor.Backend AzureFrontDoor.FirstParty
      AzureFrontDoor.Frontend AzureMonitor.Core CorpNetPublic CorpNetSaw DataFactoryManagement
      EOPExternalPublishedIPs SqlManagement""";

  /** Microsoft's own networks: NSGs take the tags, no file shows their addresses. */
  private static final List<String> UNPUBLISHED = List.of("corpnetpublic", "corpnetsaw");

  /**
   * Spellings of the classic deployment model. Azure Resource Manager compares tags without case,
   * but refuses these for their underscores.
   *
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/pull/1206">the names that ARM
   *     takes</a>
   */
  private static final Map<String, String> CLASSIC =
      Map.of(
          "virtual_network", VIRTUAL_NETWORK,
          "azure_loadbalancer", AZURE_LOAD_BALANCER);

  private enum Kind {
    OWN,
    IN_AZURE_CLOUD,
    OTHER
  }

  private record Tag(String name, Kind kind, boolean regional) {}

  private static final Map<String, Tag> TAGS = tags();

  /** The same by their very names, which is how nearly all files write them. */
  private static final Map<String, Tag> AS_SPELLED = asSpelled();

  private ServiceTags() {}

  private static Map<String, Tag> asSpelled() {
    Map<String, Tag> tags = new HashMap<>();
    TAGS.values().forEach(tag -> tags.put(tag.name(), tag));
    return tags;
  }

  private static @Nullable Tag tag(String name) {
    Tag tag = AS_SPELLED.get(name);
    return tag != null ? tag : TAGS.get(name.toLowerCase(Locale.ROOT));
  }

  private static Map<String, Tag> tags() {
    Map<String, Tag> tags = new TreeMap<>();
    add(tags, IN_AZURE_CLOUD_REGIONAL, Kind.IN_AZURE_CLOUD, true);
    add(tags, IN_AZURE_CLOUD_GLOBAL, Kind.IN_AZURE_CLOUD, false);
    add(tags, PARTLY_IN_AZURE_CLOUD_REGIONAL, Kind.OTHER, true);
    add(tags, OTHER_GLOBAL, Kind.OTHER, false);
    add(tags, AZURE_CLOUD, Kind.OTHER, true);
    add(tags, INTERNET + " " + VIRTUAL_NETWORK + " " + AZURE_LOAD_BALANCER, Kind.OWN, false);
    add(tags, String.join(" ", PLATFORM), Kind.OWN, false);
    return tags;
  }

  private static void add(Map<String, Tag> tags, String names, Kind kind, boolean regional) {
    for (String name : names.strip().split("\\s+", -1)) {
      tags.put(name.toLowerCase(Locale.ROOT), new Tag(name, kind, regional));
    }
  }

  /**
   * The tag as Azure spells it.
   *
   * @param text in any case, also {@code Storage.westeurope} and the classic {@code
   *     VIRTUAL_NETWORK}
   * @return empty when no such tag is known here, which does not mean that Azure knows none
   */
  public static Optional<String> find(String text) {
    if (AS_SPELLED.containsKey(text)) {
      return Optional.of(text);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String classic = CLASSIC.get(lower);
    if (classic != null) {
      return Optional.of(classic);
    }
    Tag tag = TAGS.get(lower);
    if (tag != null) {
      return Optional.of(tag.name());
    }
    return base(lower).map(found -> found.name() + text.substring(text.indexOf('.')));
  }

  /** Whether a text is a tag's name in the classic deployment model alone. */
  static boolean isClassic(String text) {
    return CLASSIC.containsKey(text.toLowerCase(Locale.ROOT));
  }

  /** All known names without regional forms, in alphabetical order. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    TAGS.values().forEach(tag -> names.add(tag.name()));
    return names;
  }

  /**
   * Whether a tag stands for public addresses of Microsoft's: not the network's own, nor the
   * platform's. A tag that is not known here does.
   */
  public static boolean isPublic(String name) {
    Tag tag = tag(name);
    return tag == null || tag.kind() != Kind.OWN;
  }

  /** Whether no file of Microsoft's has the addresses of a tag. */
  static boolean isUnpublished(String name) {
    return UNPUBLISHED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The region of a regional form, {@code WestEurope} of {@code Storage.WestEurope}. */
  static Optional<String> region(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TAGS.containsKey(lower) || base(lower).isEmpty()
        ? Optional.empty()
        : Optional.of(name.substring(name.indexOf('.') + 1));
  }

  /** Whether a tag stands for the platform's own services, of which other rules do not speak. */
  public static boolean isOfPlatform(String name) {
    return PLATFORM.contains(name);
  }

  /**
   * Whether it is certain that every address of one public tag belongs to another, or that both are
   * one.
   */
  public static boolean isWithin(String inner, String outer) {
    String in = inner.toLowerCase(Locale.ROOT);
    String out = outer.toLowerCase(Locale.ROOT);
    if (in.equals(out)) {
      return true;
    }
    Optional<Tag> region = TAGS.containsKey(in) ? Optional.empty() : base(in);
    if (region.isPresent()) {
      return isWithin(region.get().name(), outer);
    }
    Tag tag = TAGS.get(in);
    return tag != null
        && tag.kind() == Kind.IN_AZURE_CLOUD
        && out.equals(AZURE_CLOUD.toLowerCase(Locale.ROOT));
  }

  /** The tag of which the name is a regional form, if it is one. */
  private static Optional<Tag> base(String lower) {
    int dot = lower.indexOf('.');
    if (dot <= 0 || dot == lower.length() - 1 || lower.indexOf('.', dot + 1) >= 0) {
      return Optional.empty();
    }
    Tag tag = TAGS.get(lower.substring(0, dot));
    boolean word = lower.substring(dot + 1).chars().allMatch(Character::isLetterOrDigit);
    return tag != null && tag.regional() && word ? Optional.of(tag) : Optional.empty();
  }
}
