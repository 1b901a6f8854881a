package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.template.Expression;
import io.github.nsglint.source.template.Template;
import io.github.nsglint.source.template.Template.Argument;
import io.github.nsglint.source.template.Template.ExistingResource;
import io.github.nsglint.source.template.Template.Inline;
import io.github.nsglint.source.template.Template.Link;
import io.github.nsglint.source.template.Template.LinkKind;
import io.github.nsglint.source.template.Template.Linked;
import io.github.nsglint.source.template.Template.Names;
import io.github.nsglint.source.template.Template.NestedDeployment;
import io.github.nsglint.source.template.Template.NestedPlace;
import io.github.nsglint.source.template.Template.NestedTemplate;
import io.github.nsglint.source.template.Template.ResourceDeclaration;
import io.github.nsglint.source.template.Template.ResourceLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a template: a list, or an object with symbolic names; children inside their
 * parents too. Only what a network is made of is read; all else costs a look at its type.
 */
final class ResourceReader {
  private static final String DEPLOYMENTS = "Microsoft.Resources/deployments";

  /** The one type that says in {@code scope} which resource it belongs to. */
  private static final String EXTENSION = "Microsoft.Insights/diagnosticSettings";

  /** Members that are about the deployment, not the resource; in lower case. */
  private static final Set<String> NOT_IN_BODY =
      Set.of("comments", "condition", "copy", "dependson", "existing", "resources", "scope");

  private final ArmValues values;
  private final Consumer<Problem> problems;
  private final List<ResourceDeclaration> declarations = new ArrayList<>();
  private final List<ExistingResource> existing = new ArrayList<>();
  private final List<NestedDeployment> nested = new ArrayList<>();

  ResourceReader(ArmValues values, Consumer<Problem> problems) {
    this.values = values;
    this.problems = problems;
  }

  List<ResourceDeclaration> declarations() {
    return declarations;
  }

  List<ExistingResource> existing() {
    return existing;
  }

  List<NestedDeployment> nested() {
    return nested;
  }

  void readSection(MapNode template) {
    Optional<Node> section = template.get("resources");
    if (section.isEmpty()) {
      shape("the template has no 'resources'", template.span());
    } else if (!(section.get() instanceof ListNode) && !(section.get() instanceof MapNode)) {
      shape("'resources' is neither an array nor an object", section.get().span());
    } else {
      readAll(section.get(), Optional.empty());
    }
  }

  private void readAll(Node section, Optional<Parent> parent) {
    if (section instanceof ListNode list) {
      list.items().forEach(item -> read(item, Optional.empty(), parent));
    } else if (section instanceof MapNode map) {
      map.entries().forEach(entry -> read(entry.value(), Optional.of(entry.key().value()), parent));
    }
  }

  /** What a child resource takes over. */
  private record Parent(String type, List<Expression> names, List<ResourceLoop> loops) {}

  private void read(Node node, Optional<String> symbol, Optional<Parent> parent) {
    if (!(node instanceof MapNode map)) {
      shape("a resource is no object", node.span());
      return;
    }
    if (!(map.get("type").orElse(null) instanceof TextNode written)) {
      shape("a resource has no type", map.span());
      return;
    }
    boolean full = written.value().regionMatches(true, 0, "Microsoft.", 0, 10);
    Optional<Parent> outer = full ? Optional.empty() : parent;
    String type = outer.map(p -> p.type() + "/").orElse("") + written.value();
    if (type.equalsIgnoreCase(DEPLOYMENTS)) {
      readNested(map, symbol);
      return;
    }
    List<Expression> names = new ArrayList<>(outer.map(Parent::names).orElse(List.of()));
    names.add(map.get("name").map(values::of).orElse(unnamed(map)));
    List<ResourceLoop> loops = new ArrayList<>(parent.map(Parent::loops).orElse(List.of()));
    loop(map).ifPresent(loops::add);
    Optional<String> network = values.types().canonical(type);
    if (network.isPresent()) {
      ResourceDeclaration declaration =
          new ResourceDeclaration(
              symbol,
              network.get(),
              names,
              condition(map),
              loops,
              body(map, network.get()),
              nameSpan(map));
      if (isExisting(map)) {
        existing.add(new ExistingResource(declaration, place(map)));
      } else {
        declarations.add(declaration);
      }
    }
    map.get("resources")
        .ifPresent(section -> readAll(section, Optional.of(new Parent(type, names, loops))));
  }

  private static Expression unnamed(MapNode map) {
    return new Expression.Constant(new Node.Unresolved("the resource has no name", "", map.span()));
  }

  private static Span nameSpan(MapNode map) {
    Span whole = map.span();
    return map.get("name").map(Node::span).orElse(whole.file().span(whole.start(), whole.start()));
  }

  private static boolean isExisting(MapNode map) {
    return map.get("existing").filter(n -> n instanceof Node.BoolNode b && b.value()).isPresent();
  }

  private Optional<Expression> condition(MapNode map) {
    return map.get("condition").map(values::of);
  }

  private Optional<ResourceLoop> loop(MapNode map) {
    if (!(map.get("copy").orElse(null) instanceof MapNode copy)) {
      return Optional.empty();
    }
    String name = copy.get("name").flatMap(Node::scalar).orElse("copy");
    Span span = copy.get("name").map(Node::span).orElse(copy.span());
    return Optional.of(new ResourceLoop(name, values.count(copy), span));
  }

  private Expression body(MapNode map, String type) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : map.entries()) {
      String key = entry.key().value().toLowerCase(Locale.ROOT);
      if (!NOT_IN_BODY.contains(key) || (key.equals("scope") && type.equals(EXTENSION))) {
        entries.add(entry);
      }
    }
    return values.of(new MapNode(entries, map.span()));
  }

  private void readNested(MapNode map, Optional<String> symbol) {
    MapNode properties = map.get("properties").orElse(map) instanceof MapNode p ? p : map;
    NestedTemplate template = template(properties);
    Expression name = map.get("name").map(values::of).orElse(unnamed(map));
    nested.add(
        new NestedDeployment(
            symbol,
            name,
            condition(map),
            loop(map).stream().toList(),
            place(map),
            template instanceof Linked ? Names.INNER : names(properties),
            arguments(properties),
            properties.present("parametersLink").map(Node::span),
            template,
            nameSpan(map)));
  }

  private NestedPlace place(MapNode map) {
    return new NestedPlace(subscription(map), map.get("resourceGroup").map(values::of));
  }

  /** A {@code scope} may name another one; which is not looked into, so it may be any. */
  private Optional<Expression> subscription(MapNode map) {
    return map.get("subscriptionId")
        .map(values::of)
        .or(
            () ->
                map.get("scope")
                    .map(
                        scope ->
                            new Expression.Constant(
                                new Node.Unresolved("the scope is not read", "", scope.span()))));
  }

  private static Names names(MapNode properties) {
    boolean inner =
        properties.get("expressionEvaluationOptions").orElse(null) instanceof MapNode options
            && options
                .get("scope")
                .flatMap(Node::scalar)
                .filter("inner"::equalsIgnoreCase)
                .isPresent();
    return inner ? Names.INNER : Names.OUTER;
  }

  private List<Argument> arguments(MapNode properties) {
    List<Argument> arguments = new ArrayList<>();
    if (properties.get("parameters").orElse(null) instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        arguments.add(new Argument(entry.key().value(), argument(entry)));
      }
    }
    return arguments;
  }

  /** As in a parameter file, but an expression; the value may also be a loop that is so named. */
  private Expression argument(Entry entry) {
    boolean loops =
        entry.value() instanceof MapNode map
            && map.get("value").isEmpty()
            && map.get("copy").isPresent();
    return loops
        ? new Expression.Property(values.of(entry.value()), "value", entry.value().span())
        : values.of(ParameterFile.value(entry));
  }

  private NestedTemplate template(MapNode properties) {
    if (properties.get("template").orElse(null) instanceof MapNode inline) {
      boolean link = holdsLink(inline);
      return new Inline(read(inline), link || mayHoldNetwork(inline), link);
    }
    return new Linked(link(properties));
  }

  /** The template when it is first asked for. */
  private Supplier<Template> read(MapNode inline) {
    return new Supplier<>() {
      private @Nullable Template read;

      @Override
      public Template get() {
        if (read == null) {
          read = new TemplateReader(values, problems).read(inline);
        }
        return read;
      }
    };
  }

  private Optional<Link> link(Node properties) {
    if (!(properties instanceof MapNode map)
        || !(map.get("templateLink").orElse(null) instanceof MapNode link)) {
      return Optional.empty();
    }
    return link(link, "uri", LinkKind.URI)
        .or(() -> link(link, "relativePath", LinkKind.RELATIVE_PATH))
        .or(() -> link(link, "id", LinkKind.TEMPLATE_SPEC));
  }

  private Optional<Link> link(MapNode link, String member, LinkKind kind) {
    return link.present(member).map(value -> new Link(kind, values.of(value)));
  }

  private static boolean holdsLink(Node node) {
    if (node instanceof ListNode list) {
      return list.items().stream().anyMatch(ResourceReader::holdsLink);
    }
    return node instanceof MapNode map
        && map.entries().stream()
            .anyMatch(
                entry ->
                    entry.key().value().equalsIgnoreCase("templateLink")
                        || holdsLink(entry.value()));
  }

  private boolean mayHoldNetwork(Node node) {
    if (node instanceof ListNode list) {
      return list.items().stream().anyMatch(this::mayHoldNetwork);
    }
    if (!(node instanceof MapNode map)) {
      return false;
    }
    for (Entry entry : map.entries()) {
      boolean type = entry.key().value().equalsIgnoreCase("type");
      if ((type && entry.value() instanceof TextNode text && isNetwork(text.value()))
          || mayHoldNetwork(entry.value())) {
        return true;
      }
    }
    return false;
  }

  /** A machine alone says nothing about who reaches whom. */
  private boolean isNetwork(String type) {
    return type.startsWith("[")
        || values
            .types()
            .canonical(type)
            .filter(canonical -> !canonical.startsWith("Microsoft.Compute/"))
            .isPresent();
  }

  private void shape(String message, Span span) {
    problems.accept(Problem.error("template-shape", message, span));
  }
}
