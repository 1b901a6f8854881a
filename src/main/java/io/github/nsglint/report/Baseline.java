package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results of an earlier run. Findings of now and of then are the same if they agree in their
 * fingerprint, whatever file and line they stand in; of several with one fingerprint, those of one
 * file are taken for each other first.
 */
public final class Baseline {
  /**
   * A result of then.
   *
   * @param digest its fingerprint without the number
   * @param accepted whether somebody answered for it
   */
  record Known(
      String rule,
      String kind,
      String level,
      String message,
      Optional<String> uri,
      int line,
      String resource,
      String digest,
      String number,
      boolean accepted) {
    boolean wasBroken() {
      return kind.equals("fail") && !accepted;
    }
  }

  private static final Comparator<Comparison.Absent> ORDER =
      Comparator.comparing((Comparison.Absent absent) -> absent.uri().orElse(""))
          .thenComparingInt(Comparison.Absent::line)
          .thenComparing(Comparison.Absent::rule)
          .thenComparing(Comparison.Absent::resource)
          .thenComparing(Comparison.Absent::fingerprint);

  private static final Deque<Known> NONE = new ArrayDeque<>(0);

  private final String name;
  private final List<Known> known;

  /**
   * @param name in the user's words
   */
  Baseline(String name, List<Known> known) {
    this.name = requireNonNull(name);
    this.known = List.copyOf(known);
  }

  /** Of a run that is not written down. */
  public static Baseline of(String name, List<Finding> findings, SourceUris uris) {
    Fingerprints fingerprints = new Fingerprints(findings);
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String fingerprint = fingerprints.of(i);
      int colon = fingerprint.indexOf(':');
      VerdictKind kind = VerdictKind.of(finding.verdict());
      known.add(
          new Known(
              finding.rule().id(),
              kind.sarifKind(),
              kind == VerdictKind.BROKEN ? Wording.severity(finding.severity()) : "none",
              Wording.message(finding),
              Optional.of(uris.of(finding.span().file().path()).text()),
              finding.span().line(),
              finding.resourceId(),
              fingerprint.substring(0, colon),
              fingerprint.substring(colon),
              finding.standing().acceptance().isPresent()));
    }
    return new Baseline(name, known);
  }

  /**
   * @param findings in their order, each with its age
   */
  public record Compared(List<Finding> findings, Comparison comparison) {
    public Compared {
      findings = List.copyOf(findings);
      requireNonNull(comparison);
    }
  }

  /** Which findings are new, and what became of the others of then. */
  public Compared compare(List<Finding> findings, SourceUris uris) {
    Map<String, Deque<Known>> left = new HashMap<>();
    for (Known one : known) {
      left.computeIfAbsent(one.digest(), key -> new ArrayDeque<>(1)).add(one);
    }
    Fingerprints fingerprints = new Fingerprints(findings);
    boolean[] isKnown = new boolean[findings.size()];
    for (boolean sameFile : List.of(true, false)) {
      for (int i = 0; i < isKnown.length; i++) {
        if (!isKnown[i]) {
          String fingerprint = fingerprints.of(i);
          String digest = fingerprint.substring(0, fingerprint.indexOf(':'));
          Finding finding = findings.get(i);
          Optional<String> uri =
              sameFile
                  ? Optional.of(uris.of(finding.span().file().path()).text())
                  : Optional.empty();
          isKnown[i] = taken(left.getOrDefault(digest, NONE), finding, uri);
        }
      }
    }
    List<Finding> compared = new ArrayList<>(isKnown.length);
    for (int i = 0; i < isKnown.length; i++) {
      compared.add(findings.get(i).aged(isKnown[i] ? Standing.Age.KNOWN : Standing.Age.NEW));
    }
    return new Compared(compared, new Comparison(name, absent(left, findings)));
  }

  /**
   * Takes away a result of then that is this finding; an accepted one covers no other.
   *
   * @param uri of the file that it must stand in; empty for any
   */
  private static boolean taken(Deque<Known> alike, Finding finding, Optional<String> uri) {
    boolean accepted = finding.standing().acceptance().isPresent();
    for (Known one : alike) {
      boolean fits = accepted || !one.accepted();
      if (fits && (uri.isEmpty() || uri.equals(one.uri()))) {
        return alike.remove(one);
      }
    }
    return false;
  }

  private static List<Comparison.Absent> absent(
      Map<String, Deque<Known>> left, List<Finding> findings) {
    Set<String> open = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.verdict() instanceof Verdict.Broken
          || finding.verdict() instanceof Verdict.Undecided) {
        open.add(question(finding.rule().id(), finding.resourceId()));
      }
    }
    List<Comparison.Absent> absent = new ArrayList<>();
    for (Deque<Known> alike : left.values()) {
      for (Known one : alike) {
        boolean changed = open.contains(question(one.rule(), one.resource()));
        absent.add(
            new Comparison.Absent(
                one.rule(),
                one.kind(),
                one.level(),
                one.message(),
                one.uri(),
                one.line(),
                one.resource(),
                one.digest() + one.number(),
                !one.wasBroken()
                    ? Comparison.Fate.OTHER
                    : changed ? Comparison.Fate.CHANGED : Comparison.Fate.FIXED));
      }
    }
    absent.sort(ORDER);
    return absent;
  }

  private static String question(String rule, String resource) {
    return rule + "\n" + resource.toLowerCase(Locale.ROOT);
  }
}
