package io.github.nsglint.source.azcli;

import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What az prints for {@code --query id -o tsv} and {@code --query name -o tsv}: the ids and names
 * of resources follow from the command itself.
 */
final class AzOutput {
  private static final Map<String, String> TYPES = types();

  /** Commands answer what they make under a name. */
  private static final List<String> WRAPPERS =
      List.of("", "newvnet.", "newnsg.", "newnic.", "publicip.", "newvnetpeering.");

  private final ScriptedResources resources;
  private final Map<String, Argument> defaults;

  AzOutput(ScriptedResources resources, Map<String, Argument> defaults) {
    this.resources = resources;
    this.defaults = defaults;
  }

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("network nsg", "Microsoft.Network/networkSecurityGroups");
    types.put("network vnet", "Microsoft.Network/virtualNetworks");
    types.put("network vnet subnet", "Microsoft.Network/virtualNetworks/subnets");
    types.put("network public-ip", "Microsoft.Network/publicIPAddresses");
    types.put("network bastion", "Microsoft.Network/bastionHosts");
    types.put("network nic", "Microsoft.Network/networkInterfaces");
    types.put("network asg", "Microsoft.Network/applicationSecurityGroups");
    types.put("network route-table", "Microsoft.Network/routeTables");
    types.put("monitor log-analytics workspace", "Microsoft.OperationalInsights/workspaces");
    types.put("vm", "Microsoft.Compute/virtualMachines");
    return types;
  }

  /**
   * @param words those after {@code az}
   * @param length how many of them name the command
   * @return empty if it cannot be told
   */
  Optional<ScriptValue> printed(List<Argument> words, int length) {
    Map<String, Argument> options = new HashMap<>(defaults);
    for (int i = length; i + 1 < words.size(); i++) {
      String option = option(words.get(i).text());
      if (!option.isEmpty()) {
        options.put(option, words.get(i + 1));
      }
    }
    String query = text(options, "--query").toLowerCase(Locale.ROOT);
    boolean plain = text(options, "--output").equals("tsv");
    String name = AzSession.name(words, length);
    int verb = name.lastIndexOf(' ');
    if (verb < 0 || !plain) {
      return Optional.empty();
    }
    if (name.equals("account show") && query.equals("id")) {
      return Optional.of(ScriptValue.unknown("subscription", "the subscription is not known"));
    }
    String type = TYPES.get(name.substring(0, verb));
    boolean answers =
        name.endsWith(" show") || name.endsWith(" create") || name.endsWith(" update");
    if (type == null || !answers || !options.containsKey("--name")) {
      return Optional.empty();
    }
    for (String wrapper : WRAPPERS) {
      if (query.equals(wrapper + "id")) {
        return id(options, type);
      }
      if (query.equals(wrapper + "name")) {
        return Optional.of(options.get("--name").value());
      }
    }
    return Optional.empty();
  }

  private static String text(Map<String, Argument> options, String option) {
    return Optional.ofNullable(options.get(option)).map(Argument::text).orElse("");
  }

  private static String option(String word) {
    return switch (word) {
      case "-n", "--name", "--workspace-name" -> "--name";
      case "-g", "--resource-group" -> "--resource-group";
      case "-o", "--output" -> "--output";
      case "--query", "--vnet-name", "--subscription" -> word;
      default -> "";
    };
  }

  private Optional<ScriptValue> id(Map<String, Argument> options, String type) {
    Argument group = options.get("--resource-group");
    Argument name = options.get("--name");
    Argument parent = options.get("--vnet-name");
    boolean child = type.indexOf('/') != type.lastIndexOf('/');
    if (group == null || name == null || (child && parent == null)) {
      return Optional.empty();
    }
    Invocation.Given inGroup = new Invocation.Given(group.span(), List.of(group));
    Invocation call =
        new Invocation(
            new AzCommand("", List.of()),
            Map.of("--resource-group", inGroup),
            Optional.empty(),
            name.span());
    String id =
        child && parent != null
            ? resources.id(call, type, parent.value(), name.value())
            : resources.id(call, type, name.value());
    Optional<String> reason = group.value().reason().or(() -> name.value().reason());
    return Optional.of(new ScriptValue(id, reason));
  }
}
