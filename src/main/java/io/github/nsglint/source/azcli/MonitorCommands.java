package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.List;
import java.util.Optional;

/**
 * Diagnostic settings.
 *
 * <p>Problems: {@code script-option}, a setting without a destination.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/monitor/diagnostic-settings">az monitor
 *     diagnostic-settings</a>
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/monitor/operations/diagnostics_settings.py">what
 *     az refuses</a>
 */
final class MonitorCommands {
  private static final String TYPE = "Microsoft.Insights/diagnosticSettings";

  /** One of these has to be given. */
  private static final List<String> DESTINATIONS =
      List.of(
          "--workspace",
          "--storage-account",
          "--event-hub",
          "--event-hub-rule",
          "--marketplace-partner-id");

  private final ScriptedResources resources;

  MonitorCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  void create(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> owner = owner(call);
    Optional<String> id = id(call);
    if (name.isEmpty() || owner.isEmpty() || id.isEmpty()) {
      return;
    }
    ScriptedResource setting = new ScriptedResource(TYPE, id.get(), name.get(), call.place());
    setting.outer("scope", owner.get().node());
    List<Argument> logs = call.words("--logs");
    if (isRefused(call)) {
      setting.property(
          "logs",
          new Node.Unresolved("az refuses a setting without a destination", "", call.place()));
    } else if (!logs.isEmpty()) {
      setting.property("logs", StructuredValue.of(logs));
    } else {
      call.open().ifPresent(open -> setting.property("logs", open.node(call.place())));
    }
    resources.put(setting);
  }

  /** Whether there is nowhere for the logs to go to; says so. */
  private boolean isRefused(Invocation call) {
    boolean refused = call.open().isEmpty() && DESTINATIONS.stream().noneMatch(call::has);
    if (refused) {
      resources
          .problems()
          .accept(
              Problem.error(
                  "script-option",
                  "az expects one of " + String.join(", ", DESTINATIONS),
                  call.place()));
    }
    return refused;
  }

  void delete(Invocation call) {
    id(call).ifPresent(resources::delete);
  }

  /** A resource that is not known has no place in an id; the scope says so. */
  private Optional<String> id(Invocation call) {
    return owner(call)
        .flatMap(
            owner ->
                call.one("--name")
                    .map(
                        name ->
                            (owner.text().startsWith("/") ? owner.text() : "")
                                + "/providers/"
                                + TYPE
                                + "/"
                                + name.text()));
  }

  /** The resource that is logged, given by its id, or by its name and what kind it is of. */
  private Optional<Argument> owner(Invocation call) {
    Optional<Argument> resource = call.one("--resource");
    boolean byName =
        resource
            .filter(given -> !given.text().startsWith("/"))
            .filter(given -> given.isKnown() || call.has("--resource-type"))
            .isPresent();
    if (!byName) {
      return resource;
    }
    Optional<Argument> kind = call.one("--resource-type");
    String type =
        call.one("--resource-namespace").map(space -> space.text() + "/").orElse("")
            + kind.map(Argument::text).orElse("");
    Argument name = resource.orElseThrow();
    boolean fits =
        type.chars().filter(c -> c == '/').count() == 1 && !call.has("--resource-parent");
    return Optional.of(
        name.with(
            fits
                ? name.value().withText(resources.id(call, type, name.value()))
                : ScriptValue.unknown(
                    "resource " + name.text(),
                    "what kind of resource '" + name.text() + "' is, is not known")));
  }
}
