package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Resource;
import io.github.nsglint.source.TemplateFiles;
import io.github.nsglint.source.TemplateOrder;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Templates that a script deploys.
 *
 * <p>Problems: {@code script-deployment}, a template, or values for its parameters, that are not
 * followed; {@code script-limit}, more deployments than are followed.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/deployment/group">az deployment group</a>
 */
final class TemplateCommands {
  /** Loops unrolled; each may be as large as a template can be. */
  static final int MOST_DEPLOYMENTS = 200;

  private final ScriptedResources resources;
  private final ScriptFiles files;
  private final InputFile script;
  private final TemplateFiles templates;
  private final Map<String, Node> locations = new HashMap<>();
  private int deployments;

  TemplateCommands(
      ScriptedResources resources, ScriptFiles files, InputFile script, TemplateFiles templates) {
    this.resources = resources;
    this.files = files;
    this.script = script;
    this.templates = templates;
  }

  /** {@code az group create}: templates ask where the group is. */
  void group(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> location = call.one("--location");
    if (name.isPresent() && location.isPresent() && resources.perhaps().isEmpty()) {
      locations.put(key(name.get()), location.get().node());
    }
  }

  private static String key(Argument group) {
    return group.text().toLowerCase(Locale.ROOT);
  }

  void deploy(Invocation call) {
    if (call.has("--what-if")) {
      return;
    }
    if (++deployments > MOST_DEPLOYMENTS) {
      if (deployments == MOST_DEPLOYMENTS + 1) {
        problem(
            call,
            "script-limit",
            "the script deploys more than "
                + MOST_DEPLOYMENTS
                + " templates; this one and those after it are not followed");
      }
      return;
    }
    notFollowed(call)
        .ifPresent(
            reason ->
                problem(
                    call,
                    "script-deployment",
                    "the template that is deployed here is not followed: " + reason));
  }

  private void problem(Invocation call, String code, String message) {
    resources.problems().accept(Problem.error(code, message, call.place()));
  }

  /** Why it is not; empty if it is. */
  private Optional<String> notFollowed(Invocation call) {
    Optional<Argument> file = call.one("--template-file");
    if (file.isEmpty()) {
      call.one("--template-uri").ifPresent(TemplateValues::concealToken);
      return Optional.of(
          call.has("--template-uri")
              ? "it is at an address, and nothing is fetched"
              : call.has("--template-spec")
                  ? "its template spec is kept in Azure"
                  : "no --template-file is given");
    }
    ScriptFiles.Place place = files.place(file.get().value());
    if (place.refused().isPresent()) {
      return place.refused();
    }
    List<Resource> deployed = new ArrayList<>();
    TemplateOrder order = new TemplateOrder(script, place.path(), values(call), target(call));
    Optional<String> reason =
        templates.deploy(order, new Output(deployed::add, resources.problems()));
    if (reason.isEmpty()) {
      if (isComplete(call)) {
        call.one("--resource-group").ifPresent(group -> resources.deleteGroup(group.text()));
      }
      resources.deploy(deployed);
    }
    return reason;
  }

  /** What is in the group and not in the template goes. */
  private static boolean isComplete(Invocation call) {
    return call.one("--mode").filter(mode -> mode.text().equalsIgnoreCase("Complete")).isPresent();
  }

  private DeploymentTarget target(Invocation call) {
    Optional<Argument> group = call.one("--resource-group");
    return new DeploymentTarget(
        resources.subscription(call).map(id -> ScriptValue.of(id).node(call.place())),
        group.map(Argument::node),
        group.flatMap(name -> Optional.ofNullable(locations.get(key(name)))),
        Optional.empty());
  }

  private List<TemplateOrder.Values> values(Invocation call) {
    List<TemplateOrder.Values> all = new ArrayList<>();
    for (Argument word : call.words("--parameters")) {
      all.add(new TemplateValues(files, resources.problems()).of(word));
    }
    call.open()
        .ifPresent(
            open ->
                all.add(
                    new TemplateOrder.Open(
                        new Node.Unresolved(open.reason().orElse(open.text()), "", call.place()))));
    return all;
  }
}
