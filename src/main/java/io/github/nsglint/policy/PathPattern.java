package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

/**
 * Files by their path: {@code infra/old}, {@code infra/*.json}. In a name, {@code *} is any part
 * and {@code ?} one letter; a name {@code **} is any number of folders. What names a folder names
 * all that is in it.
 *
 * @param text with {@code /} between names
 */
public record PathPattern(String text) {
  private static final String ANY_FOLDERS = "**";

  public PathPattern {
    requireNonNull(text);
  }

  /**
   * @param path relative to the folder that the pattern is seen from, with {@code /} between names
   */
  public boolean matches(String path) {
    String[] wanted = names(text);
    String[] given = names(path);
    // Whether the names of the pattern so far match the first i names of the path.
    boolean[] reached = new boolean[given.length + 1];
    reached[0] = true;
    for (String name : wanted) {
      boolean[] next = new boolean[given.length + 1];
      for (int i = 0; i <= given.length; i++) {
        next[i] =
            name.equals(ANY_FOLDERS)
                ? reached[i] || (i > 0 && next[i - 1])
                : i > 0 && reached[i - 1] && isLike(given[i - 1], name);
      }
      reached = next;
    }
    for (int i = 1; i <= given.length; i++) {
      if (reached[i]) {
        return true;
      }
    }
    return false;
  }

  private static String[] names(String path) {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    return (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain).split("/", -1);
  }

  static boolean isLike(String name, String pattern) {
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (int p = 0; p < pattern.length(); p++) {
      char wanted = pattern.charAt(p);
      boolean[] next = new boolean[name.length() + 1];
      for (int i = 0; i <= name.length(); i++) {
        next[i] =
            wanted == '*'
                ? reached[i] || (i > 0 && next[i - 1])
                : i > 0 && reached[i - 1] && (wanted == '?' || wanted == name.charAt(i - 1));
      }
      reached = next;
    }
    return reached[name.length()];
  }
}
