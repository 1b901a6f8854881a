package io.github.nsglint.report;

import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import java.io.IOException;
import java.util.List;

/** Route tables, for people. */
final class RouteTableText {
  private static final int NAME_WIDTH = 48;

  private final Outline out;

  RouteTableText(Outline out) {
    this.out = out;
  }

  void write(Network network) throws IOException {
    if (!network.routeTables().isEmpty()) {
      out.heading("Route tables");
      for (RouteTable table : network.routeTables()) {
        write(table);
      }
    }
  }

  private void write(RouteTable table) throws IOException {
    out.item(table);
    out.detail("id", Printable.of(table.id().toString()));
    out.condition("", table.condition());
    if (table.routes().isEmpty()) {
      out.detail("routes", "none");
      return;
    }
    out.detail("routes");
    TextTable rows =
        new TextTable(
            List.of(
                TextTable.Column.left("name", NAME_WIDTH),
                TextTable.Column.left("prefix", NAME_WIDTH),
                TextTable.Column.left("next hop", NAME_WIDTH),
                TextTable.Column.left("place", Integer.MAX_VALUE)));
    for (Route route : table.routes()) {
      rows.row(
          List.of(
              Printable.of(route.name()),
              prefix(route.prefix()),
              nextHop(route),
              Wording.lineIn(route.span())));
    }
    out.table(rows);
    for (Route route : table.routes()) {
      String who = "route " + Printable.of(route.name());
      out.condition(who, route.condition());
      out.unresolved(who, UnresolvedValues.of(route));
    }
  }

  private static String prefix(AddressPrefix prefix) {
    return Printable.of(prefix.toString());
  }

  private static String nextHop(Route route) {
    return Outline.shown(route.nextHop())
        + route.nextHopAddress().map(address -> " " + Outline.shown(address)).orElse("");
  }
}
