package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.PackReader;
import io.github.nsglint.policy.RulePack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several patterns come to together, and what is proved without looking at every rule. */
class GroupViewTest {
  private static final String INBOUND = "direction: Inbound, protocol: Tcp, source: Internet, ";

  private static String verdict(String requirement, String rows) {
    String text =
        "pack: p\nversion: 2026-01-01\nsource: https://example.com/p\n"
            + "address-families: [IPv4]\nrules:\n"
            + "  - id: ABC101\n    name: my-rule\n    title: All is well\n    severity: error\n"
            + "    why: It matters.\n    fix: Mend it.\n    target: { subnet: web }\n    "
            + requirement
            + "\n";
    Loaded<Optional<RulePack>> pack = PackReader.read(new SourceFile("p.yaml", text));
    assertEquals(List.of(), pack.problems());
    return AskedNetwork.findings(pack.value().orElseThrow(), DefinedGroup.beforeWeb(rows)).stream()
        .map(
            finding ->
                finding
                    .verdict()
                    .fold(
                        holds -> "holds",
                        broken -> "broken",
                        undecided -> "undecided",
                        notApplicable -> notApplicable.why()))
        .findFirst()
        .orElseThrow();
  }

  private static String patterns(String key, String... patterns) {
    StringBuilder list = new StringBuilder();
    for (String pattern : patterns) {
      list.append(list.length() == 0 ? "" : ", ").append("{ ").append(pattern).append(" }");
    }
    return key + ": [" + list + "]";
  }

  /** Of the families that are asked about, fd00::/8 is in none. */
  @Test
  void onePatternThatCanBeAskedIsEnoughToHold() {
    String ssh = INBOUND + "destination: subnet, destination-ports: [22]";
    String nobody = ssh.replace("Internet", "'fd00::/8'");
    String none = "no flow leads from fd00::/8 to web here";
    String open = "100 Allow Tcp Internet * 22";
    for (String rows : new String[] {open, "90 Deny Tcp 10.9.0.0/16 * 22\n" + open}) {
      assertEquals("holds", verdict(patterns("must-allow", ssh, nobody), rows));
      assertEquals("holds", verdict(patterns("must-allow", nobody, ssh), rows));
      assertEquals(none, verdict(patterns("must-allow", nobody), rows));
      assertEquals(none, verdict(patterns("must-allow", nobody, nobody), rows));
      assertEquals("broken", verdict(patterns("must-allow", nobody, ssh), ""));
    }
    String perhaps = "100 Allow Tcp Internet * 22 perhaps";
    assertEquals("undecided", verdict(patterns("must-allow", ssh, nobody), perhaps));
    String web = ssh.replace("22", "80");
    assertEquals("broken", verdict(patterns("must-allow", ssh, web), perhaps));
    assertEquals("broken", verdict(patterns("must-allow", web, ssh), perhaps));
  }

  /** A port that the pattern takes out says nothing about the others. */
  @Test
  void aClosedPortThatIsNotAskedAboutClosesNothing() {
    String ports = INBOUND + "destination: subnet, destination-ports: [1-100]";
    String rows = "100 Allow Tcp Internet * 1-49,51-100";
    assertEquals("holds", verdict(patterns("must-not-allow-every-port", ports), rows));
    assertEquals(
        "broken",
        verdict(
            patterns(
                "must-not-allow-every-port", ports + ", except: [{ destination-ports: [50] }]"),
            rows));
    assertEquals(
        "broken", verdict(patterns("must-not-allow-every-port", ports), "100 Allow * * * 1-100"));
    assertEquals(
        "holds",
        verdict(
            patterns("must-not-allow-every-port", ports),
            "100 Deny Tcp Internet * 50\n110 Allow * Internet * 1-100"));
  }
}
