package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  @Test
  void everything() throws IOException {
    Expected.assertMatches(
        "all.json.expected", Expected.written(new JsonReport("1.2.3"), Samples.everything()));
  }

  @Test
  void namesComeOutAsTheyWentIn() throws IOException {
    String name = "a\u001b[2J\"\\\u202e\u007f 日本 😀👩‍👧";
    SourceFile file = new SourceFile(name, "{}");
    Finding finding =
        new Finding(
            Samples.rule("BAS101", "some-rule", "Something is so", Severity.ERROR),
            name,
            "/" + name,
            Severity.ERROR,
            Samples.broken("it is"),
            file.start());
    JsonNode report =
        new ObjectMapper()
            .readTree(
                Expected.written(
                    new JsonReport("1"),
                    Samples.result(
                        List.of(finding), List.of(), new Coverage(List.of(name), 0, 1, 0, 0))));
    assertEquals(name, report.at("/findings/0/target").asText());
    assertEquals("/" + name, report.at("/findings/0/resource").asText());
    assertEquals(name, report.at("/findings/0/file").asText());
    assertEquals(name, report.at("/files/0").asText());
  }
}
