package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a SARIF result says, and the places it speaks of. Viewers show a related location only where
 * the message links to its id: {@code [DenyAllInBound (1000)](1)}.
 *
 * @param related the place with id n stands at n − 1
 */
record SarifMessage(String text, List<Related> related) {
  /** GitHub refuses a result of more than 1,000 places and shows 100. */
  private static final int MOST_PLACES = 100;

  private static final int MOST_LINKS = 3;

  record Related(String text, Span span) {}

  SarifMessage {
    related = List.copyOf(related);
  }

  /**
   * @param nameable places that the log may name; others are spoken of without a link
   */
  static SarifMessage of(Finding finding, Predicate<Span> nameable) {
    String message = Wording.message(finding);
    return finding
        .verdict()
        .fold(
            holds -> new SarifMessage(unlinked(message), List.of()),
            broken -> broken(message, broken, nameable),
            undecided -> undecided(message, undecided),
            notApplicable -> new SarifMessage(unlinked(message), List.of()));
  }

  private static SarifMessage broken(
      String message, Verdict.Broken broken, Predicate<Span> nameable) {
    List<Related> related = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String what = broken.witness().map(witness -> shortStart(message, witness)).orElse(message);
    broken
        .decidedBy()
        .filter(rule -> nameable.test(rule.span()))
        .ifPresentOrElse(
            rule -> {
              String name = Wording.oneLine(rule.toString());
              related.add(new Related(decides(name, rule.standard()), rule.span()));
              text.append(linked(what, name));
            },
            () -> text.append(unlinked(what)));
    for (Verdict.DecidingRule rule : broken.involved()) {
      if (related.size() < MOST_PLACES && nameable.test(rule.span())) {
        String name = Wording.oneLine(rule.toString());
        related.add(new Related(decides(name, rule.standard()), rule.span()));
        if (related.size() <= MOST_LINKS) {
          text.append(" See ").append(link(name, related.size())).append('.');
        }
      }
    }
    int links = 0;
    for (Verdict.Remark miss : broken.nearMisses()) {
      if (related.size() < MOST_PLACES && nameable.test(miss.span())) {
        String said = Wording.oneLine(miss.text());
        related.add(new Related("Near miss: " + Wording.sentence(said), miss.span()));
        if (links++ < MOST_LINKS) {
          text.append(" Near miss: ").append(link(said, related.size())).append('.');
        }
      }
    }
    return new SarifMessage(text.toString(), related);
  }

  private static String decides(String rule, boolean standard) {
    return standard
        ? rule + ", which Azure adds to this network security group, decides."
        : rule + " decides.";
  }

  /** Ends the first sentence before the witness: GitHub makes it the title of an alert. */
  private static String shortStart(String message, Verdict.Witness witness) {
    String flow = Wording.oneLine(witness.toString());
    return message.replace(": " + flow, ". " + flow);
  }

  private static SarifMessage undecided(String message, Verdict.Undecided undecided) {
    List<Related> related = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (Verdict.Remark reason : undecided.reasons()) {
      if (related.size() < MOST_PLACES) {
        String said = Wording.oneLine(reason.text());
        related.add(new Related(Wording.sentence(said), reason.span()));
        if (links.size() < MOST_LINKS) {
          links.add(link(said, related.size()));
        }
      }
    }
    return new SarifMessage(
        unlinked(message) + " It depends on: " + String.join("; ", links) + ".", related);
  }

  /** The last mention of the deciding rule becomes a link to place 1. */
  private static String linked(String message, String rule) {
    int at = message.lastIndexOf(rule);
    return at < 0
        ? unlinked(message) + " Decided by " + link(rule, 1) + "."
        : unlinked(message.substring(0, at))
            + link(rule, 1)
            + unlinked(message.substring(at + rule.length()));
  }

  private static String link(String text, int id) {
    String escaped = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    return "[" + escaped + "](" + id + ")";
  }

  /** So that a name such as {@code [x](https://…)} does not become a link. */
  private static String unlinked(String text) {
    return text.replace("](", "] (");
  }
}
