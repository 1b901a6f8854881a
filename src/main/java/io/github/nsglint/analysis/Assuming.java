package io.github.nsglint.analysis;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a user tries out a value that is not known: the options that give it one. */
final class Assuming {
  private static final Pattern UNKNOWN = Pattern.compile("⟨([^⟨⟩]*)⟩");

  /** A parameter or variable, perhaps of a named file, perhaps a member or an item of it. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:([^:]*): )?(?:parameters|variables)\\('([^'=]+)'\\)[.\\[].*|"
              + "(?:([^:]*): )?(?:parameters|variables)\\('([^'=]+)'\\)");

  private Assuming() {}

  /**
   * @param symbol what names the value
   * @return {@code --assume prefix=…}; empty if no values of names make it known
   */
  static String options(String symbol) {
    Set<String> options = new LinkedHashSet<>();
    Matcher unknown = UNKNOWN.matcher(symbol);
    while (unknown.find()) {
      Matcher named = NAMED.matcher(unknown.group(1));
      if (!named.matches()) {
        return "";
      }
      String file = named.group(2) == null ? named.group(3) : named.group(1);
      String name = named.group(2) == null ? named.group(4) : named.group(2);
      // Two files of one name, and standard input, have a label that is no path.
      boolean path = file != null && file.indexOf(' ') < 0;
      options.add("--assume " + (path ? file + ":" : "") + name + "=…");
    }
    return String.join(" ", options);
  }
}
