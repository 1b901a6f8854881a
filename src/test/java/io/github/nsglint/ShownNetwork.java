package io.github.nsglint;

import io.github.nsglint.analysis.Attachments;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Node;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.DiagnosticSetting;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network and its verdicts as lines of text, without what formats cannot know alike: places,
 * subscriptions, resource groups, the order of reading.
 */
final class ShownNetwork {
  private static final List<String> HOST_SETTINGS =
      List.of(
          "scaleUnits",
          "enableTunneling",
          "enableIpConnect",
          "enableShareableLink",
          "enableFileCopy",
          "disableCopyPaste",
          "enableKerberos",
          "enableSessionRecording",
          "enablePrivateOnlyBastion");

  private final Network network;
  private final Attachments attachments;
  private final StringBuilder out = new StringBuilder();

  private ShownNetwork(Network network) {
    this.network = network;
    this.attachments = new Attachments(network);
  }

  static String model(Network network) {
    ShownNetwork shown = new ShownNetwork(network);
    return shown.all(network.virtualNetworks(), shown::virtualNetwork)
        + shown.all(network.subnets(), shown::subnet)
        + shown.all(network.routeTables(), shown::routeTable)
        + shown.all(network.groups(), shown::group)
        + shown.all(
            network.applicationGroups(),
            group -> shown.line("application security group " + group.name() + condition(group)))
        + shown.all(network.interfaces(), shown::networkInterface)
        + shown.all(network.machines(), shown::machine)
        + shown.all(network.bastionHosts(), shown::host)
        + shown.all(network.publicAddresses(), shown::publicAddress)
        + shown.all(network.diagnosticSettings(), shown::diagnosticSetting);
  }

  /** Sorted as text, since two elements may have one name. */
  private <T> String all(List<T> elements, Consumer<T> write) {
    List<String> texts = new ArrayList<>();
    for (T element : elements) {
      out.setLength(0);
      write.accept(element);
      texts.add(out.toString());
    }
    return texts.stream().sorted().collect(Collectors.joining());
  }

  /** One line a verdict, by rule and target; below it what it rests on. */
  static String verdicts(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing((Finding finding) -> finding.rule().id())
                .thenComparing(Finding::target)
                .thenComparing(finding -> words(finding.verdict())))
        .map(
            finding ->
                finding.rule().id() + " " + finding.target() + ": " + words(finding.verdict()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String words(Verdict verdict) {
    return verdict.fold(
        holds -> "holds" + (holds.note().isEmpty() ? "" : "; " + holds.note()),
        broken -> "broken: " + broken.what() + remarks("near miss", broken.nearMisses()),
        undecided -> "undecided: " + undecided.what() + remarks("because", undecided.reasons()),
        notApplicable -> "not applicable: " + notApplicable.why());
  }

  private static String remarks(String label, List<Verdict.Remark> remarks) {
    return remarks.stream()
        .map(remark -> "\n  " + label + " " + remark.text())
        .distinct()
        .sorted()
        .collect(Collectors.joining());
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String condition(Element element) {
    return element.condition().isEmpty() ? "" : ", perhaps";
  }

  private void virtualNetwork(VirtualNetwork own) {
    line(
        "virtual network "
            + own.name()
            + ": "
            + blocks(own.prefixes())
            + joined(", peer of ", own.peerings().stream().map(this::peering).sorted().toList())
            + condition(own));
  }

  /** Without what only Azure's answers tell. */
  private String peering(VirtualNetworkPeering peering) {
    String access =
        peering.access().map(ShownNetwork::value).filter(text -> !text.equals("true")).orElse("");
    return target(peering.remote())
        + (access.isEmpty() ? "" : " with access " + access)
        + (peering.condition().isEmpty() ? "" : ", perhaps");
  }

  private void routeTable(RouteTable table) {
    line("route table " + table.name() + condition(table));
    for (Route route : table.routes()) {
      line(
          "  "
              + route.name()
              + ": "
              + route.prefix()
              + " by "
              + value(route.nextHop())
              + route.nextHopAddress().map(address -> " " + value(address)).orElse("")
              + (route.condition().isEmpty() ? "" : ", perhaps"));
    }
  }

  private void machine(VirtualMachine machine) {
    line(
        "machine "
            + machine.name()
            + ": interfaces "
            + machine.interfaces().stream().map(this::target).toList()
            + condition(machine));
  }

  private void subnet(Subnet subnet) {
    line(
        "subnet "
            + named(subnet)
            + ": "
            + blocks(subnet.prefixes())
            + ", group "
            + target(subnet.group())
            + ", route table "
            + target(subnet.routeTable())
            + condition(subnet));
  }

  private void group(NetworkSecurityGroup group) {
    line("group " + group.name() + condition(group));
    attachments.subnetsOf(group).stream()
        .map(ShownNetwork::named)
        .sorted()
        .forEach(name -> line("  on subnet " + name));
    attachments.interfacesOf(group).stream()
        .map(ShownNetwork::named)
        .sorted()
        .forEach(name -> line("  on interface " + name));
    group.rules().stream().map(ShownNetwork::rule).sorted().forEach(this::line);
    group.defects().stream()
        .map(defect -> "  defect " + defect.code() + ": " + defect.message())
        .sorted()
        .forEach(this::line);
  }

  private static String rule(SecurityRule rule) {
    return "  %-8s %4s %s: %s %s %s %s -> %s %s%s"
        .formatted(
            value(rule.direction()),
            value(rule.priority()),
            rule.name(),
            value(rule.access()),
            value(rule.protocol()),
            rule.sources(),
            rule.sourcePorts(),
            rule.destinations(),
            rule.destinationPorts(),
            rule.condition().isEmpty() ? "" : ", perhaps");
  }

  private void networkInterface(NetworkInterface nic) {
    line("interface " + nic.name() + ": group " + target(nic.group()) + condition(nic));
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      line(
          "  "
              + configuration.privateAddress().map(ShownNetwork::value).orElse("any address")
              + " in "
              + target(configuration.subnet())
              + ", public address "
              + target(configuration.publicAddress())
              + joined(
                  ", member of ",
                  configuration.applicationGroups().stream().map(this::target).toList()));
    }
  }

  private void host(BastionHost host) {
    line(
        "Bastion host "
            + host.name()
            + ": "
            + text(host.body(), "sku.name")
            + ", in "
            + host.subnets().stream().map(this::target).toList()
            + condition(host));
    for (String setting : HOST_SETTINGS) {
      String value = text(host.body(), "properties." + setting);
      if (!value.equals("none")) {
        line("  " + setting + " " + value);
      }
    }
  }

  private void publicAddress(PublicIpAddress address) {
    line(
        "public address "
            + address.name()
            + ": "
            + text(address.body(), "sku.name")
            + " "
            + text(address.body(), "properties.publicIPAllocationMethod")
            + condition(address));
  }

  private void diagnosticSetting(DiagnosticSetting setting) {
    line(
        "diagnostic setting "
            + setting.name()
            + " of "
            + target(setting.resource())
            + condition(setting));
    Node properties = setting.body().present("properties").orElse(setting.body());
    if (properties instanceof Node.MapNode map
        && map.present("logs").orElse(null) instanceof Node.ListNode logs) {
      for (Node log : logs.items()) {
        line(
            "  logs "
                + text((Node.MapNode) log, "category")
                + ", group "
                + text((Node.MapNode) log, "categoryGroup")
                + ", enabled "
                + text((Node.MapNode) log, "enabled"));
      }
    }
  }

  private static String text(Node.MapNode body, String path) {
    Optional<Node> node = Optional.of(body);
    for (String key : path.split("\\.", -1)) {
      node =
          node.flatMap(at -> at instanceof Node.MapNode map ? map.present(key) : Optional.of(at));
    }
    return node.map(found -> found.scalar().orElse("?")).orElse("none");
  }

  /** What a reference leads to, by name; in brackets if that was not read, or is not the only. */
  private String target(Reference reference) {
    return reference.fold(
        () -> "none",
        to -> {
          List<Element> found = network.find(to.id(), to.span());
          return found.size() == 1
              ? named(found.get(0))
              : "(" + named(to.id()) + (found.isEmpty() ? "" : " × " + found.size()) + ")";
        },
        unresolved -> "?");
  }

  private static String named(Element element) {
    return named(element.id());
  }

  private static String named(ResourceId id) {
    return String.join("/", id.names());
  }

  private static String joined(String label, List<String> texts) {
    return texts.isEmpty() ? "" : label + String.join(" and ", texts);
  }

  private static String blocks(List<Value<Cidr>> values) {
    return values.stream().map(ShownNetwork::value).toList().toString();
  }

  private static <T> String value(Value<T> value) {
    Function<T, String> text = String::valueOf;
    return value.fold(text, unknown -> "?");
  }
}
