package io.github.nsglint.report;

import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Application security groups, network interfaces, virtual machines, Bastion hosts and public
 * addresses, for people.
 */
final class HostText {
  private static final int LIST_WIDTH = 36;
  private static final int NAME_WIDTH = 48;

  private final Outline out;
  private final Layout layout;

  HostText(Outline out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  void write(Network network) throws IOException {
    if (!network.applicationGroups().isEmpty()) {
      out.heading("Application security groups");
      out.line("");
      applicationGroups(network);
    }
    if (!network.interfaces().isEmpty()) {
      out.heading("Network interfaces");
      out.line("");
      interfaces(network.interfaces());
    }
    if (!network.machines().isEmpty()) {
      out.heading("Virtual machines");
      out.line("");
      machines(network.machines());
    }
    if (!network.bastionHosts().isEmpty()) {
      out.heading("Bastion hosts");
      for (BastionHost host : network.bastionHosts()) {
        bastion(host, network);
      }
    }
    if (!network.publicAddresses().isEmpty()) {
      out.heading("Public addresses");
      out.line("");
      publicAddresses(network.publicAddresses());
    }
  }

  private void interfaces(List<NetworkInterface> interfaces) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("addresses", LIST_WIDTH),
                TextTable.Column.left("subnets", LIST_WIDTH),
                TextTable.Column.left("network security group", NAME_WIDTH),
                TextTable.Column.left("public addresses", LIST_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (NetworkInterface nic : interfaces) {
      table.row(
          List.of(
              Outline.name(nic),
              list(nic, HostText::address),
              list(nic, configuration -> Outline.shown(configuration.subnet(), "none")),
              VirtualNetworkText.group(layout.attachments().groupOf(nic), nic.group()),
              list(nic, configuration -> Outline.shown(configuration.publicAddress(), "none")),
              Wording.lineIn(nic.span())));
    }
    out.table(table);
    for (NetworkInterface nic : interfaces) {
      String who = "interface " + Outline.name(nic);
      members(nic, who);
      out.condition(who, nic.condition());
      out.unresolved(who, UnresolvedValues.of(nic, layout.attachments().groupOf(nic)));
    }
  }

  private static String list(NetworkInterface nic, Function<IpConfiguration, String> shown) {
    List<String> texts = nic.ipConfigurations().stream().map(shown).distinct().toList();
    return texts.isEmpty() ? "none" : Shortened.list(texts, LIST_WIDTH);
  }

  private static String address(IpConfiguration configuration) {
    return configuration.privateAddress().map(Outline::shown).orElse("chosen by Azure");
  }

  private void members(NetworkInterface nic, String who) throws IOException {
    List<String> groups =
        nic.ipConfigurations().stream()
            .flatMap(configuration -> configuration.applicationGroups().stream())
            .map(group -> Outline.shown(group, "none"))
            .distinct()
            .toList();
    if (!groups.isEmpty()) {
      out.detail(
          who + " is in application security group " + Shortened.list(groups, 2 * LIST_WIDTH));
    }
  }

  private void applicationGroups(Network network) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("members that were read", 2 * LIST_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (ApplicationSecurityGroup group : network.applicationGroups()) {
      List<String> members =
          network.interfacesNaming(group.id()).stream()
              .filter(nic -> layout.isMember(nic, group))
              .map(Outline::name)
              .toList();
      table.row(
          List.of(
              Outline.name(group),
              members.isEmpty() ? "none" : Shortened.list(members, 2 * LIST_WIDTH),
              Wording.lineIn(group.span())));
    }
    out.table(table);
    for (ApplicationSecurityGroup group : network.applicationGroups()) {
      out.condition("application security group " + Outline.name(group), group.condition());
    }
  }

  private void machines(List<VirtualMachine> machines) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("network interfaces", 2 * LIST_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (VirtualMachine machine : machines) {
      List<String> interfaces =
          machine.interfaces().stream().map(nic -> Outline.shown(nic, "none")).toList();
      table.row(
          List.of(
              Outline.name(machine),
              interfaces.isEmpty() ? "none" : Shortened.list(interfaces, 2 * LIST_WIDTH),
              Wording.lineIn(machine.span())));
    }
    out.table(table);
    for (VirtualMachine machine : machines) {
      String who = "machine " + Outline.name(machine);
      out.condition(who, machine.condition());
      out.unresolved(who, UnresolvedValues.of(machine));
    }
  }

  private void bastion(BastionHost host, Network network) throws IOException {
    Settings settings = new Settings(host.body());
    out.item(host);
    out.detail("id", Printable.of(host.id().toString()));
    out.detail("SKU", Outline.shown(settings.sku()));
    out.detail(
        "switched on", settings.switchedOn().stream().map(Printable::of).toList(), "nothing");
    out.detail("subnets", host.subnets().stream().map(HostText::subnet).toList(), "none");
    out.detail("logged by", settingsOf(host, network), "none was read");
    out.condition("", host.condition());
    out.unresolved("", UnresolvedValues.of(host));
  }

  private static List<String> settingsOf(BastionHost host, Network network) {
    return network.diagnosticSettings().stream()
        .filter(
            setting -> setting.resource() instanceof Reference.To to && to.id().matches(host.id()))
        .map(Outline::name)
        .toList();
  }

  private static String subnet(Reference reference) {
    return Outline.shown(reference, "none");
  }

  private void publicAddresses(List<PublicIpAddress> addresses) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("SKU", NAME_WIDTH),
                TextTable.Column.left("address", NAME_WIDTH),
                TextTable.Column.left("allocation", NAME_WIDTH),
                TextTable.Column.left("version", NAME_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (PublicIpAddress address : addresses) {
      Settings settings = new Settings(address.body());
      table.row(
          List.of(
              Outline.name(address),
              Outline.shown(settings.sku()),
              Outline.shown(settings.find("ipAddress")),
              Outline.shown(settings.find("publicIPAllocationMethod")),
              Outline.shown(settings.find("publicIPAddressVersion")),
              Wording.lineIn(address.span())));
    }
    out.table(table);
    for (PublicIpAddress address : addresses) {
      String who = "public address " + Outline.name(address);
      out.condition(who, address.condition());
      out.unresolved(who, UnresolvedValues.of(address));
    }
  }
}
