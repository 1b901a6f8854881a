package io.github.nsglint.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/** XML 1.0 as we write it: an element a line, indented by two, everything in attributes. */
final class XmlOutput {
  private static final char REPLACEMENT = '\uFFFD';

  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();
  private boolean unfinished;

  XmlOutput(OutputStream stream) throws IOException {
    this.out = new Utf8Writer(stream);
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /**
   * @param attributes names and values in turn
   */
  void start(String element, String... attributes) throws IOException {
    finishTag();
    indent();
    out.write('<');
    out.write(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.write(' ');
      out.write(attributes[i]);
      out.write("=\"");
      out.write(escaped(attributes[i + 1]));
      out.write('"');
    }
    open.push(element);
    unfinished = true;
  }

  void end() throws IOException {
    String element = open.pop();
    if (unfinished) {
      out.write("/>\n");
      unfinished = false;
      return;
    }
    indent();
    out.write("</" + element + ">\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  private void finishTag() throws IOException {
    if (unfinished) {
      out.write(">\n");
      unfinished = false;
    }
  }

  private void indent() throws IOException {
    out.write("  ".repeat(open.size()));
  }

  /** What XML cannot say, not even as a reference, becomes U+FFFD. */
  private static String escaped(String text) {
    return isPlain(text) ? text : anew(text);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c >= 0xD800) {
        return false;
      }
    }
    return true;
  }

  private static String anew(String text) {
    StringBuilder xml = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\t', '\n', '\r' -> xml.append("&#").append(c).append(';');
                default -> {
                  boolean allowed =
                      (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c > 0xFFFF;
                  xml.appendCodePoint(allowed ? c : REPLACEMENT);
                }
              }
            });
    return xml.toString();
  }
}
