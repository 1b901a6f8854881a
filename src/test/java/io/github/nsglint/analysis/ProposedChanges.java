package io.github.nsglint.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What could be changed where something is broken, in words. */
final class ProposedChanges {
  private ProposedChanges() {}

  /** One line a way, of the only finding that is broken; or why there is none. */
  static String of(String rule, String json) {
    Judged judged = AskedNetwork.judged(AskedNetwork.pack(rule), json);
    return of(judged, broken(judged));
  }

  static String of(Judged judged, Finding finding) {
    Remedies.Proposal proposal = new Remedies(judged).of(finding);
    List<String> ways = new ArrayList<>();
    for (List<Remedy> way : proposal.ways()) {
      ways.add(String.join("; ", way.stream().map(Remedy::words).toList()));
    }
    return ways.isEmpty() ? "none: " + proposal.none() : String.join("\n", ways);
  }

  /** The first finding that is broken, of the first rule of which one is. */
  static Finding broken(Judged judged) {
    return judged.findings().stream()
        .filter(Finding::isBreach)
        .min(Comparator.comparing(finding -> finding.rule().id()))
        .orElseThrow(
            () ->
                new AssertionError(
                    judged.findings().stream().map(AskedNetwork::words).toList()
                        + " "
                        + judged.problems()));
  }
}
