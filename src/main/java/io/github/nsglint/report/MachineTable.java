package io.github.nsglint.report;

import io.github.nsglint.analysis.MachineAccess;
import io.github.nsglint.analysis.MachineAccess.Answer;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.report.TextTable.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * For an audit: each machine, whether Bastion gets to its sign-in, and whether the Internet does.
 * As JSON, a key is always there, and new ones may come:
 *
 * <pre>{@code
 * {
 *   "nsglint": "0.1.0",
 *   "schemaVersion": 1,
 *   "ports": ["22", "3389"],
 *   "machines": [{
 *     "name": "vm-web", "id": "/subscriptions/…",
 *     "publicAddresses": ["pip-web (203.0.113.7)"],
 *     "networkSecurityGroups": ["nsg-web (subnet snet-web)"],
 *     "bastion": { "reached": "yes", "why": "…" },      // or no, unknown
 *     "internet": { "reached": "no", "why": "…" },
 *     "onlyByBastion": "yes",
 *     "file": "main.json", "line": 31, "column": 9
 *   }],
 *   "leftOut": 0      // machines that --where does not tell of
 * }
 * }</pre>
 */
public final class MachineTable {
  /** How it can be written. */
  public static final List<String> FORMATS = List.of("text", "markdown", "csv", "json");

  private final List<MachineAccess> rows;
  private final int leftOut;
  private final List<PortPrefix.Range> ports;
  private final String version;

  /**
   * @param leftOut how many there are besides, of which nobody wants to hear
   * @param ports that were asked about
   * @param version the program's
   */
  public MachineTable(
      List<MachineAccess> rows, int leftOut, List<PortPrefix.Range> ports, String version) {
    this.rows = List.copyOf(rows);
    this.leftOut = leftOut;
    this.ports = List.copyOf(ports);
    this.version = version;
  }

  /**
   * @param format one of {@link #FORMATS}
   */
  public void write(String format, OutputStream stream) throws IOException {
    if (format.equals("json")) {
      json(stream);
      return;
    }
    Writer out = new Utf8Writer(stream);
    switch (format) {
      case "markdown" -> markdown(out);
      case "csv" -> csv(out);
      default -> text(out);
    }
    out.flush();
  }

  private String title() {
    return "Who gets to a machine on "
        + ports.stream().map(Object::toString).collect(Collectors.joining(" or "))
        + ", by its groups";
  }

  private String none() {
    return rows.isEmpty() && leftOut == 0 ? "No machine was read.\n" : "";
  }

  /** As a summary says it of requirements. */
  private String besides() {
    return leftOut == 0 ? "" : "Left out by --where: " + Wording.count(leftOut, "machine") + ".\n";
  }

  private void text(Writer out) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("machine", 40),
                Column.left("public address", 40),
                Column.left("only by Bastion", 20),
                Column.left("Bastion", 10),
                Column.left("Internet", 10),
                Column.left("groups", 200)));
    for (MachineAccess row : rows) {
      table.row(
          List.of(
              Printable.of(row.name()),
              list(row.publicAddresses()),
              word(row.onlyByBastion()),
              word(row.bastion().reached()),
              word(row.internet().reached()),
              list(row.groups())));
    }
    out.write(title() + ":\n" + none());
    if (!rows.isEmpty()) {
      out.write(String.join("\n", table.lines()) + "\n\n");
    }
    for (MachineAccess row : rows) {
      out.write(Printable.of(row.name()) + " by Bastion: " + words(row.bastion()) + ".\n");
      out.write(Printable.of(row.name()) + " from the Internet: " + words(row.internet()) + ".\n");
    }
    out.write(besides());
  }

  private static String words(Answer answer) {
    String word =
        switch (answer.reached()) {
          case YES -> "yes, ";
          case NO -> "no, ";
          case UNKNOWN -> "not known, ";
        };
    return word + Wording.oneLine(answer.why());
  }

  private static String list(List<String> texts) {
    return texts.isEmpty() ? "none" : Wording.oneLine(String.join(", ", texts));
  }

  private static String word(MachineAccess.Reached reached) {
    return reached.name().toLowerCase(Locale.ROOT);
  }

  private void markdown(Writer out) throws IOException {
    out.write("### " + title() + "\n\n" + none());
    if (rows.isEmpty()) {
      out.write(besides());
      return;
    }
    out.write("| machine | public address | groups | only by Bastion | Bastion | Internet |\n");
    out.write("|---|---|---|---|---|---|\n");
    for (MachineAccess row : rows) {
      out.write(
          "| "
              + MarkdownReport.plain(row.name())
              + " | "
              + MarkdownReport.plain(list(row.publicAddresses()))
              + " | "
              + MarkdownReport.plain(list(row.groups()))
              + " | "
              + word(row.onlyByBastion())
              + " | "
              + MarkdownReport.plain(words(row.bastion()))
              + " | "
              + MarkdownReport.plain(words(row.internet()))
              + " |\n");
    }
    out.write(leftOut == 0 ? "" : "\n" + besides());
  }

  private void csv(Writer out) throws IOException {
    CsvReport.line(
        out,
        "machine",
        "resource",
        "public addresses",
        "groups",
        "only by bastion",
        "bastion",
        "bastion why",
        "internet",
        "internet why");
    for (MachineAccess row : rows) {
      CsvReport.line(
          out,
          row.name(),
          row.id(),
          String.join(", ", row.publicAddresses()),
          String.join(", ", row.groups()),
          word(row.onlyByBastion()),
          word(row.bastion().reached()),
          row.bastion().why(),
          word(row.internet().reached()),
          row.internet().why());
    }
  }

  private void json(OutputStream stream) throws IOException {
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartObject();
      out.writeStringField("nsglint", version);
      out.writeNumberField("schemaVersion", 1);
      out.writeStrings("ports", ports.stream().map(Object::toString).toList());
      out.writeArrayFieldStart("machines");
      for (MachineAccess row : rows) {
        out.writeStartObject();
        out.writeStringField("name", row.name());
        out.writeStringField("id", row.id());
        out.writeStrings("publicAddresses", row.publicAddresses());
        out.writeStrings("networkSecurityGroups", row.groups());
        answer(out, "bastion", row.bastion());
        answer(out, "internet", row.internet());
        out.writeStringField("onlyByBastion", word(row.onlyByBastion()));
        out.writeStringField("file", Wording.path(row.span().file().path()));
        out.writeNumberField("line", row.span().line());
        out.writeNumberField("column", row.span().column());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeNumberField("leftOut", leftOut);
      out.writeEndObject();
      out.writeLineEnd();
    }
  }

  private static void answer(JsonOutput out, String field, Answer answer) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("reached", word(answer.reached()));
    out.writeStringField("why", answer.why());
    out.writeEndObject();
  }
}
