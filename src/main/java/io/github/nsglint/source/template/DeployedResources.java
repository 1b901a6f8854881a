package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one template deploys, by symbolic name, by id and by name. Of a resource only what the
 * template itself gives is known; what Azure adds is not.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference">
 *     reference</a>
 */
final class DeployedResources implements References {
  private static final String PROVIDERS = "/providers/";

  private final Deployment deployment;

  /** Those of a last part of the id, in lower case; made with the first question. */
  private @Nullable Map<String, List<Deployed>> byTail;

  private boolean inProgress;

  /** What is being computed of its resources. */
  private final Set<String> asked = new HashSet<>();

  DeployedResources(Deployment deployment) {
    this.deployment = deployment;
  }

  /** Something deployed, in one turn of its loops. */
  private interface Deployed {
    String id();

    /** Whether the template has all of its value. */
    boolean isWhole();

    /** Whether it is there for sure, and once. */
    boolean isSure();

    /** Why the rest of its value is not known. */
    default String rest() {
      return "the template has only a part of it, Azure adds the rest";
    }

    /** What its declaration says under a name; empty if it is not known what Azure gives. */
    default Optional<Node> declared(String member) {
      return Optional.empty();
    }

    /**
     * @param full whether all of the resource is meant, and not its properties alone
     */
    Optional<Node> value(boolean full, List<Node> members);
  }

  @Override
  public Optional<Node> find(Call call, List<Node> members) {
    if (call.count() == 0 || call.count() > 3) {
      return Optional.empty();
    }
    String target = text(call.get(0));
    return switch (call.name()) {
      case "references" -> collection(target, call, members);
      case "resourceInfo" -> call.count() == 1 ? declared(target, call, members) : Optional.empty();
      default -> reference(target, call, members);
    };
  }

  /**
   * Each resource of a loop; its symbolic name stands for all of them.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#references">references</a>
   */
  private Optional<Node> collection(String target, Call call, List<Node> members) {
    boolean full = call.count() > 1 && isText(call.get(1), "Full");
    if (call.count() > 2 || (call.count() == 2 && !full && !isText(call.get(1), "Properties"))) {
      return Optional.empty();
    }
    List<Deployed> all = withSymbol(target);
    if (all.isEmpty() || all.stream().anyMatch(one -> !one.isSure())) {
      return Optional.empty();
    }
    if (members.isEmpty()) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Optional<Node> item = value(all.get(i), full, call, List.of(index(i, call)), List.of());
        if (item.isEmpty()) {
          return item;
        }
        items.add(item.get());
      }
      return Optional.of(call.of(items));
    }
    Optional<Deployed> one =
        Call.integer(members.get(0))
            .filter(at -> at >= 0 && at < all.size())
            .map(at -> all.get(at.intValue()));
    return one.flatMap(
        found ->
            value(found, full, call, members.subList(0, 1), members.subList(1, members.size())));
  }

  private static Node index(int index, Call call) {
    return new NumberNode(Integer.toString(index), call.span());
  }

  /** What a declaration says of itself, whether or not it deploys anything: id, name, type. */
  private Optional<Node> declared(String target, Call call, List<Node> members) {
    if (members.size() != 1 || !(members.get(0) instanceof TextNode member)) {
      return Optional.empty();
    }
    return symbolic(target)
        .flatMap(
            found ->
                switch (member.value().toLowerCase(Locale.ROOT)) {
                  case "id" -> Optional.of(identity(found, call));
                  case "name", "type", "apiversion" -> found.declared(member.value());
                  default -> Optional.empty();
                });
  }

  private static Node identity(Deployed found, Call call) {
    return Symbols.isPlain(found.id())
        ? new TextNode(found.id(), call.span())
        : new Unresolved("the name of the resource is not known", found.id(), call.span());
  }

  private static boolean isText(Node node, String text) {
    return node instanceof TextNode found && found.value().equalsIgnoreCase(text);
  }

  private Optional<Node> reference(String target, Call call, List<Node> members) {
    boolean full =
        call.count() == 3
            && call.get(2) instanceof TextNode text
            && text.value().equalsIgnoreCase("Full");
    return target.isEmpty() || (call.count() == 3 && !full)
        ? Optional.empty()
        : symbolic(target)
            .or(() -> named(target))
            .flatMap(found -> value(found, full, call, List.of(), members));
  }

  /**
   * @param start members that lead to the resource
   * @param members inside it
   */
  private Optional<Node> value(
      Deployed found, boolean full, Call call, List<Node> start, List<Node> members) {
    // Of a whole resource nothing is known but that it has members: none is computed before it is
    // asked for.
    Optional<Node> value =
        members.isEmpty() && !found.isWhole()
            ? Optional.of(new MapNode(List.of(), call.span()))
            : found.isWhole() ? found.value(full, members) : outsideOfItself(found, full, members);
    return found.isWhole()
        ? value
        : value.map(node -> asFarAsWritten(node, found, full, call, start, members));
  }

  /**
   * Templates that change what is there already ask a resource for the very value they give it:
   * what it had before is not theirs to know.
   */
  private Optional<Node> outsideOfItself(Deployed found, boolean full, List<Node> members) {
    StringBuilder key = new StringBuilder(found.id()).append(full);
    members.forEach(member -> key.append('\n').append(text(member)));
    if (!asked.add(key.toString())) {
      return Optional.empty();
    }
    try {
      return found.value(full, members);
    } finally {
      asked.remove(key.toString());
    }
  }

  /** Azure adds to objects and lists what no template has: only what they hold is known. */
  private Node asFarAsWritten(
      Node node, Deployed found, boolean full, Call call, List<Node> start, List<Node> members) {
    if (!(node instanceof MapNode) && !(node instanceof ListNode)) {
      return node;
    }
    String symbol = Symbols.call(call.name(), call.arguments(), call.scope().label());
    Unresolved at = new Unresolved(found.rest(), symbol, call.span());
    for (Node member : start) {
      at = new Unresolved(found.rest(), Symbols.member(at, member), call.span());
    }
    for (Node member : members) {
      at = new Unresolved(found.rest(), Symbols.member(at, member), call.span());
    }
    return at.symbol().isEmpty()
        ? at
        : deployment
            .evaluator()
            .incomplete(
                at,
                key -> {
                  List<Node> inside = new ArrayList<>(members);
                  inside.add(key);
                  return value(found, full, call, start, inside);
                });
  }

  private static String text(Node target) {
    return target instanceof Unresolved unresolved
        ? unresolved.symbol()
        : target.scalar().orElse("");
  }

  /** By the name that the template gives it; {@code name[2]} is that of a loop's third turn. */
  private Optional<Deployed> symbolic(String target) {
    int open = target.endsWith("]") ? target.lastIndexOf('[') : -1;
    String symbol = open < 0 ? target : target.substring(0, open);
    String index = open < 0 ? "0" : target.substring(open + 1, target.length() - 1);
    List<Deployed> found = withSymbol(symbol);
    boolean isNumber = !index.isEmpty() && index.chars().allMatch(c -> c >= '0' && c <= '9');
    int at = isNumber && index.length() < 6 ? Integer.parseInt(index) : -1;
    return at >= 0 && at < found.size() ? Optional.of(found.get(at)) : Optional.empty();
  }

  /** All of a symbolic name, in the order of their loop. */
  private List<Deployed> withSymbol(String symbol) {
    List<Deployed> found = new ArrayList<>();
    for (Template.ResourceDeclaration one : deployment.template().resources()) {
      if (one.symbol().filter(symbol::equalsIgnoreCase).isPresent()) {
        deployment.turns(one).forEach(turn -> found.add(resource(one, turn)));
      }
    }
    for (Template.NestedDeployment one : deployment.template().nestedDeployments()) {
      if (one.symbol().filter(symbol::equalsIgnoreCase).isPresent()) {
        deployment.nested(one).forEach(nested -> found.add(nested(nested, deployment)));
      }
    }
    for (Template.ExistingResource one : deployment.template().existing()) {
      if (one.declaration().symbol().filter(symbol::equalsIgnoreCase).isPresent()) {
        for (Turns turn : deployment.turns(one.declaration())) {
          found.add(new Existing(deployment, one.declaration(), turn, deployment.id(one, turn)));
        }
      }
    }
    return found;
  }

  /** By id, or by name alone; empty where several have it. */
  private Optional<Deployed> named(String target) {
    if (inProgress) {
      return Optional.empty();
    }
    boolean isId = target.contains(PROVIDERS);
    String key = isId ? tail(target) : target.toLowerCase(Locale.ROOT);
    List<Deployed> found = all().getOrDefault(key, List.of());
    if (isId && found.size() > 1) {
      found = found.stream().filter(one -> one.id().equalsIgnoreCase(target)).toList();
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static String tail(String id) {
    return id.substring(id.lastIndexOf(PROVIDERS)).toLowerCase(Locale.ROOT);
  }

  private Map<String, List<Deployed>> all() {
    Map<String, List<Deployed>> all = byTail;
    if (all == null) {
      all = new HashMap<>();
      inProgress = true;
      try {
        add(deployment, all);
      } finally {
        inProgress = false;
      }
      byTail = all;
    }
    return all;
  }

  /** Also those of templates nested in it that compute in its names. */
  private void add(Deployment from, Map<String, List<Deployed>> all) {
    for (Template.ResourceDeclaration one : from.template().resources()) {
      for (Turns turn : from.turns(one)) {
        List<String> names = from.names(one, turn.scope());
        put(new DeployedResource(from, one, turn, from.id(one, names)), names, all);
      }
    }
    for (Template.NestedDeployment one : from.template().nestedDeployments()) {
      for (Nested nested : from.nested(one)) {
        put(nested(nested, from), List.of(nested.name()), all);
        if (one.names() == Template.Names.OUTER) {
          nested.deployment().ifPresent(inside -> add(inside, all));
        }
      }
    }
  }

  private static void put(Deployed deployed, List<String> names, Map<String, List<Deployed>> all) {
    all.computeIfAbsent(tail(deployed.id()), key -> new ArrayList<>()).add(deployed);
    String name = String.join("/", names).toLowerCase(Locale.ROOT);
    all.computeIfAbsent(name, key -> new ArrayList<>()).add(deployed);
  }

  private Deployed resource(Template.ResourceDeclaration declaration, Turns turn) {
    List<String> names = deployment.names(declaration, turn.scope());
    return new DeployedResource(deployment, declaration, turn, deployment.id(declaration, names));
  }

  private record DeployedResource(
      Deployment deployment, Template.ResourceDeclaration declaration, Turns turn, String id)
      implements Deployed {
    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public boolean isSure() {
      return turn.doubt().isEmpty();
    }

    @Override
    public Optional<Node> declared(String member) {
      return declaredMember(deployment, declaration, turn, member);
    }

    @Override
    public Optional<Node> value(boolean full, List<Node> members) {
      List<Node> path = new ArrayList<>();
      if (!full) {
        path.add(new TextNode("properties", declaration.span()));
      }
      path.addAll(members);
      return deployment
          .evaluator()
          .within(declaration.body(), path, turn.scope())
          .or(() -> childId(path));
    }

    /** Azure gives each element of a resource an id; the templates of networks ask for subnets'. */
    private Optional<Node> childId(List<Node> path) {
      int last = path.size() - 1;
      boolean asked =
          last == 3
              && isText(path.get(1), "subnets")
              && isText(path.get(last), "id")
              && Symbols.isPlain(id);
      if (!asked) {
        return Optional.empty();
      }
      return deployment
          .evaluator()
          .within(declaration.body(), path.subList(0, last), turn.scope())
          .filter(MapNode.class::isInstance)
          .flatMap(subnet -> ((MapNode) subnet).get("name"))
          .filter(TextNode.class::isInstance)
          .map(
              name ->
                  new TextNode(
                      id + "/subnets/" + ((TextNode) name).value(), path.get(last).span()));
    }
  }

  /** Of a child, it is not told which of its names is meant. */
  private static Optional<Node> declaredMember(
      Deployment deployment, Template.ResourceDeclaration declaration, Turns turn, String member) {
    boolean isChildName =
        member.equalsIgnoreCase("name") && ResourceNames.needed(declaration.type()) > 1;
    return isChildName
        ? Optional.empty()
        : deployment
            .evaluator()
            .within(
                declaration.body(),
                List.of(new TextNode(member, declaration.span())),
                turn.scope());
  }

  /** What is in Azure already. The template says its name, and nothing of what is in it. */
  private record Existing(
      Deployment deployment, Template.ResourceDeclaration declaration, Turns turn, String id)
      implements Deployed {
    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public boolean isSure() {
      return turn.doubt().isEmpty();
    }

    @Override
    public String rest() {
      return "the resource exists already, the template does not say what is in it";
    }

    @Override
    public Optional<Node> declared(String member) {
      return declaredMember(deployment, declaration, turn, member);
    }

    @Override
    public Optional<Node> value(boolean full, List<Node> members) {
      return full && members.size() == 1 && members.get(0) instanceof TextNode member
          ? List.of("name", "type", "apiversion").contains(member.value().toLowerCase(Locale.ROOT))
              ? declared(member.value())
              : Optional.empty()
          : Optional.empty();
    }
  }

  private static Deployed nested(Nested nested, Deployment around) {
    return new DeployedTemplate(nested, around.id(nested));
  }

  private record DeployedTemplate(Nested nested, String id) implements Deployed {
    @Override
    public boolean isWhole() {
      return true;
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public Optional<Node> value(boolean full, List<Node> members) {
      List<String> path = new ArrayList<>();
      for (Node member : members) {
        path.add(member instanceof TextNode text ? text.value().toLowerCase(Locale.ROOT) : "");
      }
      int at = full ? 1 : 0;
      boolean isOutput =
          path.size() >= at + 3
              && (!full || path.get(0).equals("properties"))
              && path.get(at).equals("outputs")
              && path.get(at + 2).equals("value");
      return isOutput
          ? nested
              .output(path.get(at + 1))
              .map(value -> nested.within(value, members.subList(at + 3, members.size())))
          : Optional.empty();
    }
  }
}
