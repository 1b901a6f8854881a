package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Fix;
import io.github.nsglint.document.Edit;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** SARIF's {@code fixes} of results. */
public final class SarifFixes {
  /** No result has any. */
  public static final SarifFixes NONE = new SarifFixes(new IdentityHashMap<>(), 0);

  private final IdentityHashMap<Finding, Fix> fixes;
  private final int untried;

  /**
   * @param fixes by the very findings of the result
   * @param untried for how many broken findings none was looked for, because there are too many
   */
  public SarifFixes(IdentityHashMap<Finding, Fix> fixes, int untried) {
    this.fixes = new IdentityHashMap<>(fixes);
    this.untried = untried;
  }

  int untried() {
    return untried;
  }

  Optional<Fix> of(Finding finding) {
    return Optional.ofNullable(fixes.get(finding));
  }

  static void write(Fix fix, JsonOutput out, SarifLocations locations) throws IOException {
    out.writeArrayFieldStart("fixes");
    out.writeStartObject();
    out.writeObjectFieldStart("description");
    out.writeStringField("text", fix.words());
    out.writeEndObject();
    out.writeArrayFieldStart("artifactChanges");
    for (SourceFile file : files(fix)) {
      out.writeStartObject();
      locations.artifact(file);
      out.writeArrayFieldStart("replacements");
      for (Edit edit : fix.edits()) {
        if (edit.span().file() == file) {
          replacement(edit, out);
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
  }

  private static List<SourceFile> files(Fix fix) {
    List<SourceFile> files = new ArrayList<>();
    for (Edit edit : fix.edits()) {
      if (files.stream().noneMatch(file -> file == edit.span().file())) {
        files.add(edit.span().file());
      }
    }
    return files;
  }

  private static void replacement(Edit edit, JsonOutput out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("deletedRegion");
    out.writeNumberField("startLine", edit.span().line());
    out.writeNumberField("startColumn", edit.span().column());
    out.writeNumberField("endLine", edit.span().endLine());
    out.writeNumberField("endColumn", edit.span().endColumn());
    out.writeEndObject();
    out.writeObjectFieldStart("insertedContent");
    out.writeStringField("text", edit.text());
    out.writeEndObject();
    out.writeEndObject();
  }
}
