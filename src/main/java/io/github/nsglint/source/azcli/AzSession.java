package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What az is told in a script, one command after the other.
 *
 * <p>Problems: {@code script-command}, a command that changes a network and is not followed; {@code
 * script-clean-up}, a resource group that goes with all in it; those of {@link CommandLineReader}
 * and {@link ChangedResource}.
 */
final class AzSession {
  private static final int LONGEST_NAME = 5;

  /** Beginnings of commands that are about what this program reads. */
  private static final List<String> NETWORK_GROUPS =
      List.of(
          "monitor diagnostic-settings update",
          "network asg ",
          "network bastion ",
          "network nic ",
          "network nsg ",
          "network public-ip ",
          "network route-table ",
          "network vnet ",
          "resource create",
          "resource delete",
          "resource update",
          "rest",
          "stack group ",
          "stack sub ",
          "vm nic ",
          "vmss create",
          "deployment mg create",
          "deployment tenant create");

  /** The older spellings are those of versions before 2020. */
  private static final List<String> TEMPLATES =
      List.of(
          "deployment group create",
          "deployment sub create",
          "deployment create",
          "group deployment create");

  private static final Set<String> READING =
      Set.of(
          "list",
          "show",
          "wait",
          "exists",
          "check-ip-address",
          "list-available-ips",
          "ssh",
          "rdp",
          "tunnel",
          "get");

  private final Map<String, AzCommand> commands = AzCommand.all();
  private final Map<String, Consumer<Invocation>> handlers = new HashMap<>();
  private final ScriptedResources resources;
  private final Consumer<Problem> problems;
  private final Map<String, Argument> defaults = new HashMap<>();
  private final List<Span> steps = new ArrayList<>();
  private final List<Span> calls = new ArrayList<>();
  private int ignored;

  AzSession(ScriptedResources resources, TemplateCommands templates) {
    this.resources = resources;
    this.problems = resources.problems();
    addNetworks();
    addHosts();
    handlers.put("group create", templates::group);
    handlers.put("group delete", this::cleanUp);
    MonitorCommands logs = new MonitorCommands(resources);
    handlers.put("monitor diagnostic-settings create", logs::create);
    handlers.put("monitor diagnostic-settings delete", logs::delete);
    handlers.put("monitor log-analytics workspace create", call -> {});
    for (String deployment : TEMPLATES) {
      handlers.put(deployment, templates::deploy);
    }
  }

  private void addNetworks() {
    NsgCommands groups = new NsgCommands(resources);
    VnetCommands networks = new VnetCommands(resources);
    RouteCommands routes = new RouteCommands(resources);
    add("network nsg", groups::createGroup, groups.groups()::generic, groups.groups());
    add("network nsg rule", groups::createRule, groups::updateRule, groups.rules());
    add(
        "network asg",
        groups::createApplicationGroup,
        groups.applicationGroups()::generic,
        groups.applicationGroups());
    add("network vnet", networks::createNetwork, networks::updateNetwork, networks.networks());
    add("network vnet subnet", networks::createSubnet, networks::updateSubnet, networks.subnets());
    add(
        "network vnet peering",
        networks::createPeering,
        networks::updatePeering,
        networks.peerings());
    add("network route-table", routes::createTable, routes.tables()::generic, routes.tables());
    add("network route-table route", routes::createRoute, routes::updateRoute, routes.routes());
  }

  private void addHosts() {
    HostCommands hosts = new HostCommands(resources);
    NicCommands nics = new NicCommands(resources);
    add("network public-ip", hosts::createAddress, hosts::updateAddress, hosts.addresses());
    add("network bastion", hosts::createHost, hosts::updateHost, hosts.hosts());
    add("network nic", nics::create, nics::update, nics.interfaces());
    for (String verb : List.of("create", "update", "delete")) {
      handlers.put("network nic ip-config " + verb, nics::configuration);
    }
    handlers.put("vm create", call -> VmCommand.create(resources, call));
    handlers.put("vm open-port", call -> PortCommand.open(resources, call));
    handlers.put(
        "vm delete",
        call ->
            call.one("--name")
                .ifPresent(
                    name ->
                        resources.delete(
                            resources.id(
                                call, "Microsoft.Compute/virtualMachines", name.value()))));
  }

  private void add(
      String group,
      Consumer<Invocation> create,
      Consumer<Invocation> update,
      ChangedResource changed) {
    handlers.put(group + " create", create);
    handlers.put(group + " update", update);
    handlers.put(group + " delete", changed::delete);
  }

  /** The places of all calls of az, in the order in which they run. */
  List<Span> calls() {
    return calls;
  }

  /** How many of them say nothing of a network. */
  int ignored() {
    return ignored;
  }

  /** The places of the commands that change a network, in the order in which they run. */
  List<Span> steps() {
    return steps;
  }

  /**
   * @param words those after {@code az}
   * @param az its place
   * @return what it prints, if that is known
   */
  Optional<ScriptValue> run(List<Argument> words, Span az) {
    calls.add(az);
    int length = nameLength(words);
    if (length == 0) {
      return other(words, az);
    }
    AzCommand command = Objects.requireNonNull(commands.get(name(words, length)));
    Span place = az.file().span(az.start(), Math.max(az.end(), words.get(length - 1).span().end()));
    Invocation call =
        CommandLineReader.read(
            command, words.subList(length, words.size()), defaults, place, problems);
    Consumer<Invocation> handler = handlers.get(command.name());
    if (handler == null) {
      throw new AssertionError(command.name() + " is in the table and has no handler");
    }
    resources.tags(call);
    handler.accept(call);
    steps.add(place);
    return new AzOutput(resources, defaults).printed(words, length);
  }

  /** How many words the longest name of a known command has that stands here; 0 if none does. */
  private int nameLength(List<Argument> words) {
    int longest = 0;
    for (int length = 1; length <= Math.min(LONGEST_NAME, words.size()); length++) {
      longest = commands.containsKey(name(words, length)) ? length : longest;
    }
    return longest;
  }

  static String name(List<Argument> words, int length) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append(i == 0 ? "" : " ").append(words.get(i).text());
    }
    return name.toString();
  }

  private Optional<ScriptValue> other(List<Argument> words, Span az) {
    int length = 0;
    while (length < words.size() && !words.get(length).text().startsWith("-")) {
      length++;
    }
    String name = name(words, length);
    switch (name.split(" ", 2)[0]) {
      case "configure" -> settings(words);
      case "config" -> settings(words);
      default -> {
        if (name.startsWith("account set")) {
          subscription(words);
        } else {
          ignored++;
          reportUnread(name, words, az);
        }
      }
    }
    return new AzOutput(resources, defaults).printed(words, length);
  }

  /** {@code az configure --defaults group=… location=…}, {@code az config set defaults.group=…}. */
  private void settings(List<Argument> words) {
    for (Argument word : words) {
      String text = word.text().startsWith("defaults.") ? word.text().substring(9) : word.text();
      for (String key : List.of("group", "location")) {
        if (text.startsWith(key + "=")) {
          ScriptValue value = word.value().withText(text.substring(key.length() + 1));
          String option = key.equals("group") ? "--resource-group" : "--location";
          if (value.text().isEmpty()) {
            defaults.remove(option);
          } else {
            defaults.put(option, word.with(value));
          }
        }
      }
    }
  }

  private void subscription(List<Argument> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (Set.of("--subscription", "-s", "--name", "-n").contains(words.get(i).text())) {
        String id = words.get(i + 1).text();
        resources.subscription(ScriptedResources.isId(id) ? Optional.of(id) : Optional.empty());
      }
    }
  }

  private void reportUnread(String name, List<Argument> words, Span az) {
    String verb = name.substring(name.lastIndexOf(' ') + 1);
    boolean reads =
        READING.contains(verb)
            || verb.startsWith("list")
            || verb.startsWith("show")
            || words.stream()
                .anyMatch(word -> word.text().equals("--help") || word.text().equals("-h"));
    if (!reads && NETWORK_GROUPS.stream().anyMatch(name::startsWith)) {
      problems.accept(
          Problem.error(
              "script-command",
              "'az " + name + "' is not followed; what it changes is not seen",
              az));
    }
  }

  private void cleanUp(Invocation call) {
    problems.accept(
        Problem.note(
            "script-clean-up",
            "the script deletes a resource group here; what it made is judged as it was before",
            call.place()));
  }
}
