package io.github.nsglint.document;

import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.nio.charset.StandardCharsets;

/** A document that may be none. Each place in what is read of it lies in the file. */
public final class JsonTarget {
  private JsonTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    SourceFile bytes = SourceFile.decode("bytes.json", data.clone()).value();
    Loaded<Node> read = JsonReader.read(bytes);
    check(read.value(), bytes);
    read.problems().forEach(problem -> checkPlace(problem.span(), bytes));
    SourceFile text = new SourceFile("text.json", bytes.text());
    String shown = shown(read.value());
    if (!shown.equals(shown(JsonReader.read(text).value()))) {
      throw new AssertionError("bytes and text differ: " + shown);
    }
  }

  public static void read(String text) {
    fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void check(Node node, SourceFile file) {
    checkPlace(node.span(), file);
    if (node instanceof ListNode list) {
      list.items().forEach(item -> check(item, file));
    } else if (node instanceof MapNode map) {
      for (Node.Entry entry : map.entries()) {
        checkPlace(entry.key().span(), file);
        check(entry.value(), file);
      }
    }
  }

  private static void checkPlace(Span span, SourceFile file) {
    if (span.file() != file || span.line() < 1 || span.column() < 1) {
      throw new AssertionError(span);
    }
  }

  private static String shown(Node node) {
    StringBuilder shown = new StringBuilder(node.getClass().getSimpleName());
    shown.append(node.span().start()).append('-').append(node.span().end());
    if (node instanceof ListNode list) {
      list.items().forEach(item -> shown.append(' ').append(shown(item)));
    } else if (node instanceof MapNode map) {
      map.entries().forEach(entry -> shown.append(' ').append(entry.key().value()));
      map.entries().forEach(entry -> shown.append(' ').append(shown(entry.value())));
    } else if (node instanceof Node.Unresolved unresolved) {
      shown.append(unresolved.reason());
    }
    return shown.append(node.scalar().orElse("")).toString();
  }
}
