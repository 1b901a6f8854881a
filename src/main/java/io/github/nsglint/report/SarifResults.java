package io.github.nsglint.report;

import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Fix;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SARIF's {@code result} objects. Their messages are texts alone: a template with an id would say
 * nothing that the text does not, and readers that know both show the template.
 */
final class SarifResults {
  private final JsonOutput out;
  private final SarifDriver driver;
  private final SarifLocations locations;
  private final Predicate<Span> nameable;
  private final SarifFixes fixes;
  private final boolean withFlows;
  private final Guids guids = new Guids();

  /** Several findings of one resource come one after another. */
  private final RepeatedValue<String> resource;

  /**
   * @param nameable places that the log may name
   * @param fixes of some of the findings
   * @param withFlows whether to tell how each flow is decided
   */
  SarifResults(
      JsonOutput out,
      SarifDriver driver,
      SarifLocations locations,
      Predicate<Span> nameable,
      SarifFixes fixes,
      boolean withFlows) {
    this.fixes = fixes;
    this.out = out;
    this.driver = driver;
    this.locations = locations;
    this.nameable = nameable;
    this.withFlows = withFlows;
    this.resource = new RepeatedValue<>(out, this::resource);
  }

  void write(Finding finding, String fingerprint) throws IOException {
    VerdictKind kind = VerdictKind.of(finding.verdict());
    boolean broken = kind == VerdictKind.BROKEN;
    SarifMessage message = SarifMessage.of(finding, nameable);
    out.writeStartObject();
    out.writeStringField("ruleId", finding.rule().id());
    out.writeNumberField("ruleIndex", driver.ruleIndex(finding.rule().id()));
    out.writeStringField("kind", kind.sarifKind());
    out.writeStringField("level", broken ? Wording.severity(finding.severity()) : "none");
    if (broken) {
      out.writeNumberField("rank", SarifDriver.rank(finding.severity()));
    }
    message(message.text());
    location(finding);
    related(message);
    if (withFlows && finding.verdict() instanceof Verdict.Broken wrong) {
      new CodeFlow(out, locations, nameable).write(wrong);
    }
    Optional<Fix> fix = fixes.of(finding);
    if (fix.isPresent() && fix.get().edits().stream().allMatch(e -> nameable.test(e.span()))) {
      SarifFixes.write(fix.get(), out, locations);
    }
    if (finding.standing().acceptance().isPresent()) {
      suppression(finding.standing().acceptance().get());
    }
    fingerprint(locations.lineHash(finding.span()), fingerprint);
    out.writeStringField("guid", guids.of("result", fingerprint));
    Standing.Age age = finding.standing().age();
    if (age != Standing.Age.NOT_COMPARED) {
      out.writeStringField("baselineState", age == Standing.Age.NEW ? "new" : "unchanged");
    }
    out.writeEndObject();
  }

  private void location(Finding finding) throws IOException {
    out.writeArrayFieldStart("locations");
    out.writeStartObject();
    locations.primary(finding.span());
    logical(finding.resourceId());
    out.writeEndObject();
    out.writeEndArray();
  }

  private void related(SarifMessage message) throws IOException {
    if (message.related().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("relatedLocations");
    int id = 1;
    for (SarifMessage.Related related : message.related()) {
      out.writeStartObject();
      out.writeNumberField("id", id++);
      locations.physical(related.span());
      message(related.text());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** What the baseline has and this run has not. */
  void write(Comparison.Absent absent) throws IOException {
    out.writeStartObject();
    out.writeStringField("ruleId", absent.rule());
    Optional<Integer> index = driver.indexOf(absent.rule());
    if (index.isPresent()) {
      out.writeNumberField("ruleIndex", index.get());
    }
    out.writeStringField("kind", absent.kind());
    out.writeStringField("level", absent.level());
    message(absent.message());
    out.writeArrayFieldStart("locations");
    out.writeStartObject();
    if (absent.uri().isPresent()) {
      locations.line(absent.uri().get(), absent.line());
    }
    logical(absent.resource());
    out.writeEndObject();
    out.writeEndArray();
    fingerprint("", absent.fingerprint());
    out.writeStringField("baselineState", "absent");
    out.writeEndObject();
  }

  private void fingerprint(String lineHash, String fingerprint) throws IOException {
    out.writeObjectFieldStart("partialFingerprints");
    if (!lineHash.isEmpty()) {
      out.writeStringField("primaryLocationLineHash", lineHash);
    }
    out.writeStringField("nsglintResult/v1", fingerprint);
    out.writeEndObject();
  }

  /** What applies nowhere has no resource. */
  private void logical(String id) throws IOException {
    if (id.isEmpty()) {
      return;
    }
    out.writeFieldName("logicalLocations");
    resource.write(id);
  }

  private void resource(String id) throws IOException {
    out.writeStartArray();
    out.writeStartObject();
    out.writeStringField("name", id.substring(id.lastIndexOf('/') + 1));
    out.writeStringField("fullyQualifiedName", id);
    out.writeStringField("kind", "resource");
    out.writeEndObject();
    out.writeEndArray();
  }

  private void suppression(Acceptance acceptance) throws IOException {
    boolean inSource = acceptance.source() == Acceptance.Source.COMMENT;
    out.writeArrayFieldStart("suppressions");
    out.writeStartObject();
    out.writeStringField("kind", inSource ? "inSource" : "external");
    out.writeStringField("status", "accepted");
    out.writeStringField("justification", Wording.oneLine(acceptance.reason()));
    out.writeObjectFieldStart("location");
    locations.physical(acceptance.span());
    out.writeEndObject();
    if (acceptance.expires().isPresent() || acceptance.owner().isPresent()) {
      out.writeObjectFieldStart("properties");
      if (acceptance.expires().isPresent()) {
        out.writeStringField("expires", acceptance.expires().get().toString());
      }
      if (acceptance.owner().isPresent()) {
        out.writeStringField("owner", acceptance.owner().get());
      }
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeEndArray();
  }

  private void message(String text) throws IOException {
    out.writeObjectFieldStart("message");
    out.writeStringField("text", text);
    out.writeEndObject();
  }
}
