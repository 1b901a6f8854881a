package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Levels.Answer;
import io.github.nsglint.analysis.Levels.Decision;
import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.analysis.Verdict.Witness;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the groups of a machine's subnet and interface let Bastion's connections in. What the
 * host's own group lets out is another question.
 */
final class BastionReach {
  private final Network network;
  private final Attachments attachments;
  private final TagAddresses tags;
  private final BastionOrigins origins;

  BastionReach(Network network, Attachments attachments, TagAddresses tags) {
    this.network = network;
    this.attachments = attachments;
    this.tags = tags;
    this.origins = new BastionOrigins(network, attachments);
  }

  /** One port that is open on one way is enough. */
  Verdict decide(VirtualMachine machine, List<PortPrefix.Range> ports) {
    if (origins.isEmpty()) {
      return nobody();
    }
    List<Remark> unknown = new ArrayList<>();
    List<NetworkInterface> interfaces = interfaces(machine, unknown);
    return decide(machine.shownName(), interfaces, unknown, ports);
  }

  /**
   * @param why there may be further interfaces
   */
  Verdict decide(
      String machine,
      List<NetworkInterface> interfaces,
      List<Remark> why,
      List<PortPrefix.Range> ports) {
    if (origins.isEmpty()) {
      return nobody();
    }
    List<Remark> unknown = new ArrayList<>(why);
    List<Verdict.Broken> broken = new ArrayList<>();
    boolean served = false;
    for (Area area :
        new Areas(network, attachments)
            .of(new End.Machine(interfaces, Optional.empty(), machine))) {
      area.home().flatMap(Area.Home::withoutSubnet).ifPresent(unknown::add);
      for (BastionOrigins.Origin origin : origins.of(area)) {
        served = true;
        for (PortPrefix.Range port : ports) {
          Verdict verdict = way(machine, area, origin, port);
          if (verdict instanceof Verdict.Holds) {
            return verdict;
          } else if (verdict instanceof Verdict.Broken closed) {
            broken.add(closed);
          } else if (verdict instanceof Verdict.Undecided undecided) {
            unknown.addAll(undecided.reasons());
          }
        }
      }
    }
    if (!unknown.isEmpty()) {
      return new Verdict.Undecided(
          "cannot tell whether Bastion can connect to " + machine + " on " + or(ports),
          unknown.stream().distinct().toList());
    }
    return served ? broken(machine, ports, broken) : nobody();
  }

  private static Verdict nobody() {
    return new Verdict.NotApplicable("no Bastion that serves its virtual network was read");
  }

  private static Verdict broken(
      String machine, List<PortPrefix.Range> ports, List<Verdict.Broken> all) {
    if (all.isEmpty()) {
      return new Verdict.NotApplicable(machine + " has no IPv4 address");
    }
    Verdict.Broken first = all.get(0);
    return new Verdict.Broken(
        "Bastion cannot connect to " + machine + " on " + or(ports) + ": " + first.what(),
        first.witness(),
        first.decidedBy(),
        List.of());
  }

  private static String or(List<PortPrefix.Range> ports) {
    return ports.stream().map(Object::toString).collect(Collectors.joining(" or "));
  }

  /**
   * @param unknown gets why there may be others
   */
  List<NetworkInterface> interfaces(VirtualMachine machine, List<Remark> unknown) {
    List<NetworkInterface> found = new ArrayList<>();
    for (Reference reference : machine.interfaces()) {
      if (reference instanceof Reference.To to) {
        found.addAll(interfaces(to, unknown));
      } else if (reference instanceof Reference.Unresolved open) {
        unknown.add(new Remark(open.reason(), open.span()));
      }
    }
    return found;
  }

  private List<NetworkInterface> interfaces(Reference.To to, List<Remark> unknown) {
    List<NetworkInterface> found = new ArrayList<>();
    for (Element element : network.find(to.id(), to.span())) {
      if (element instanceof NetworkInterface nic) {
        found.add(nic);
      }
    }
    if (found.size() != 1) {
      String what = found.isEmpty() ? " is in no file that was read" : " is read more than once";
      unknown.add(new Remark("the interface " + to.id().shownName() + what, to.span()));
    }
    return found.size() == 1 ? found : List.of();
  }

  private Verdict way(
      String machine, Area area, BastionOrigins.Origin origin, PortPrefix.Range port) {
    if (origin.unknown().isPresent()) {
      return new Verdict.Undecided("it depends on the subnet", List.of(origin.unknown().get()));
    }
    Area.Home home = area.home().orElseThrow();
    List<AdminRules.Applied> admin = new AdminRules(network).of(home.subnet().stream().toList());
    AddressBook book = book(home, admin, origin);
    List<Level> levels = new Guards(attachments, home, admin, book).levels(Direction.INBOUND);
    AddressSet to =
        area.addresses().isEmpty()
            ? book.machine(home.nic().orElseThrow()).possible()
            : area.addresses();
    FlowProduct asked =
        new FlowProduct(
            ProtocolSet.of(RuleFlows.TCP),
            origin.addresses().family(Family.IPV4),
            Region.CLIENT_PORTS,
            to.family(Family.IPV4),
            PortSet.range(port.first(), port.last()));
    if (asked.isEmpty()) {
      return new Verdict.NotApplicable(machine + " has no IPv4 address");
    }
    return verdict(new Levels(levels).pieces(asked), levels, asked.destinations(), area, origin);
  }

  private AddressBook book(
      Area.Home home, List<AdminRules.Applied> admin, BastionOrigins.Origin origin) {
    List<AddressPrefix> prefixes = new ArrayList<>(origin.prefixes());
    prefixes.addAll(Guards.named(home, attachments));
    for (AdminRules.Applied applied : admin) {
      prefixes.addAll(applied.rule().sources());
      prefixes.addAll(applied.rule().destinations());
    }
    return AddressBook.sharing(
            List.of(Guards.surroundings(home, network)),
            prefixes,
            List.of(),
            home.nic().stream().toList(),
            network,
            tags)
        .get(0);
  }

  /**
   * Every address of Bastion's must come through: an instance may have any of them.
   *
   * @param to the addresses of the machine, or those that its one address may be
   */
  private Verdict verdict(
      List<Piece> pieces,
      List<Level> levels,
      AddressSet to,
      Area area,
      BastionOrigins.Origin origin) {
    List<Remark> unknown = new ArrayList<>();
    List<Piece> denied = new ArrayList<>();
    AddressSet closed = AddressSet.empty();
    for (Piece piece : pieces) {
      switch (piece.answer()) {
        case ALLOWED -> {}
        case DENIED -> {
          denied.add(piece);
          closed = closed.union(piece.flows().destinations());
        }
        case UNKNOWN -> piece.decisions().forEach(each -> unknown.addAll(each.reasons()));
      }
    }
    if (!denied.isEmpty() && closed.containsAll(to)) {
      return origin
          .condition()
          .map(why -> (Verdict) new Verdict.Undecided("it depends on the host", List.of(why)))
          .orElseGet(() -> closed(denied.get(0), levels));
    }
    if (!denied.isEmpty()) {
      NetworkInterface nic = area.home().orElseThrow().nic().orElseThrow();
      unknown.add(
          new Remark("not every address that " + nic.name() + " may have is let in", nic.span()));
    }
    return unknown.isEmpty()
        ? new Verdict.Holds("")
        : new Verdict.Undecided("it depends on the groups", unknown);
  }

  /** The level that denies for sure; only a group's rules do, or those of a network manager. */
  private static Verdict closed(Piece piece, List<Level> levels) {
    for (int i = 0; i < piece.decisions().size(); i++) {
      if (piece.decisions().get(i).answer() == Answer.DENIED
          && levels.get(i).standing() instanceof Level.Guard guard) {
        return closed(piece, piece.decisions().get(i), guard);
      }
    }
    throw new AssertionError(piece);
  }

  private static Verdict closed(Piece piece, Decision decision, Level.Guard guard) {
    Flow flow = guard.example(piece.flows());
    Witness witness =
        new Witness(
            FlowVerdicts.protocol(flow.protocol()),
            guard.book().text(flow.source()),
            flow.sourcePort(),
            guard.book().text(flow.destination()),
            flow.destinationPort());
    // What no written rule decides, Azure's own do.
    DecidingRule rule = FlowVerdicts.words(decision.rule().orElseThrow());
    return new Verdict.Broken(
        witness + " is denied by " + rule + " in " + guard.name(),
        Optional.of(witness),
        Optional.of(rule),
        List.of());
  }
}
