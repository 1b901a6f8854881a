package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Levels.Decision;
import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.Trace.Answer;
import io.github.nsglint.analysis.Trace.Part;
import io.github.nsglint.analysis.Trace.Step;
import io.github.nsglint.analysis.Trace.Way;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows flows from one end to the other. What leaves a machine passes the groups of its interface
 * and its subnet, what arrives those of the subnet and the interface; also between machines of one
 * subnet. Of an end outside of the network no group is known, and none is asked.
 */
public final class Tracer {
  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP);

  private final Network network;
  private final TagAddresses tags;
  private final Trace.Question question;
  private final Attachments attachments;
  private final List<AddressPrefix> named = new ArrayList<>();

  private Tracer(Network network, Trace.Question question, TagAddresses tags) {
    this.network = network;
    this.tags = tags;
    this.question = question;
    this.attachments = new Attachments(network);
    for (End end : List.of(question.from(), question.to())) {
      if (end instanceof End.Addresses addresses) {
        named.add(addresses.prefix());
      }
    }
  }

  /**
   * @return without a way when neither end lies in the network
   */
  public static Trace trace(Network network, Trace.Question question, TagAddresses tags) {
    Tracer tracer = new Tracer(network, question, tags);
    Areas areas = new Areas(network, tracer.attachments);
    List<Area> sources = areas.of(question.from());
    List<Area> destinations = areas.of(question.to());
    List<Way> ways = new ArrayList<>();
    for (Area source : sources) {
      for (Area destination : destinations) {
        if (passesAGroup(source, destination)) {
          tracer.way(source, destination).ifPresent(ways::add);
        }
      }
    }
    return new Trace(question, ways, new TraceNotes(question, sources, network).texts());
  }

  /** What stays within one machine, and what only others see, meets no group of this network. */
  private static boolean passesAGroup(Area source, Area destination) {
    Optional<NetworkInterface> from = source.home().flatMap(Area.Home::nic);
    Optional<NetworkInterface> to = destination.home().flatMap(Area.Home::nic);
    boolean within = from.isPresent() && from.equals(to);
    return !within && (source.home().isPresent() || destination.home().isPresent());
  }

  /** Empty when no flow leads there. */
  private Optional<Way> way(Area source, Area destination) {
    List<Area.Home> homes =
        Stream.of(source, destination).flatMap(area -> area.home().stream()).toList();
    List<List<AdminRules.Applied>> admin =
        homes.stream()
            .map(home -> new AdminRules(network).of(home.subnet().stream().toList()))
            .toList();
    List<AddressBook> books = books(homes, admin);
    AddressBook last = books.get(books.size() - 1);
    List<Level> levels = new ArrayList<>();
    source
        .home()
        .map(
            home ->
                new Guards(attachments, home, admin.get(0), books.get(0))
                    .levels(Direction.OUTBOUND))
        .ifPresent(levels::addAll);
    destination
        .home()
        .map(
            home ->
                new Guards(attachments, home, admin.get(admin.size() - 1), last)
                    .levels(Direction.INBOUND))
        .ifPresent(levels::addAll);
    AddressSet from = addresses(source, books.get(0));
    AddressSet to = addresses(destination, last);
    List<FlowProduct> region = region(from, to);
    if (region.isEmpty()) {
      return Optional.empty();
    }
    List<Piece> pieces = new ArrayList<>();
    Levels passed = new Levels(levels);
    region.forEach(product -> pieces.addAll(passed.pieces(product)));
    Optional<Remark> noRoute =
        homes.size() == 2 ? noRoute(homes.get(0), homes.get(1)) : Optional.empty();
    FlowWords words = new FlowWords(books.get(0), from, to, region);
    List<Part> parts = parts(pieces, levels, noRoute, words);
    return Optional.of(new Way(source.name(), destination.name(), parts));
  }

  /** One for each end that lies in the network; they number addresses alike. */
  private List<AddressBook> books(List<Area.Home> homes, List<List<AdminRules.Applied>> admin) {
    List<AddressPrefix> prefixes = new ArrayList<>(named);
    homes.forEach(home -> prefixes.addAll(Guards.named(home, attachments)));
    for (List<AdminRules.Applied> rules : admin) {
      for (AdminRules.Applied applied : rules) {
        prefixes.addAll(applied.rule().sources());
        prefixes.addAll(applied.rule().destinations());
      }
    }
    return AddressBook.sharing(
        homes.stream().map(home -> Guards.surroundings(home, network)).toList(),
        prefixes,
        List.of(),
        homes.stream().flatMap(home -> home.nic().stream()).toList(),
        network,
        tags);
  }

  private Optional<Remark> noRoute(Area.Home source, Area.Home destination) {
    if (question.to() instanceof End.Machine machine && machine.publicAddress().isPresent()) {
      return Optional.of(
          new Remark(
              "machines of the network that call a public address are seen with translated"
                  + " addresses; give the private address of "
                  + machine.text(),
              machine.publicAddress().get().span()));
    }
    return new Routes(network).missing(source, destination);
  }

  /** The addresses of an area as the book of its own end numbers them, or that of the other. */
  private static AddressSet addresses(Area area, AddressBook book) {
    if (area.home().isPresent()) {
      Optional<NetworkInterface> nic = area.home().get().nic();
      return area.addresses().isEmpty()
          ? nic.map(book::machine).orElseGet(book::subnet).possible()
          : area.addresses();
    }
    AddressPrefix prefix = area.prefix().get();
    if (prefix instanceof AddressPrefix.Block block) {
      return AddressSet.of(block.cidr().range()).minus(area.addresses());
    }
    AddressSet all =
        prefix instanceof AddressPrefix.Any
            ? book.everywhere().possible()
            : book.region(prefix).possible();
    return book.distinct(all).minus(area.addresses());
  }

  private List<FlowProduct> region(AddressSet from, AddressSet to) {
    ProtocolSet protocols = RuleFlows.possible(question.protocol());
    List<FlowProduct> region = new ArrayList<>();
    FlowProduct withPorts =
        new FlowProduct(
            protocols.intersect(WITH_PORTS),
            from,
            question.sourcePorts(),
            to,
            question.destinationPorts());
    FlowProduct portless =
        new FlowProduct(protocols.minus(WITH_PORTS), from, PortSet.all(), to, PortSet.all());
    for (FlowProduct product : List.of(withPorts, portless)) {
      if (!product.isEmpty()) {
        region.add(product);
      }
    }
    return region;
  }

  /** Pieces that differ in nothing but their flows are one part. */
  private static List<Part> parts(
      List<Piece> pieces, List<Level> levels, Optional<Remark> noRoute, FlowWords words) {
    Map<List<Decision>, List<FlowProduct>> alike = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      alike.computeIfAbsent(piece.decisions(), key -> new ArrayList<>()).add(piece.flows());
    }
    record Placed(Part part, FlowProduct first) {}
    List<Placed> placed = new ArrayList<>();
    alike.forEach(
        (decisions, flows) -> {
          List<FlowProduct> joined = FlowWords.joined(flows);
          Levels.Answer answer = new Piece(joined.get(0), decisions).answer();
          placed.add(
              new Placed(
                  part(answer, decisions, levels, noRoute, words.of(joined)), joined.get(0)));
        });
    placed.sort(Comparator.comparing(Placed::first, FlowWords.ORDER));
    return placed.stream().map(Placed::part).toList();
  }

  private static Part part(
      Levels.Answer answer,
      List<Decision> decisions,
      List<Level> levels,
      Optional<Remark> noRoute,
      List<Trace.Flows> flows) {
    List<Step> steps = new ArrayList<>();
    List<Remark> dependsOn = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      steps.add(step(levels.get(i), decision));
      if (answer == Levels.Answer.UNKNOWN) {
        dependsOn.addAll(decision.reasons());
      }
    }
    if (answer != Levels.Answer.DENIED) {
      noRoute.ifPresent(dependsOn::add);
    }
    return new Part(
        dependsOn.isEmpty() ? answer(answer) : Answer.DEPENDS,
        flows,
        steps,
        dependsOn.stream().distinct().toList());
  }

  private static Answer answer(Levels.Answer answer) {
    return switch (answer) {
      case ALLOWED -> Answer.ALLOWED;
      case DENIED -> Answer.DENIED;
      case UNKNOWN -> Answer.DEPENDS;
    };
  }

  private static Step step(Level level, Decision decision) {
    Optional<String> group =
        level
            .standing()
            .fold(
                Optional::<String>empty,
                guard -> Optional.of(guard.name()),
                unknown -> Optional.<String>empty());
    return new Step(
        level.direction(),
        level.place(),
        group,
        answer(decision.answer()),
        decision.rule().filter(rule -> !Guards.isGoingOn(rule)).map(FlowVerdicts::words));
  }
}
