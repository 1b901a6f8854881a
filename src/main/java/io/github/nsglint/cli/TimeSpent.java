package io.github.nsglint.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** How long the parts of a run take, from the first to the last, without a gap. */
final class TimeSpent {
  /** In the order in which they are told. */
  enum Part {
    /** Of files; where Azure is asked, the wait for its answers as well. */
    READING,
    /** Asking the requirements, and what is read again to settle them. */
    JUDGING,
    /** Of reports. */
    WRITING
  }

  private final Map<Part, Long> nanos = new EnumMap<>(Part.class);
  private Part now = Part.READING;
  private long since = System.nanoTime();

  private TimeSpent() {}

  /** Begins with reading. */
  static TimeSpent reading() {
    return new TimeSpent();
  }

  /** One part is over, another begins. */
  void next(Part part) {
    long time = System.nanoTime();
    nanos.merge(now, time - since, Long::sum);
    now = part;
    since = time;
  }

  /** Tells it, if the user wants to know. */
  void tell(ParseResult arguments, Console console) {
    if (!arguments.hasMatchedOption("--verbose")) {
      return;
    }
    next(now);
    StringBuilder words = new StringBuilder();
    nanos.forEach(
        (part, time) ->
            words
                .append(words.length() == 0 ? "" : ", ")
                .append(part.name().toLowerCase(Locale.ROOT))
                .append(String.format(Locale.ROOT, " %.2f s", time / 1e9)));
    console.err().println("time: " + words);
  }
}
