package io.github.nsglint.source.azcli;

import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Route tables and routes.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/network/route-table">az network
 *     route-table</a>
 */
final class RouteCommands {
  static final String TABLES = "routeTables";
  private static final String ROUTES = TABLES + "/routes";
  private static final Map<String, String> PROPERTIES =
      new TreeMap<>(
          Map.of(
              "--address-prefix", "addressPrefix",
              "--next-hop-type", "nextHopType",
              "--next-hop-ip-address", "nextHopIpAddress"));

  private final ScriptedResources resources;

  RouteCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  ChangedResource tables() {
    return new ChangedResource(resources, TABLES, "--name");
  }

  ChangedResource routes() {
    return new ChangedResource(resources, ROUTES, "--route-table-name", "--name");
  }

  void createTable(Invocation call) {
    String type = ScriptedResources.NETWORK + TABLES;
    call.one("--name")
        .ifPresent(
            name ->
                resources.put(
                    new ScriptedResource(
                        type, resources.id(call, type, name.value()), name, call.place())));
  }

  void createRoute(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> table = call.one("--route-table-name");
    if (name.isEmpty() || table.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + ROUTES;
    String id = resources.id(call, type, table.get().value(), name.get().value());
    ScriptedResource route = new ScriptedResource(type, id, name.get(), call.place());
    PROPERTIES.forEach(
        (option, key) -> call.one(option).ifPresent(value -> route.property(key, value.node())));
    resources.put(route);
  }

  void updateRoute(Invocation call) {
    for (ScriptedResource route : routes().found(call)) {
      PROPERTIES.forEach(
          (option, key) ->
              call.one(option)
                  .ifPresent(value -> route.change(key, value.node(), resources.perhaps())));
    }
    routes().generic(call);
  }
}
