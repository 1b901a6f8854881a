package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.Standing.Age;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which findings count: those that nobody accepts, that are new, and about what was changed. */
class StandingTest {
  private static final Span PLACE = new SourceFile("network.json", "").start();
  private static final Acceptance ACCEPTANCE =
      new Acceptance(
          Acceptance.Source.COMMENT, "a test network", Optional.empty(), Optional.empty(), PLACE);

  private static Finding broken() {
    return AskedNetwork.findings(
            AskedNetwork.pack(
                "target: { network-interface: any }\n"
                    + "must-have: { property: nothing, exists: true }"),
            AskedNetwork.listing(
                AskedNetwork.resource("networkInterfaces/nic", "\"ipConfigurations\": []")))
        .get(0);
  }

  @Test
  void aFindingCountsUnlessSomethingSpeaksAgainstIt() {
    Finding finding = broken();
    assertTrue(finding.isBreach());
    assertTrue(finding.aged(Age.NEW).isBreach());
    Stream<Finding> notCounting =
        Stream.of(
            finding.aged(Age.KNOWN),
            finding.elsewhere(),
            finding.with(Standing.PLAIN.accepted(ACCEPTANCE)));
    notCounting.forEach(one -> assertFalse(one.isBreach(), one::toString));
  }

  /** What is said of one never takes back what was said of it before. */
  @Test
  void eachWordOnAFindingStays() {
    Standing all = Standing.PLAIN.aged(Age.KNOWN).accepted(ACCEPTANCE).beside();
    assertEquals(new Standing(Optional.of(ACCEPTANCE), Age.KNOWN, true), all);
    assertEquals(all, Standing.PLAIN.beside().accepted(ACCEPTANCE).aged(Age.KNOWN));
    assertFalse(all.counts());
  }

  @Test
  void whatHoldsIsNoBreach() {
    Finding finding =
        AskedNetwork.findings(
                AskedNetwork.pack(
                    "target: { network-interface: any }\n"
                        + "must-have: { property: name, exists: true }"),
                AskedNetwork.listing(
                    AskedNetwork.resource("networkInterfaces/nic", "\"ipConfigurations\": []")))
            .get(0);
    assertTrue(finding.standing().counts());
    assertFalse(finding.isBreach());
    assertEquals("Mend it.", finding.fix());
    assertEquals("Mend it.", broken().fix());
  }

  @Test
  void onlyWhatWasBrokenIsFixed() {
    Stream<Comparison.Absent> absent =
        Stream.of(Comparison.Fate.values())
            .map(
                fate ->
                    new Comparison.Absent(
                        "TST101", "fail", "error", "it was", Optional.empty(), 1, "", "", fate));
    assertEquals(1, new Comparison("before.sarif", absent.toList()).fixed());
    assertEquals(0, new Comparison("before.sarif", List.of()).fixed());
  }
}
