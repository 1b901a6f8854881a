package io.github.nsglint.document;

import java.util.Locale;

/**
 * Says why the syntax of a YAML document breaks. The parser knows where, but not in plain words.
 */
final class YamlBreak {
  private static final String CODE = "yaml-syntax";

  private YamlBreak() {}

  /**
   * @param told the parser's problem, which tells kinds apart and is not shown
   */
  static Problem at(SourceFile file, int offset, String told) {
    Span span = point(file, offset);
    return Problem.error(CODE, message(span, told.toLowerCase(Locale.ROOT)), span);
  }

  /** Whether the fault is where the parser's thought began, not where it noticed. */
  static boolean isAboutContext(String told) {
    return told.contains("could not find expected ':'");
  }

  static Problem version(SourceFile file) {
    int start = Math.max(0, file.text().indexOf("%YAML"));
    return Problem.error(
        CODE,
        "the file asks for another version of YAML, expected 1.2",
        file.span(start, Math.min(start + 5, file.text().length())));
  }

  static Problem unprintable(SourceFile file, int offset) {
    int c = file.text().codePointAt(Math.min(offset, file.text().length() - 1));
    return Problem.error(
        CODE,
        String.format("found the character U+%04X, which cannot stand in YAML", c),
        point(file, offset));
  }

  /** The character at an offset; empty at the end of the file. */
  static Span point(SourceFile file, int offset) {
    String text = file.text();
    int start = Math.min(offset, text.length());
    int length = start == text.length() ? 0 : Character.charCount(text.codePointAt(start));
    return file.span(start, start + length);
  }

  private static String message(Span at, String told) {
    String found = found(at);
    if (at.text().equals("\t")) {
      return "found a tab, expected spaces: YAML takes no tabs for indenting";
    }
    if (told.contains("mapping values are not allowed")) {
      return "found ':' where no key can be; indent the key as its neighbours, or quote the text";
    }
    if (isAboutContext(told)) {
      return "found " + found + ", expected a key with ':' after it";
    }
    if (told.contains("expected <block end>") || told.contains("block sequence entries")) {
      return "found " + found + "; what belongs together is indented alike";
    }
    if (told.contains("expected ',' or")) {
      return "found " + found + ", expected ',' or " + (told.contains("']'") ? "']'" : "'}'");
    }
    if (told.contains("end of stream")) {
      return "the file ends inside a text, expected its closing quote";
    }
    if (told.contains("escape")) {
      return "found " + found + " after a backslash; a backslash itself is written '\\\\'";
    }
    String hint =
        told.contains("cannot start any token") ? "; a text that starts so needs quotes" : "";
    return "found " + found + " where YAML cannot have it" + hint;
  }

  private static String found(Span at) {
    if (at.start() == at.end()) {
      return "the end of the file";
    }
    if (at.text().equals("\n") || at.text().equals("\r")) {
      return "the end of the line";
    }
    String text = at.file().text();
    int end = Math.max(at.end(), Found.wordEnd(text, at.start()));
    return Found.shown(text, at.start(), end);
  }
}
