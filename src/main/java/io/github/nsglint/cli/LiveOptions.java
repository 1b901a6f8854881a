package io.github.nsglint.cli;

import io.github.nsglint.model.ResourceId;
import io.github.nsglint.source.live.ArmEndpoint;
import io.github.nsglint.source.live.Cloud;
import io.github.nsglint.source.live.LiveReading;
import io.github.nsglint.source.live.LiveScope;
import io.github.nsglint.source.live.ReadOperation;
import io.github.nsglint.source.live.SignIn;
import io.github.nsglint.source.live.Tokens;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Where commands that ask Azure sign in, and what they read there. */
final class LiveOptions {
  private static final List<String> CREDENTIALS =
      List.of(
          "default",
          "cli",
          "managed-identity",
          "workload-identity",
          "environment",
          "device-code",
          "browser");

  private static final String EFFECTIVE = "--effective";
  private static final String REQUESTS = "--requests";

  private static final List<String> CLOUDS = List.of("public", "us-government", "china");

  /** An access token for short audits. */
  private static final String TOKEN = "NSGLINT_ACCESS_TOKEN";

  private LiveOptions() {}

  static void addTo(CommandSpec spec) {
    list(spec, "--subscription", "GUID", "Read this subscription.");
    list(spec, "--management-group", "NAME", "Read all subscriptions below this group.");
    flag(spec, "--all-subscriptions", "Read every subscription that the caller sees.");
    list(spec, "--resource-group", "NAME", "Of each subscription only this resource group.");
    choice(
        spec,
        "--credential",
        CREDENTIALS,
        "How to sign in: "
            + String.join(", ", CREDENTIALS)
            + ". Without it, the default chain of Azure's library; with an access token in "
            + TOKEN
            + ", that.");
    text(spec, "--tenant", "GUID", "The tenant to sign in to; without it, the caller's own.");
    choice(spec, "--cloud", CLOUDS, "public (default), us-government or china.");
    text(
        spec,
        "--arm-endpoint",
        "URL",
        "Another Azure Resource Manager, as of Azure Stack; needs --authority, or a token in "
            + TOKEN
            + ". Plain http: on this machine only, with that token.");
    text(spec, "--authority", "URL", "Where one signs in to that.");
    choice(
        spec,
        "--via",
        List.of("arm", "resource-graph"),
        "arm (default): ask for each list of each subscription. resource-graph: one question for"
            + " many subscriptions, of what Azure's index knows; the rest as before.");
    flag(
        spec,
        "--check-access",
        "Only tell, for each subscription, which permissions the caller lacks.");
    flag(
        spec,
        REQUESTS,
        "Only print every request that can be made of Azure, with the permission that it needs.");
  }

  /** Whether the user wants nothing but the list of requests. */
  static boolean asksForRequests(ParseResult arguments) {
    return arguments.hasMatchedOption(REQUESTS);
  }

  /** Further questions, for commands that tell the answers. */
  static void addQuestionsTo(CommandSpec spec) {
    flag(
        spec,
        "--sessions",
        "Also ask each Bastion host who is connected to which machine, and tell how many are; the"
            + " role needs more for that.");
    list(
        spec,
        EFFECTIVE,
        "NAME",
        "Also ask Azure which security rules are in force at this network interface, by name or id,"
            + " and compare them with what its groups say; all for each that has a machine, at most"
            + " 500 of a subscription. Each takes Azure some seconds, is answered only while the"
            + " machine runs, and the role needs more for it.");
  }

  private static void list(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .splitRegex(",")
            .description(description + " Repeat it, or separate with commas.")
            .build());
  }

  private static void text(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(String.class)
            .description(description)
            .build());
  }

  private static void choice(
      CommandSpec spec, String name, List<String> values, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(name.substring(2).toUpperCase(Locale.ROOT))
            .type(String.class)
            .completionCandidates(values)
            .description(description)
            .build());
  }

  private static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  /** Whether the user says which subscriptions to read. */
  static boolean isScoped(ParseResult arguments) {
    return arguments.hasMatchedOption("--subscription")
        || arguments.hasMatchedOption("--management-group")
        || arguments.hasMatchedOption("--all-subscriptions");
  }

  static LiveScope scope(ParseResult arguments, Collection<String> types) throws UsageException {
    List<String> subscriptions = arguments.matchedOptionValue("--subscription", List.of());
    List<String> managementGroups = arguments.matchedOptionValue("--management-group", List.of());
    boolean all = arguments.hasMatchedOption("--all-subscriptions");
    List<String> groups = arguments.matchedOptionValue("--resource-group", List.of());
    if (!isScoped(arguments)) {
      throw new UsageException(
          "say what to read: --subscription, --management-group or --all-subscriptions");
    }
    for (String id : subscriptions) {
      if (!LiveReading.isId(id)) {
        throw new UsageException("--subscription takes the id of one, not '" + id + "'");
      }
    }
    names("--management-group", managementGroups);
    names("--resource-group", groups);
    return new LiveScope(
        subscriptions,
        managementGroups,
        all,
        groups,
        extras(arguments),
        interfaces(arguments),
        List.copyOf(types));
  }

  private static List<String> interfaces(ParseResult arguments) throws UsageException {
    List<String> interfaces = arguments.matchedOptionValue(EFFECTIVE, List.<String>of());
    for (String each : interfaces) {
      boolean id =
          ResourceId.parse(each)
              .filter(
                  found -> found.isGlobal() && found.isType("Microsoft.Network/networkInterfaces"))
              .isPresent();
      if (each.startsWith("/") ? !id : !isName(each)) {
        throw new UsageException(
            EFFECTIVE
                + " takes the name or the id of a network interface, or all, not '"
                + each
                + "'");
      }
    }
    return interfaces;
  }

  private static Set<ReadOperation> extras(ParseResult arguments) throws UsageException {
    Set<ReadOperation> extras = EnumSet.noneOf(ReadOperation.class);
    String via = arguments.matchedOptionValue("--via", "arm").toLowerCase(Locale.ROOT);
    Reports.oneOf("--via", via, List.of("arm", "resource-graph"));
    if (via.equals("resource-graph")) {
      extras.add(ReadOperation.RESOURCE_GRAPH);
    }
    if (arguments.matchedOptionValue("--service-tags", "").equals(Inputs.LIVE)) {
      extras.add(ReadOperation.SERVICE_TAGS);
    }
    if (arguments.hasMatchedOption("--sessions")) {
      extras.add(ReadOperation.ACTIVE_SESSIONS);
      extras.add(ReadOperation.OPERATION_RESULTS);
    }
    if (arguments.hasMatchedOption(EFFECTIVE)) {
      extras.add(ReadOperation.EFFECTIVE_SECURITY_RULES);
      extras.add(ReadOperation.OPERATION_RESULTS);
    }
    return extras;
  }

  private static void names(String option, List<String> names) throws UsageException {
    for (String name : names) {
      if (!isName(name)) {
        throw new UsageException(option + " takes a name, not '" + name + "'");
      }
    }
  }

  private static boolean isName(String text) {
    return text.matches("[^/?#%\\\\\\s]+");
  }

  static Cloud cloud(ParseResult arguments) throws UsageException {
    if (!arguments.hasMatchedOption("--arm-endpoint")) {
      String name = arguments.matchedOptionValue("--cloud", "public").toLowerCase(Locale.ROOT);
      Reports.oneOf("--cloud", name, CLOUDS);
      if (arguments.hasMatchedOption("--authority")) {
        throw new UsageException("--authority goes with --arm-endpoint");
      }
      return Cloud.named(name).orElseThrow();
    }
    if (arguments.hasMatchedOption("--cloud")) {
      throw new UsageException("--cloud and --arm-endpoint name two places; give one");
    }
    String url = arguments.matchedOptionValue("--arm-endpoint", "");
    Optional<ArmEndpoint> endpoint = ArmEndpoint.parse(url);
    if (endpoint.isEmpty()) {
      throw new UsageException(
          "--arm-endpoint takes https://HOST, or http://127.0.0.1:PORT, not '" + url + "'");
    }
    String authority = arguments.matchedOptionValue("--authority", "");
    if (!authority.isEmpty() && !authority.startsWith("https://")) {
      throw new UsageException("--authority takes https://HOST, not '" + authority + "'");
    }
    return new Cloud(endpoint.get(), authority);
  }

  static Tokens tokens(Cloud cloud, ParseResult arguments, Console console) throws UsageException {
    String token = console.environment().getOrDefault(TOKEN, "").strip();
    boolean chosen = arguments.hasMatchedOption("--credential");
    if (!token.isEmpty() && !chosen) {
      if (!token.matches("[\\x21-\\x7e]+")) {
        throw new UsageException(TOKEN + " holds no token: there are blanks or other signs in it");
      }
      return SignIn.handedOver(token);
    }
    if (cloud.endpoint().isPlain()) {
      throw new UsageException(
          "over plain http only the token in " + TOKEN + " is sent, and it is not set");
    }
    if (cloud.authority().isEmpty()) {
      throw new UsageException("--arm-endpoint needs --authority, or a token in " + TOKEN);
    }
    String way = arguments.matchedOptionValue("--credential", "default").toLowerCase(Locale.ROOT);
    Reports.oneOf("--credential", way, CREDENTIALS);
    Optional<String> tenant =
        Optional.of(arguments.matchedOptionValue("--tenant", "")).filter(text -> !text.isEmpty());
    return SignIn.of(cloud, way, tenant, message -> console.err().println("nsglint: " + message));
  }
}
