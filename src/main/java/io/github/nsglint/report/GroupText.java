package io.github.nsglint.report;

import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Network security groups with their rules in effective order, for people. */
final class GroupText {
  private static final int ADDRESSES_WIDTH = 40;
  private static final int PORTS_WIDTH = 24;
  private static final int NAME_WIDTH = 40;

  private final Outline out;
  private final Layout layout;

  GroupText(Outline out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  void write(Network network) throws IOException {
    if (network.groups().isEmpty()) {
      return;
    }
    out.heading("Network security groups");
    for (NetworkSecurityGroup group : network.groups()) {
      write(group);
    }
  }

  private void write(NetworkSecurityGroup group) throws IOException {
    out.item(group);
    out.detail("id", Printable.of(group.id().toString()));
    out.detail("attached to", attachedTo(group), "nothing that was read");
    List<String> contradicted = new ArrayList<>();
    for (ResourceId subnet : layout.contradictedSubnets(group)) {
      contradicted.add(Outline.name(subnet));
    }
    if (!contradicted.isEmpty()) {
      out.detail("also names", contradicted, "");
      out.detail("", "(as read, that subnet does not name this group)");
    }
    out.condition("", group.condition());
    for (Direction direction : Direction.values()) {
      out.detail(direction.toString());
      out.table(table(Layout.rules(group, direction)));
    }
    for (SecurityRule rule : group.rules()) {
      String who = "rule " + Printable.of(rule.name());
      out.condition(who, rule.condition());
      out.unresolved(who, UnresolvedValues.of(rule));
    }
    defects(group.defects());
  }

  private List<String> attachedTo(NetworkSecurityGroup group) {
    List<String> places = new ArrayList<>();
    for (Subnet subnet : layout.attachments().subnetsOf(group)) {
      places.add(Outline.name(subnet.id()));
    }
    for (NetworkInterface nic : layout.attachments().interfacesOf(group)) {
      places.add("interface " + Outline.name(nic));
    }
    return places;
  }

  private static TextTable table(List<SecurityRule> rules) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.right("priority"),
                TextTable.Column.left("access", Integer.MAX_VALUE),
                TextTable.Column.left("protocol", Integer.MAX_VALUE),
                TextTable.Column.left("source", ADDRESSES_WIDTH),
                TextTable.Column.left("→ destination", ADDRESSES_WIDTH),
                TextTable.Column.left("ports", PORTS_WIDTH),
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (SecurityRule rule : rules) {
      table.row(row(rule));
    }
    return table;
  }

  private static List<String> row(SecurityRule rule) {
    return List.of(
        Outline.shown(rule.priority()),
        Outline.shown(rule.access()),
        Outline.shown(rule.protocol()),
        source(rule),
        "→ " + addresses(rule.destinations(), ADDRESSES_WIDTH),
        ports(rule.destinationPorts()),
        Printable.of(rule.name()) + (rule.condition().isPresent() ? " (perhaps)" : ""),
        rule.standard() ? "Azure's own" : Wording.lineIn(rule.span()));
  }

  private static String addresses(List<AddressPrefix> prefixes, int width) {
    List<String> texts = prefixes.stream().map(prefix -> Printable.of(prefix.toString())).toList();
    return texts.isEmpty() ? "nothing" : Shortened.list(texts, width);
  }

  private static String ports(List<PortPrefix> ports) {
    List<String> texts = ports.stream().map(PortPrefix::toString).toList();
    return texts.isEmpty() ? "none" : Shortened.list(texts, PORTS_WIDTH);
  }

  /** Few rules ask for a source port; a column of its own would show stars alone. */
  private static String source(SecurityRule rule) {
    String ports = ports(rule.sourcePorts());
    String port = ports.equals("*") ? "" : " (port " + ports + ")";
    return addresses(rule.sources(), ADDRESSES_WIDTH - port.length()) + port;
  }

  private void defects(List<Problem> defects) throws IOException {
    if (defects.isEmpty()) {
      return;
    }
    out.detail("Azure would refuse this group: " + Wording.count(defects.size(), "defect"));
    for (Problem defect : defects) {
      out.detail("  " + NetworkText.problem(defect));
    }
  }
}
