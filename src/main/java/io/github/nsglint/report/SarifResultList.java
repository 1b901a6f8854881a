package io.github.nsglint.report;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Predicate;

/** The results of a run in their order; long lists are written by all cores, a part each. */
final class SarifResultList {
  private final List<Finding> findings;
  private final Predicate<Finding> written;
  private final Predicate<Span> nameable;
  private final SarifDriver driver;
  private final SarifLocations locations;
  private final SarifFixes fixes;
  private final boolean withFlows;
  private final Fingerprints fingerprints;

  /**
   * @param written which of them the log has
   * @param nameable places that the log may name
   * @param fixes of some of the findings
   * @param withFlows whether to tell how each flow is decided
   */
  SarifResultList(
      List<Finding> findings,
      Predicate<Finding> written,
      Predicate<Span> nameable,
      SarifDriver driver,
      SarifLocations locations,
      SarifFixes fixes,
      boolean withFlows) {
    this.fixes = fixes;
    this.findings = findings;
    this.written = written;
    this.nameable = nameable;
    this.driver = driver;
    this.locations = locations;
    this.withFlows = withFlows;
    // Also of those not written: both profiles give a finding the same one.
    this.fingerprints = new Fingerprints(findings);
  }

  /**
   * @param stream that {@code out} writes to
   * @param absent results of the baseline that are no more, written after the others
   */
  void write(JsonOutput out, OutputStream stream, List<Comparison.Absent> absent)
      throws IOException {
    out.writeArrayFieldStart("results");
    int next = findings.size() <= OrderedParts.FEW ? findings.size() : 0;
    // What is written apart follows another result.
    boolean any = write(out, 0, next);
    while (!any && next < findings.size()) {
      any = write(out, next, ++next);
    }
    out.flush();
    OrderedParts.write(
        next,
        findings.size(),
        stream,
        (from, to, part) -> {
          try (JsonOutput own = out.continued(part)) {
            write(own, from, to);
          }
        });
    SarifResults results = new SarifResults(out, driver, locations, nameable, fixes, withFlows);
    for (Comparison.Absent one : absent) {
      results.write(one);
    }
    out.writeEndArray();
  }

  /** Whether any of this stretch is one that the log has. */
  private boolean write(JsonOutput out, int from, int to) throws IOException {
    SarifResults results =
        new SarifResults(out, driver, locations.in(out), nameable, fixes, withFlows);
    boolean any = false;
    for (int i = from; i < to; i++) {
      if (written.test(findings.get(i))) {
        results.write(findings.get(i), fingerprints.of(i));
        any = true;
      }
    }
    return any;
  }
}
