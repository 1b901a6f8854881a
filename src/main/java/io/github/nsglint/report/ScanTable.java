package io.github.nsglint.report;

import io.github.nsglint.report.TextTable.Column;
import java.util.List;

/** How a scan ended: for each subscription what was read and what was not. */
public final class ScanTable {
  private ScanTable() {}

  /**
   * @param subscription its name with its id
   * @param state Azure's word for it, {@code Enabled}
   * @param lists that were read in whole
   * @param resources that were read
   * @param refused what the caller may not read
   * @param failed what could not be read for another reason
   */
  public record Row(
      String subscription,
      String state,
      int lists,
      int resources,
      List<String> refused,
      List<String> failed) {
    public Row {
      refused = List.copyOf(refused);
      failed = List.copyOf(failed);
    }
  }

  /**
   * Who is connected, in numbers.
   *
   * @param rows host, sessions, of these SSH and RDP, machines, users, minutes of the longest
   */
  public static String ofSessions(List<List<String>> rows) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("Bastion host", 60),
                Column.right("sessions"),
                Column.right("SSH"),
                Column.right("RDP"),
                Column.right("machines"),
                Column.right("users"),
                Column.right("longest (min)")));
    for (List<String> row : rows) {
      table.row(row.stream().map(Printable::of).toList());
    }
    return String.join("\n", table.lines()) + "\n";
  }

  /**
   * What can be asked.
   *
   * @param rows method, path, version of the API, permission, the options that ask it
   */
  public static String ofRequests(List<List<String>> rows) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("method", 6),
                Column.left("path", 100),
                Column.left("api-version", 20),
                Column.left("permission", 100),
                Column.left("asked", 40)));
    rows.forEach(table::row);
    return String.join("\n", table.lines()) + "\n";
  }

  public static String of(List<Row> rows) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("subscription", 60),
                Column.left("state", 10),
                Column.right("lists read"),
                Column.right("resources"),
                Column.left("refused", 60),
                Column.left("failed", 60)));
    for (Row row : rows) {
      table.row(
          List.of(
              Printable.of(row.subscription()),
              Printable.of(row.state().isEmpty() ? "?" : row.state()),
              String.valueOf(row.lists()),
              String.valueOf(row.resources()),
              row.refused().isEmpty() ? "-" : String.join(", ", row.refused()),
              row.failed().isEmpty() ? "-" : String.join(", ", row.failed())));
    }
    return String.join("\n", table.lines()) + "\n";
  }
}
