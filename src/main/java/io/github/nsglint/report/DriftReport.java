package io.github.nsglint.report;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/**
 * What differs between what is declared and what is deployed, for people or, as JSON, for programs:
 * {@code {"nsglint": "0.1.0", "schemaVersion": 1, "differences": [{"kind": "flows", "resource":
 * "nsg-app", "id": "…", "what": "…", "file": "…", "line": 1, "column": 1}], "problems": […]}}; the
 * kinds are missing, extra, flows, property and unknown.
 */
public final class DriftReport {
  public static final List<String> FORMATS = List.of("text", "json");

  private final List<Difference> differences;
  private final List<Problem> problems;

  /**
   * @param problems of reading either side
   */
  public DriftReport(List<Difference> differences, List<Problem> problems) {
    this.differences = List.copyOf(differences);
    this.problems =
        problems.stream().filter(each -> each.severity() == Severity.ERROR).distinct().toList();
  }

  public void text(OutputStream stream) throws IOException {
    Writer out = new Utf8Writer(stream);
    for (Problem problem : problems) {
      out.write(
          Wording.place(problem.span()) + ": not read: " + Wording.oneLine(problem.message()));
      out.write('\n');
    }
    int unknown = 0;
    for (Difference each : differences) {
      unknown += each.kind() == Kind.UNKNOWN ? 1 : 0;
      out.write(
          Wording.place(each.span())
              + ": "
              + word(each)
              + " "
              + Printable.of(each.resource())
              + ": "
              + Wording.oneLine(each.what())
              + ".\n");
    }
    int drift = differences.size() - unknown;
    out.write(drift == 0 ? "No drift" : Wording.count(drift, "difference"));
    out.write(problems.isEmpty() ? "" : " in what was read");
    out.write(unknown == 0 ? ".\n" : ", " + unknown + " not known.\n");
    out.flush();
  }

  private static String word(Difference difference) {
    return difference.kind().name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param version the program's
   */
  public void json(String version, OutputStream stream) throws IOException {
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartObject();
      out.writeStringField("nsglint", version);
      out.writeNumberField("schemaVersion", 1);
      out.writeArrayFieldStart("differences");
      for (Difference each : differences) {
        out.writeStartObject();
        out.writeStringField("kind", word(each));
        out.writeStringField("resource", each.resource());
        out.writeStringField("id", each.id());
        out.writeStringField("what", each.what());
        out.writeStringField("file", Wording.path(each.span().file().path()));
        out.writeNumberField("line", each.span().line());
        out.writeNumberField("column", each.span().column());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeStrings("problems", problems.stream().map(Problem::message).toList());
      out.writeEndObject();
      out.writeLineEnd();
    }
  }
}
