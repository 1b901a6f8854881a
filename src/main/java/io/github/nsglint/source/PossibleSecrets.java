package io.github.nsglint.source;

import io.github.nsglint.document.SourceFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In a file that cannot be parsed, nothing tells which values are those of secure parameters; so
 * those texts are not shown that stand where parameters get their values.
 */
public final class PossibleSecrets {
  private static final Pattern VALUE =
      Pattern.compile(
          "\"(?:value|defaultValue)\"\\s*:\\s*(\"(?:[^\"\\\\\\r\\n]|\\\\.)*+\"?)",
          Pattern.CASE_INSENSITIVE);

  private PossibleSecrets() {}

  public static void conceal(SourceFile file) {
    Matcher value = VALUE.matcher(file.text());
    while (value.find()) {
      file.span(value.start(1), value.end(1)).conceal();
    }
  }
}
