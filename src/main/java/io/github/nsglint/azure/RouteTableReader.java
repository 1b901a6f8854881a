package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.NextHopType;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.Value;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Route tables and their routes: inline, as child resources, or each on its own. */
final class RouteTableReader {
  private final List<Problem> problems;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<ResourceId.Key, List<Draft>> byKey = new HashMap<>();
  private final List<StandAlone> standAlone = new ArrayList<>();

  RouteTableReader(List<Problem> problems) {
    this.problems = problems;
  }

  private record StandAlone(ResourceId table, Route route) {
    SourceFile file() {
      return route.span().file();
    }
  }

  private record Draft(
      ResourceId id,
      List<Route> routes,
      Node.MapNode body,
      Optional<Node.Unresolved> condition,
      Span span) {
    SourceFile file() {
      return span.file();
    }
  }

  void readTable(Resource resource, ResourceId id) {
    List<Route> routes = new ArrayList<>();
    for (Node node : Properties.list(Properties.of(resource.body()), "routes")) {
      routes.add(route(node, Optional.empty()));
    }
    Node.MapNode body =
        Properties.without(
            resource.body(), List.of("routes"), "routes may stand outside of their table, too");
    Draft draft = new Draft(id, routes, body, resource.condition(), resource.span());
    List<Draft> sameKey = byKey.computeIfAbsent(id.key(), key -> new ArrayList<>(1));
    // Exports show one table in several files.
    boolean repeated =
        id.isGlobal()
            && sameKey.stream()
                .anyMatch(
                    other ->
                        other.id().equals(id)
                            && other.file() != draft.file()
                            && words(other.routes()).equals(words(routes)));
    if (!repeated) {
      sameKey.add(draft);
      drafts.add(draft);
    }
  }

  boolean hasRead(ResourceId table) {
    return byKey.getOrDefault(table.key(), List.of()).stream()
        .anyMatch(draft -> draft.id().equals(table));
  }

  void readRoute(Resource resource, ResourceId id) {
    Optional<ResourceId> table = id.parent();
    if (table.isEmpty()) {
      problems.add(
          Problem.error("resource-id", "the route's id names no route table", resource.span()));
      return;
    }
    standAlone.add(
        new StandAlone(table.get(), route(resource.body(), resource.condition()).named(id.name())));
  }

  private static Route route(Node node, Optional<Node.Unresolved> condition) {
    if (node instanceof Node.Unresolved unresolved) {
      return Route.unknown(unresolved.reason(), unresolved.span());
    }
    if (!(node instanceof Node.MapNode body)) {
      return Route.unknown("no object stands here", node.span());
    }
    Node.MapNode properties = Properties.of(body);
    Span place = Properties.place(body);
    return new Route(
        body.present("name").flatMap(Node::scalar).orElse("?"),
        Properties.present(properties, "addressPrefix")
            .map(RouteTableReader::prefix)
            .orElseGet(() -> new AddressPrefix.Unresolved("the route has no prefix", place)),
        Properties.present(properties, "nextHopType")
            .map(RouteTableReader::nextHop)
            .orElseGet(() -> new Value.Unknown<>("the route has no type of next hop", place)),
        Properties.present(properties, "nextHopIpAddress").map(RouteTableReader::address),
        condition,
        place);
  }

  private static AddressPrefix prefix(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new AddressPrefix.Unresolved(unresolved.reason(), unresolved.span());
    }
    String text = node.scalar().map(String::strip).orElse("");
    Optional<Cidr> block = Cidr.parse(text);
    if (block.isPresent()) {
      return new AddressPrefix.Block(block.get(), node.span());
    }
    return ServiceTags.find(text)
        .<AddressPrefix>map(tag -> new AddressPrefix.ServiceTag(tag, node.span()))
        .orElseGet(
            () ->
                new AddressPrefix.Unresolved(
                    "this is neither a block of addresses nor a known service tag", node.span()));
  }

  private static Value<NextHopType> nextHop(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    return node.scalar()
        .flatMap(NextHopType::of)
        .<Value<NextHopType>>map(type -> new Value.Known<>(type, node.span()))
        .orElseGet(() -> new Value.Unknown<>("this is no type of next hop", node.span()));
  }

  private static Value<Cidr> address(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    return node.scalar()
        .flatMap(Cidr::parse)
        .<Value<Cidr>>map(address -> new Value.Known<>(address, node.span()))
        .orElseGet(() -> new Value.Unknown<>("this is no address", node.span()));
  }

  /** All tables, with their stand-alone routes; routes of one that nobody showed make another. */
  List<RouteTable> tables() {
    List<Draft> all = new ArrayList<>(drafts);
    Map<ResourceId.Key, List<Draft>> orphans = new HashMap<>();
    for (StandAlone single : standAlone) {
      List<Draft> homes = homes(single);
      if (homes.isEmpty()) {
        List<Draft> sameKey =
            orphans.computeIfAbsent(single.table().key(), key -> new ArrayList<>(1));
        homes = sameKey.stream().filter(home -> isOf(home, single)).toList();
        if (homes.isEmpty()) {
          Draft orphan = orphan(single);
          sameKey.add(orphan);
          all.add(orphan);
          homes = List.of(orphan);
        }
      }
      for (Draft home : homes) {
        add(home, homes.size() == 1 ? single.route() : perhaps(single, homes.size()));
      }
    }
    return all.stream()
        .map(
            draft ->
                new RouteTable(
                    draft.id(), draft.routes(), draft.body(), draft.condition(), draft.span()))
        .toList();
  }

  /** The tables a route may belong to: one of its own file is nearer than those of others. */
  private List<Draft> homes(StandAlone single) {
    List<Draft> all =
        byKey.getOrDefault(single.table().key(), List.of()).stream()
            .filter(draft -> draft.id().matches(single.table()))
            .toList();
    List<Draft> near = all.stream().filter(draft -> draft.file() == single.file()).toList();
    return near.isEmpty() ? all : single.table().nearest(near, Draft::id);
  }

  /** A table that nobody showed is one for several files only if its id says so. */
  private static boolean isOf(Draft orphan, StandAlone single) {
    return orphan.file() == single.file()
        ? orphan.id().matches(single.table())
        : orphan.id().isGlobal() && orphan.id().equals(single.table());
  }

  private static Draft orphan(StandAlone single) {
    Span place = single.route().span();
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.unknown(
            "the route table itself was not read, it may hold more routes than those shown",
            place));
    return new Draft(
        single.table(), routes, new Node.MapNode(List.of(), place), Optional.empty(), place);
  }

  private static Route perhaps(StandAlone single, int homes) {
    Route route = single.route();
    String reason = homes + " route tables may be meant by " + single.table().name();
    return route.condition().isPresent()
        ? route
        : route.withCondition(new Node.Unresolved(reason, "", route.span()));
  }

  /**
   * A route that stands inline and as a resource of its own is one route. Where the two differ, one
   * of them replaces the other.
   */
  private static void add(Draft home, Route route) {
    for (int i = 0; i < home.routes().size(); i++) {
      Route twin = home.routes().get(i);
      if (!twin.name().equals("?") && twin.name().equalsIgnoreCase(route.name())) {
        if (words(List.of(twin)).equals(words(List.of(route)))) {
          return;
        }
        String reason = "two routes are named '" + route.name() + "'";
        home.routes().set(i, twin.withCondition(new Node.Unresolved(reason, "", twin.span())));
        home.routes().add(route.withCondition(new Node.Unresolved(reason, "", route.span())));
        return;
      }
    }
    home.routes().add(route);
  }

  private static List<String> words(List<Route> routes) {
    return routes.stream()
        .map(route -> route.name() + " " + route.prefix() + " " + route.nextHop().known())
        .sorted()
        .toList();
  }
}
