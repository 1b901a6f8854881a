package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Resource;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the commands of a script have made so far. */
final class ScriptedResources {
  static final String NETWORK = "Microsoft.Network/";

  private final Map<String, ScriptedResource> all = new LinkedHashMap<>();
  private final Consumer<Problem> problems;
  private Optional<String> subscription = Optional.empty();
  private Optional<Unresolved> perhaps = Optional.empty();
  private Optional<Node> tags = Optional.empty();

  ScriptedResources(Consumer<Problem> problems) {
    this.problems = problems;
  }

  Consumer<Problem> problems() {
    return problems;
  }

  /** Why the command that runs now may not run; empty if it does. */
  Optional<Unresolved> perhaps() {
    return perhaps;
  }

  void perhaps(Optional<Unresolved> why) {
    perhaps = why;
  }

  /** What the command that runs now gives as tags: all that it makes gets them. */
  Optional<Node> tags() {
    return tags;
  }

  void tags(Invocation call) {
    tags =
        call.has("--tags")
            ? Optional.of(tags(call.words("--tags"), call.place()))
            : Optional.empty();
  }

  /** {@code env=prod cost=12}; a word without a sign is a tag with an empty value. */
  private static Node tags(List<Argument> words, Span place) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Argument word : words) {
      if (!word.isKnown()) {
        return new Unresolved(
            word.value().reason().orElse("the tags are not known"), "", word.span());
      }
      int equals = word.text().indexOf('=');
      String key = equals < 0 ? word.text() : word.text().substring(0, equals);
      String value = equals < 0 ? "" : word.text().substring(equals + 1);
      if (!key.isEmpty()) {
        entries.add(ScriptedResource.entry(key, new Node.TextNode(value, word.span())));
      }
    }
    return new Node.MapNode(entries, place);
  }

  void subscription(Optional<String> id) {
    subscription = id;
  }

  /**
   * The id of a resource in the group that a command names.
   *
   * @param names one a segment of the type after the provider; a name that is an id stands for
   *     itself
   */
  String id(Invocation call, String type, ScriptValue... names) {
    if (names[0].text().startsWith("/")) {
      return withChildren(names[0].text(), type, names);
    }
    StringBuilder id = new StringBuilder();
    subscription(call).ifPresent(text -> id.append("/subscriptions/").append(text));
    call.one("--resource-group")
        .or(() -> call.one("--name").filter(name -> call.command().name().startsWith("group ")))
        .ifPresent(group -> id.append("/resourceGroups/").append(group.text()));
    String[] types = type.split("/", -1);
    id.append("/providers/").append(types[0]);
    for (int i = 0; i < names.length; i++) {
      id.append('/').append(types[i + 1]).append('/').append(names[i].text());
    }
    return id.toString();
  }

  private static String withChildren(String parent, String type, ScriptValue... names) {
    StringBuilder id = new StringBuilder(parent);
    String[] types = type.split("/", -1);
    for (int i = 1; i < names.length; i++) {
      id.append('/').append(types[i + 1]).append('/').append(names[i].text());
    }
    return id.toString();
  }

  private Optional<String> subscription(Invocation call) {
    return call.one("--subscription")
        .map(Argument::text)
        .filter(ScriptedResources::isId)
        .or(() -> subscription);
  }

  /** A subscription may be named by its name, which is not what ids have. */
  static boolean isId(String text) {
    return text.length() == 36 && text.charAt(8) == '-' && text.charAt(13) == '-';
  }

  /** Equal for ids that differ only in case or in the subscription that a script leaves open. */
  private static String key(String id) {
    int group = id.toLowerCase(Locale.ROOT).indexOf("/resourcegroups/");
    return id.substring(Math.max(0, group)).toLowerCase(Locale.ROOT);
  }

  /** {@code {"id": …}} for a name or an id. */
  Node reference(Invocation call, Argument name, String type) {
    return reference(name, id(call, type, name.value()));
  }

  static Node reference(Argument name, String id) {
    Node node =
        name.isKnown() && id.indexOf('⟨') < 0
            ? new Node.TextNode(id, name.span())
            : new Unresolved(
                name.value().reason().orElse("the resource group is not known"), id, name.span());
    return ScriptedResource.map(name.span(), ScriptedResource.entry("id", node));
  }

  Optional<ScriptedResource> find(String id) {
    return Optional.ofNullable(all.get(key(id)));
  }

  List<ScriptedResource> ofType(String type, String idStart) {
    List<ScriptedResource> found = new ArrayList<>();
    all.forEach(
        (key, resource) -> {
          if (resource.type().equals(type) && key.startsWith(key(idStart))) {
            found.add(resource);
          }
        });
    return found;
  }

  /** A command makes a resource, or writes one anew that is there. */
  void put(ScriptedResource made) {
    tags.ifPresent(given -> made.outer("tags", given));
    ScriptedResource before = all.get(key(made.id()));
    if (before != null && perhaps.isPresent()) {
      before.perhaps(made, perhaps.get());
      return;
    }
    made.condition(perhaps);
    if (before != null && made.type().equals(NETWORK + "networkSecurityGroups")) {
      removeChildren(made.id());
    }
    all.put(key(made.id()), made);
  }

  private void removeChildren(String id) {
    String start = key(id) + "/";
    all.keySet().removeIf(key -> key.startsWith(start));
  }

  /** Adds one that a script changes but does not make. */
  void addChanged(ScriptedResource changed) {
    changed.condition(perhaps);
    all.put(key(changed.id()), changed);
  }

  void delete(String id) {
    String own = key(id);
    String children = own + "/";
    if (perhaps.isEmpty()) {
      all.keySet().removeIf(key -> key.equals(own) || key.startsWith(children));
      return;
    }
    all.forEach(
        (key, resource) -> {
          if ((key.equals(own) || key.startsWith(children)) && resource.condition().isEmpty()) {
            resource.condition(perhaps);
          }
        });
  }

  /** A resource group goes with all that is in it. */
  void deleteGroup(String name) {
    delete("/resourceGroups/" + name);
  }

  List<Resource> resources() {
    return all.values().stream().map(ScriptedResource::resource).toList();
  }
}
