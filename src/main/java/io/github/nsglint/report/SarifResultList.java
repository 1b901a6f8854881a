package io.github.nsglint.report;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.document.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The results of a run in their order; long lists are written by all cores, a part each. */
final class SarifResultList {
  /** So many are written sooner than shared out. */
  private static final int FEW = 1000;

  private static final int PART = 250;
  private static final int PARTS_AT_A_TIME = 8;
  private static final int PIECE = 1 << 13;

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
    int next = Math.min(FEW, findings.size());
    // What is written apart follows another result.
    boolean any = write(out, 0, next);
    while (!any && next < findings.size()) {
      any = write(out, next, ++next);
    }
    out.flush();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < PARTS_AT_A_TIME && next < findings.size(); i++) {
      parts.add(new Part());
    }
    for (; next < findings.size(); next += PARTS_AT_A_TIME * PART) {
      int start = next;
      IntStream.range(0, PARTS_AT_A_TIME)
          .parallel()
          .forEach(part -> apart(start + part * PART, parts.get(part)));
      for (Part part : parts) {
        part.moveTo(stream);
      }
    }
    SarifResults results = new SarifResults(out, driver, locations, nameable, fixes, withFlows);
    for (Comparison.Absent one : absent) {
      results.write(one);
    }
    out.writeEndArray();
  }

  /** Bytes of a part of the list; its room is kept for the next one. */
  private static final class Part extends ByteArrayOutputStream {
    void moveTo(OutputStream stream) throws IOException {
      for (int at = 0; at < count; at += PIECE) {
        stream.write(buf, at, Math.min(PIECE, count - at));
      }
      reset();
    }
  }

  /** Fills in a part of the list, as it reads in the log after another result. */
  private void apart(int from, Part bytes) {
    try {
      JsonOutput out = JsonOutput.to(bytes);
      out.writeStartObject();
      out.writeArrayFieldStart("runs");
      out.writeStartObject();
      out.writeArrayFieldStart("results");
      out.writeNull();
      out.flush();
      bytes.reset();
      write(out, Math.min(from, findings.size()), Math.min(from + PART, findings.size()));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
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
