package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Resource;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the commands of a script have made so far. */
final class ScriptedResources {
  static final String NETWORK = "Microsoft.Network/";

  /** Stands behind a key where several resources have it. */
  private static final String ALTERNATIVE = "\n";

  private final Map<String, ScriptedResource> all = new LinkedHashMap<>();
  private final Set<ScriptedResource> onlyChanged = new HashSet<>();
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

  Optional<String> subscription(Invocation call) {
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
    ScriptedResource found = all.get(key(id));
    return found == null ? inParent(id) : Optional.of(found);
  }

  /**
   * One that a template wrote into the body of its parent, as a subnet into its network; from now
   * on it is a resource of its own.
   */
  private Optional<ScriptedResource> inParent(String id) {
    int name = id.lastIndexOf('/');
    int list = id.lastIndexOf('/', name - 1);
    ScriptedResource parent = list < 0 ? null : all.get(key(id.substring(0, list)));
    if (parent == null) {
      return Optional.empty();
    }
    String kind = id.substring(list + 1, name);
    Optional<Node.MapNode> item = parent.takeOut(kind, id.substring(name + 1));
    return item.map(body -> child(parent, kind, id, body));
  }

  private ScriptedResource child(
      ScriptedResource parent, String kind, String id, Node.MapNode body) {
    Span name = body.get("name").orElse(body).span();
    ScriptedResource made =
        ScriptedResource.of(
            new Resource(parent.type() + "/" + kind, id, body, parent.condition(), name));
    all.put(key(id), made);
    return made;
  }

  /** What a template deploys replaces what has the same id, as Azure does. */
  void deploy(List<Resource> deployed) {
    Set<String> own = new HashSet<>();
    deployed.forEach(resource -> own.add(key(resource.id())));
    for (Resource resource : deployed) {
      replaceChildren(resource, own);
    }
    Set<String> put = new HashSet<>();
    int alternatives = 0;
    for (Resource resource : deployed) {
      ScriptedResource made = ScriptedResource.of(resource);
      String key = key(resource.id());
      if (!put.add(key)) {
        // One of several under different conditions, which only the template tells apart.
        perhaps.ifPresent(why -> made.condition(perhaps));
        all.put(key + ALTERNATIVE + ++alternatives, made);
        continue;
      }
      Optional<Unresolved> doubt = perhaps.or(made::condition);
      ScriptedResource before = all.get(key);
      if (before != null && doubt.isPresent()) {
        before.perhaps(made, doubt.get());
      } else {
        made.condition(doubt);
        all.put(key, made);
      }
    }
  }

  /**
   * A group or a route table has what its template says and nothing else; a network may keep the
   * subnets that commands gave it, which depends on the version of the API.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes">
   *     what is left of a resource that is deployed anew</a>
   */
  private void replaceChildren(Resource resource, Set<String> own) {
    String start = key(resource.id()) + "/";
    boolean keeps = resource.type().equalsIgnoreCase(NETWORK + "virtualNetworks");
    Optional<Unresolved> doubt =
        perhaps
            .or(resource::condition)
            .or(
                () ->
                    keeps
                        ? Optional.of(
                            new Unresolved(
                                "a template deploys the network anew, perhaps without it",
                                "",
                                resource.span()))
                        : Optional.empty());
    List<String> keys = new ArrayList<>();
    all.forEach(
        (key, child) -> {
          if (key.startsWith(start) && !own.contains(key)) {
            keys.add(key);
            child.condition(doubt);
          }
        });
    if (doubt.isEmpty()) {
      keys.forEach(all::remove);
    }
  }

  /** All that have an id: a template may have several for it, under different conditions. */
  List<ScriptedResource> findAll(String id) {
    List<ScriptedResource> found = new ArrayList<>();
    find(id).ifPresent(found::add);
    String start = key(id) + ALTERNATIVE;
    all.forEach(
        (key, resource) -> {
          if (key.startsWith(start)) {
            found.add(resource);
          }
        });
    return found;
  }

  List<ScriptedResource> ofType(String type, String idStart) {
    int kind = type.lastIndexOf('/');
    for (ScriptedResource parent : List.copyOf(all.values())) {
      if (parent.type().equalsIgnoreCase(type.substring(0, kind))) {
        String list = type.substring(kind + 1);
        parent.itemNames(list).forEach(name -> find(parent.id() + "/" + list + "/" + name));
      }
    }
    List<ScriptedResource> found = new ArrayList<>();
    all.forEach(
        (key, resource) -> {
          if (resource.type().equalsIgnoreCase(type) && key.startsWith(key(idStart))) {
            found.add(resource);
          }
        });
    return found;
  }

  /** A command makes a resource, or writes one anew that is there. */
  void put(ScriptedResource made) {
    tags.ifPresent(given -> made.outer("tags", given));
    ScriptedResource before = find(made.id()).orElse(null);
    if (before != null && perhaps.isPresent()) {
      before.perhaps(made, perhaps.get());
      return;
    }
    made.condition(perhaps);
    if (before != null && made.type().equalsIgnoreCase(NETWORK + "networkSecurityGroups")) {
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
    onlyChanged.add(changed);
    changed.condition(perhaps);
    all.put(key(changed.id()), changed);
  }

  /** Whether the script makes it, so that all that it has is known as far as it is written. */
  boolean isMade(ScriptedResource resource) {
    return !onlyChanged.contains(resource) && resource.property("subnets").isEmpty();
  }

  void delete(String id) {
    find(id);
    String own = key(id);
    Predicate<String> gone =
        key -> key.equals(own) || key.startsWith(own + "/") || key.startsWith(own + ALTERNATIVE);
    if (perhaps.isEmpty()) {
      all.keySet().removeIf(gone);
      return;
    }
    all.forEach(
        (key, resource) -> {
          if (gone.test(key) && resource.condition().isEmpty()) {
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
