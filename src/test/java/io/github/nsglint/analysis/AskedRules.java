package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PlainQuestion.Pattern;
import io.github.nsglint.analysis.PlainQuestion.Place;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A question about a table of rules ({@link RuleRows}), answered in the program's own words. The
 * rules are those of the subnet {@code web}, 10.0.1.0/24, in the network 10.0.0.0/16.
 */
record AskedRules(PlainQuestion question, Setting setting, String rows) {
  private static final Place WEB = new Place(true, List.of(), List.of());
  private static final List<Ports> SSH = List.of(new Ports(22, 22));

  /** Inbound, by Tcp, from Internet to the subnet, on port 22. */
  static AskedRules ssh(Demand demand, String rows) {
    Pattern pattern = new Pattern(true, List.of("Tcp"), place("Internet"), WEB, SSH);
    return new AskedRules(
        new PlainQuestion(demand, pattern, Optional.empty()),
        new Setting(Shown.ALL, false, List.of()),
        rows);
  }

  private static Place place(String names) {
    return names.equals("subnet")
        ? WEB
        : new Place(false, List.of(names.split(",", -1)), List.of());
  }

  private AskedRules with(Pattern pattern) {
    return new AskedRules(
        new PlainQuestion(question.demand(), pattern, question.except()), setting, rows);
  }

  /**
   * @param names separated by commas, or {@code subnet}
   */
  AskedRules from(String names) {
    return with(question.pattern().from(place(names)));
  }

  AskedRules to(String names) {
    Pattern asked = question.pattern();
    return with(
        new Pattern(
            asked.inbound(), asked.protocols(), asked.source(), place(names), asked.ports()));
  }

  AskedRules outbound() {
    Pattern asked = question.pattern();
    return with(
        new Pattern(false, asked.protocols(), asked.source(), asked.destination(), asked.ports()));
  }

  AskedRules by(String... protocols) {
    Pattern asked = question.pattern();
    return with(
        new Pattern(
            asked.inbound(),
            List.of(protocols),
            asked.source(),
            asked.destination(),
            asked.ports()));
  }

  /**
   * @param ports such as {@code 22} and {@code 8000-8080}; none for all
   */
  AskedRules on(String... ports) {
    Pattern asked = question.pattern();
    List<Ports> ranges = new ArrayList<>();
    for (String text : ports) {
      String[] ends = text.split("-", -1);
      ranges.add(new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }
    return with(
        new Pattern(
            asked.inbound(), asked.protocols(), asked.source(), asked.destination(), ranges));
  }

  AskedRules where(Setting other) {
    return new AskedRules(question, other, rows);
  }

  Verdict verdict() {
    return PlainModel.verdict(RuleRows.of(rows), question, setting);
  }

  /** {@code holds}, or what is wrong, or why nobody can tell, each reason in a line. */
  String words() {
    return verdict()
        .fold(
            holds -> "holds",
            broken -> broken.what() + lines(broken.nearMisses()),
            undecided -> undecided.what() + lines(undecided.reasons()),
            notApplicable -> notApplicable.why());
  }

  /** What an undecided verdict depends on, each reason in a line. */
  String reasons() {
    return verdict()
        .fold(
            holds -> "holds",
            Verdict.Broken::what,
            undecided -> lines(undecided.reasons()).strip(),
            Verdict.NotApplicable::why);
  }

  private static String lines(List<Remark> remarks) {
    return remarks.stream()
        .map(
            remark ->
                "\n"
                    + remark.text()
                    + (remark.advice().isEmpty() ? "" : " [" + remark.advice() + "]"))
        .collect(Collectors.joining());
  }
}
