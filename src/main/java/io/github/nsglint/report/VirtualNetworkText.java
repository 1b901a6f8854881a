package io.github.nsglint.report;

import io.github.nsglint.analysis.Attachments.Attached;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Virtual networks and their subnets, for people. */
final class VirtualNetworkText {
  private static final int PREFIXES_WIDTH = 40;
  private static final int NAME_WIDTH = 48;

  private final Outline out;
  private final Layout layout;

  VirtualNetworkText(Outline out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  void write(Network network) throws IOException {
    if (!network.virtualNetworks().isEmpty()) {
      out.heading("Virtual networks");
      for (VirtualNetwork element : network.virtualNetworks()) {
        write(element);
      }
    }
    if (!layout.subnetsWithoutNetwork().isEmpty()) {
      out.heading("Subnets whose virtual network was not read, or may be one of several");
      out.line("");
      subnets(layout.subnetsWithoutNetwork(), subnet -> Outline.name(subnet.id()));
    }
  }

  private void write(VirtualNetwork network) throws IOException {
    out.item(network);
    out.detail("id", Printable.of(network.id().toString()));
    out.detail(
        "address space",
        network.prefixes().stream().map(Outline::shown).toList(),
        "no prefix was read");
    if (!network.peerings().isEmpty()) {
      out.detail("peers", network.peerings().stream().map(this::peer).toList(), "");
    }
    out.condition("", network.condition());
    for (VirtualNetworkPeering peering : network.peerings()) {
      out.condition("peering with " + remote(peering), peering.condition());
    }
    out.unresolved("", UnresolvedValues.of(network));
    List<Subnet> subnets = layout.subnetsOf(network);
    if (subnets.isEmpty()) {
      out.detail("subnets", "none");
    } else {
      out.detail("subnets");
      subnets(subnets, Outline::name);
    }
  }

  /** {@code vnet-spoke (not read: 10.1.0.0/16; no access; Initiated)}. */
  private String peer(VirtualNetworkPeering peering) {
    List<String> notes = new ArrayList<>();
    boolean unread = peering.remote() instanceof Reference.To to && !layout.isRead(to);
    String prefixes =
        String.join(", ", peering.remotePrefixes().stream().map(Outline::shown).toList());
    if (unread) {
      notes.add("not read" + (prefixes.isEmpty() ? "" : ": " + prefixes));
    }
    if (peering.access().flatMap(Value::known).filter(allowed -> !allowed).isPresent()) {
      notes.add("no access");
    }
    peering
        .state()
        .flatMap(Value::known)
        .map(Printable::of)
        .filter(state -> !state.equalsIgnoreCase("Connected"))
        .ifPresent(notes::add);
    return remote(peering) + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
  }

  private static String remote(VirtualNetworkPeering peering) {
    return Outline.shown(peering.remote(), Outline.UNKNOWN);
  }

  private void subnets(List<Subnet> subnets, Function<Subnet, String> name) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("prefixes", PREFIXES_WIDTH),
                TextTable.Column.left("network security group", NAME_WIDTH),
                TextTable.Column.left("route table", NAME_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (Subnet subnet : subnets) {
      table.row(row(subnet, name.apply(subnet)));
    }
    out.table(table);
    for (Subnet subnet : subnets) {
      String who = "subnet " + name.apply(subnet);
      Attached group = layout.attachments().groupOf(subnet);
      out.condition(who, subnet.condition());
      out.unresolved(who, UnresolvedValues.of(subnet, group));
    }
  }

  private List<String> row(Subnet subnet, String name) {
    List<String> prefixes = subnet.prefixes().stream().map(Outline::shown).toList();
    return List.of(
        name,
        prefixes.isEmpty() ? "none read" : Shortened.list(prefixes, PREFIXES_WIDTH),
        group(layout.attachments().groupOf(subnet), subnet.group()),
        Outline.shown(subnet.routeTable(), "none"),
        Wording.lineIn(subnet.span()));
  }

  /** The name is known even of a group that was not read. */
  static String group(Attached attached, Reference reference) {
    return attached.fold(
        () -> "none",
        Outline::name,
        unknown ->
            reference.fold(
                () -> Outline.UNKNOWN,
                to -> Outline.name(to.id()) + " " + Outline.UNKNOWN,
                unresolved -> Outline.UNKNOWN));
  }
}
