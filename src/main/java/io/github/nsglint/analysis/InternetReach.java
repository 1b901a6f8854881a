package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.MachineAccess.Answer;
import io.github.nsglint.analysis.MachineAccess.Reached;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody on the Internet gets to a machine without a detour: its groups let some address
 * of the Internet in, and a public address of its own, or a load balancer, leads to it. What other
 * machines and firewalls forward comes from them.
 */
final class InternetReach {
  /** What leads to an interface besides a public address, each a list of references. */
  private static final List<String> BALANCERS =
      List.of(
          "loadBalancerBackendAddressPools",
          "loadBalancerInboundNatRules",
          "applicationGatewayBackendAddressPools");

  private final Network network;
  private final Attachments attachments;
  private final TagAddresses tags;

  InternetReach(Network network, Attachments attachments, TagAddresses tags) {
    this.network = network;
    this.attachments = attachments;
    this.tags = tags;
  }

  /**
   * @param unknown why there may be further interfaces, or no machine at all
   */
  Answer decide(
      Element machine,
      List<NetworkInterface> interfaces,
      List<Remark> unknown,
      List<PortPrefix.Range> ports) {
    List<Answer> answers = new ArrayList<>();
    for (NetworkInterface nic : interfaces) {
      answers.add(both(ways(nic), groups(machine, nic, ports)));
    }
    if (!unknown.isEmpty()) {
      answers.add(new Answer(Reached.UNKNOWN, MachineAccesses.reasons(unknown)));
    }
    Answer best = new Answer(Reached.NO, "it has no network interface");
    for (Reached wanted : List.of(Reached.NO, Reached.UNKNOWN, Reached.YES)) {
      for (Answer answer : answers) {
        best = answer.reached() == wanted ? answer : best;
      }
    }
    boolean perhapsNot = best.reached() == Reached.YES && machine.condition().isPresent();
    return perhapsNot ? new Answer(Reached.UNKNOWN, "if it is deployed: " + best.why()) : best;
  }

  /** The first that says no settles it; then what is not known. */
  private static Answer both(Answer way, Answer groups) {
    for (Reached wanted : List.of(Reached.NO, Reached.UNKNOWN)) {
      if (groups.reached() == wanted) {
        return groups;
      }
      if (way.reached() == wanted) {
        return way;
      }
    }
    return new Answer(Reached.YES, way.why() + ", " + groups.why());
  }

  private Answer ways(NetworkInterface nic) {
    List<Answer> answers = new ArrayList<>();
    nic.ipConfigurations().forEach(part -> answers.add(byAddress(nic, part)));
    Node body = nic.body();
    for (String balancer : BALANCERS) {
      if (mentions(body, balancer)) {
        answers.add(
            new Answer(
                Reached.UNKNOWN,
                nic.shownName() + " is behind a load balancer, whose rules are not read"));
        break;
      }
    }
    for (Reached wanted : List.of(Reached.YES, Reached.UNKNOWN)) {
      for (Answer answer : answers) {
        if (answer.reached() == wanted) {
          return answer;
        }
      }
    }
    return answers.stream()
        .filter(answer -> !answer.why().isEmpty())
        .findFirst()
        .orElse(new Answer(Reached.NO, "no public address leads to it"));
  }

  /**
   * A Standard address is closed where no group opens it.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku">
   *     secure by default</a>
   */
  private Answer byAddress(NetworkInterface nic, IpConfiguration part) {
    if (part.publicAddress() instanceof Reference.Absent) {
      return new Answer(Reached.NO, "");
    }
    if (!(part.publicAddress() instanceof Reference.To to)) {
      return new Answer(
          Reached.UNKNOWN, "the public address of " + nic.shownName() + " is not known");
    }
    String name = to.id().shownName();
    if (hasGroup(nic)) {
      return new Answer(Reached.YES, name + " leads to it");
    }
    Optional<String> sku = sku(to);
    if (!network.adminRules().isEmpty()) {
      return new Answer(
          Reached.UNKNOWN, "whether an admin rule opens " + name + " without a group is not known");
    }
    if (sku.filter("Standard"::equalsIgnoreCase).isPresent()) {
      return new Answer(
          Reached.NO, name + " is a Standard address, which is closed without a group");
    }
    return sku.filter("Basic"::equalsIgnoreCase).isPresent()
        ? new Answer(Reached.YES, name + " leads to it")
        : new Answer(
            Reached.UNKNOWN, "without a group, it depends on the SKU of " + name + ", not read");
  }

  private Optional<String> sku(Reference.To to) {
    List<Element> found = network.find(to.id(), to.span());
    if (found.size() != 1 || !(found.get(0) instanceof PublicIpAddress address)) {
      return Optional.empty();
    }
    return MachineAccesses.property(address.body(), "sku") instanceof Node.MapNode map
        ? map.present("name").flatMap(Node::scalar)
        : Optional.empty();
  }

  private boolean hasGroup(NetworkInterface nic) {
    return attachments.groupOf(nic).fold(() -> false, group -> true, unknown -> true)
        || new Machines(network)
            .subnetsOf(nic).stream()
                .anyMatch(
                    subnet ->
                        attachments
                            .groupOf(subnet)
                            .fold(() -> false, group -> true, unknown -> true));
  }

  private static boolean mentions(Node node, String key) {
    if (node instanceof Node.ListNode list) {
      return list.items().stream().anyMatch(item -> mentions(item, key));
    }
    if (!(node instanceof Node.MapNode map)) {
      return false;
    }
    boolean here =
        map.present(key)
            .filter(value -> !(value instanceof Node.ListNode list && list.items().isEmpty()))
            .isPresent();
    return here || map.entries().stream().anyMatch(entry -> mentions(entry.value(), key));
  }

  private Answer groups(Element machine, NetworkInterface nic, List<PortPrefix.Range> ports) {
    List<Remark> unknown = new ArrayList<>();
    String closed = "";
    for (Area area :
        new Areas(network, attachments)
            .of(new End.Machine(List.of(nic), Optional.empty(), machine.shownName()))) {
      for (PortPrefix.Range port : ports) {
        for (Asked asked : asked(area, port, machine)) {
          switch (asked.piece().answer()) {
            case ALLOWED -> {
              if (!asked.isFromInternet()) {
                unknown.add(
                    new Remark("whether what is let in is of the Internet", machine.span()));
                continue;
              }
              return new Answer(Reached.YES, "and " + port + " is let in" + asked.rule("by"));
            }
            case DENIED ->
                closed =
                    closed.isEmpty() ? port + " is not let in" + asked.rule("because of") : closed;
            case UNKNOWN ->
                asked.piece().decisions().forEach(each -> unknown.addAll(each.reasons()));
          }
        }
      }
    }
    return unknown.isEmpty()
        ? new Answer(Reached.NO, closed.isEmpty() ? "it has no address" : closed)
        : new Answer(Reached.UNKNOWN, MachineAccesses.reasons(unknown));
  }

  /**
   * Some flows, with the levels that they pass.
   *
   * @param internet addresses that are the Internet's for sure
   */
  private record Asked(Piece piece, List<Level> levels, AddressSet internet) {
    boolean isFromInternet() {
      return piece.flows().sources().intersects(internet);
    }

    /** The last rule that decides, since all must let in what is let in. */
    String rule(String how) {
      for (int i = piece.decisions().size() - 1; i >= 0; i--) {
        Optional<SecurityRule> rule = piece.decisions().get(i).rule();
        if (piece.decisions().get(i).answer() == piece.answer()
            && rule.isPresent()
            && !Guards.isGoingOn(rule.get())
            && levels.get(i).standing() instanceof Level.Guard guard) {
          return " "
              + how
              + " "
              + FlowVerdicts.words(rule.get())
              + " in "
              + guard.holderOf(rule.get());
        }
      }
      return piece.answer() == Levels.Answer.ALLOWED ? ": there is no group" : "";
    }
  }

  private List<Asked> asked(Area area, PortPrefix.Range port, Element machine) {
    Area.Home home = area.home().orElseThrow();
    AddressPrefix internet = new AddressPrefix.ServiceTag("Internet", machine.span());
    List<AdminRules.Applied> admin = new AdminRules(network).of(home.subnet().stream().toList());
    List<AddressPrefix> prefixes = new ArrayList<>(List.of(internet));
    prefixes.addAll(Guards.named(home, attachments));
    for (AdminRules.Applied applied : admin) {
      prefixes.addAll(applied.rule().sources());
      prefixes.addAll(applied.rule().destinations());
    }
    AddressBook book =
        AddressBook.sharing(
                List.of(Guards.surroundings(home, network)),
                prefixes,
                List.of(),
                home.nic().stream().toList(),
                network,
                tags)
            .get(0);
    List<Level> levels = new Guards(attachments, home, admin, book).levels(Direction.INBOUND);
    AddressSet from = book.distinct(book.region(internet).possible());
    AddressSet certain = book.distinct(book.region(internet).certain());
    AddressSet to =
        area.addresses().isEmpty()
            ? book.machine(home.nic().orElseThrow()).possible()
            : area.addresses();
    List<Asked> all = new ArrayList<>();
    for (Family family : Family.values()) {
      FlowProduct flows =
          new FlowProduct(
              ProtocolSet.of(RuleFlows.TCP),
              from.family(family),
              PortSet.all(),
              to.family(family),
              PortSet.range(port.first(), port.last()));
      if (!flows.isEmpty()) {
        new Levels(levels)
            .pieces(flows)
            .forEach(piece -> all.add(new Asked(piece, levels, certain)));
      }
    }
    return all;
  }
}
