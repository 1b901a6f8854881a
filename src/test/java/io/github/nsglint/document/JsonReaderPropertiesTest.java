package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random documents, written in random style, against what they were written from. */
class JsonReaderPropertiesTest {
  private static final String LETTERS = "aZ0 \"'\\/\n\r\t\b\f\u0001é€\u2028{}[],:";
  private static final List<String> NUMBERS =
      List.of("0", "-0", "7", "-12.50", "1e3", "9E-2", "12345678901234567890123", "0.1e+5");

  /** A document under construction, and what its values are, in a form that any tree can give. */
  private static final class Writer {
    final Random random;
    final StringBuilder text = new StringBuilder();

    Writer(long seed) {
      random = new Random(seed);
    }

    boolean chance(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    String value(int depth) {
      int kind = random.nextInt(depth > 4 ? 5 : 9);
      return switch (kind) {
        case 0 -> word("true");
        case 1 -> word("null");
        case 2 -> word(NUMBERS.get(random.nextInt(NUMBERS.size())));
        case 3, 4 -> string();
        case 5, 6 -> list(depth);
        default -> map(depth);
      };
    }

    String word(String word) {
      text.append(word);
      return word;
    }

    String list(int depth) {
      List<String> shown = new ArrayList<>();
      text.append('[');
      int size = random.nextInt(5);
      for (int i = 0; i < size; i++) {
        blank();
        shown.add(value(depth + 1));
        blank();
        comma(i, size);
      }
      blank();
      text.append(']');
      return shown.toString();
    }

    String map(int depth) {
      List<String> shown = new ArrayList<>();
      text.append('{');
      int size = random.nextInt(5);
      for (int i = 0; i < size; i++) {
        blank();
        String key = string();
        blank();
        text.append(':');
        blank();
        shown.add(key + "=" + value(depth + 1));
        blank();
        comma(i, size);
      }
      blank();
      text.append('}');
      return "{" + shown + "}";
    }

    void comma(int i, int size) {
      if (i < size - 1 || chance(5)) {
        text.append(',');
      }
    }

    String string() {
      int length = chance(40) ? 5_000 : random.nextInt(chance(4) ? 60 : 6);
      StringBuilder value = new StringBuilder();
      char quote = chance(3) ? '\'' : '"';
      text.append(quote);
      for (int i = 0; i < length; i++) {
        if (chance(20)) {
          value.append("😀");
          text.append(chance(2) ? "😀" : "\\ud83D\\uDE00");
        } else {
          char c = LETTERS.charAt(random.nextInt(LETTERS.length()));
          value.append(c);
          letter(c, quote);
        }
      }
      text.append(quote);
      return "<" + value + ">";
    }

    void letter(char c, char quote) {
      int simple = "\"\\/\b\f\n\r\t".indexOf(c);
      if (chance(6)) {
        text.append(String.format(chance(2) ? "\\u%04x" : "\\u%04X", (int) c));
      } else if (c == '\\' || c == quote || (simple >= 0 && chance(2))) {
        text.append('\\').append(c == '\'' ? '\'' : "\"\\/bfnrt".charAt(simple));
      } else {
        text.append(c);
      }
    }

    void blank() {
      while (chance(2)) {
        switch (random.nextInt(12)) {
          case 0 -> text.append("// \" { é😀\n");
          case 1 -> text.append("/* , ] * ' */");
          case 2 -> text.append("\r\n");
          case 3 -> text.append('\r');
          case 4 -> text.append(" ".repeat(random.nextInt(300)));
          case 5 -> text.append('\t');
          default -> text.append("\n ");
        }
      }
    }
  }

  @Property(tries = 400, seed = "20261124")
  void aDocumentReadsBackAsWritten(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.blank();
    String expected = writer.chance(2) ? writer.list(0) : writer.map(0);
    writer.blank();
    SourceFile file = new SourceFile("f", writer.text.toString());
    Loaded<Node> loaded = JsonReader.read(file);
    assertTrue(
        loaded.problems().stream().allMatch(problem -> problem.code().equals("duplicate-key")),
        () -> loaded.problems().toString());
    assertEquals(expected, shown(loaded.value()));
    rereads(loaded.value());
  }

  @Property(tries = 200, seed = "20261124")
  void elementsAreTheItemsOfTheTree(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.text.append("{\"Value\":");
    writer.list(0);
    writer.text.append(",\"data\":");
    writer.map(0);
    writer.text.append('}');
    SourceFile file = new SourceFile("f", writer.text.toString());
    Node.MapNode whole = (Node.MapNode) JsonReader.read(file).value();
    List<Node> elements = new ArrayList<>();
    Loaded<Node> loaded = JsonReader.read(file, Set.of("value", "data"), elements::add);
    Node.MapNode rest = (Node.MapNode) loaded.value();
    assertEquals(((Node.ListNode) whole.get("value").orElseThrow()).items(), elements);
    assertEquals(whole.get("data"), rest.get("data"));
    assertEquals(whole.span(), rest.span());
    assertEquals(JsonReader.read(file).problems(), loaded.problems());
  }

  /** Any prefix of a document ends too early, and is told so at its end or in its last token. */
  @Property(tries = 200, seed = "20261124")
  void aCutDocumentBreaksAtItsEnd(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.list(0);
    int cut = writer.random.nextInt(writer.text.length());
    String text = writer.text.substring(0, cut);
    Problem problem =
        JsonReader.read(new SourceFile("f", text)).problems().stream()
            .filter(p -> !p.code().equals("duplicate-key"))
            .findFirst()
            .orElseThrow();
    assertEquals("json-syntax", problem.code());
    boolean comment = problem.message().startsWith("the comment is not closed");
    assertEquals(
        comment ? text.lastIndexOf("/*") + 2 : cut, problem.span().end(), problem::message);
  }

  /** Whatever one changed character does, it is either read or told in words of ours. */
  @Property(tries = 1000, seed = "20261124")
  void aChangedDocumentIsReadOrNamed(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.list(0);
    StringBuilder text = new StringBuilder(writer.text);
    String changes = LETTERS + "<x-.1e@#";
    for (int i = 0; i <= writer.random.nextInt(2); i++) {
      int at = writer.random.nextInt(text.length() + 1);
      int length = Math.min(writer.random.nextInt(2), text.length() - at);
      int change = writer.random.nextInt(changes.length());
      text.replace(at, at + length, changes.substring(change, change + 1));
    }
    for (Problem problem : JsonReader.read(new SourceFile("f", text.toString())).problems()) {
      assertTrue(
          !problem.message().contains("no valid JSON"), () -> problem.span() + " in " + text);
    }
  }

  /**
   * Large files of ASCII are read from their bytes: with the same outcome, be they broken or not.
   */
  @Property(tries = 1500, seed = "20261125")
  void bytesReadAsTheirText(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.text.append(writer.chance(2) ? "" : "{\"value\": ");
    writer.list(0);
    writer.text.append(writer.text.charAt(0) == '{' ? "}" : "");
    StringBuilder changed = new StringBuilder(writer.text);
    String changes = LETTERS + "<x-.1e@#uD";
    for (int i = writer.random.nextInt(3); i > 0; i--) {
      int at = writer.random.nextInt(changed.length() + 1);
      int length = Math.min(writer.random.nextInt(2), changed.length() - at);
      int change = writer.random.nextInt(changes.length());
      changed.replace(at, at + length, changes.substring(change, change + 1));
    }
    String text = changed.toString().replaceAll("[^\\x00-\\x7F]|\r", "z");
    AsciiText ascii = AsciiText.of(text.getBytes(StandardCharsets.US_ASCII)).orElseThrow();
    assertEquals(placed(new SourceFile("f", text)), placed(new SourceFile("f", ascii)), () -> text);
  }

  private static List<String> placed(SourceFile file) {
    List<String> all = new ArrayList<>();
    Loaded<Node> streamed =
        JsonReader.read(file, Set.of("value"), element -> all.add(placed(element)));
    all.add(placed(streamed.value()));
    streamed.problems().forEach(problem -> all.add(JsonReaderTest.shown(problem)));
    Loaded<Node> whole = JsonReader.read(file);
    all.add(placed(whole.value()));
    whole.problems().forEach(problem -> all.add(JsonReaderTest.shown(problem)));
    return all;
  }

  private static String placed(Node node) {
    String place = "@" + node.span().start() + ".." + node.span().end();
    if (node instanceof Node.MapNode map) {
      return map.entries().stream()
          .map(entry -> placed(entry.key()) + "=" + placed(entry.value()))
          .collect(Collectors.joining(", ", "{", "}" + place));
    }
    if (node instanceof Node.ListNode list) {
      return list.items().stream().map(JsonReaderPropertiesTest::placed).toList() + place;
    }
    return node.scalar().orElse(node instanceof Node.Unresolved u ? u.reason() : "null") + place;
  }

  /** The text of every span, read alone, is the same value again. */
  private static void rereads(Node node) {
    Node again = JsonReader.read(new SourceFile("again", node.span().text())).value();
    assertEquals(shown(node), shown(again));
    if (node instanceof Node.MapNode map) {
      for (Node.Entry entry : map.entries()) {
        rereads(entry.key());
        rereads(entry.value());
      }
    } else if (node instanceof Node.ListNode list) {
      list.items().forEach(JsonReaderPropertiesTest::rereads);
    } else if (node instanceof Node.TextNode text) {
      partsReread(text);
    }
  }

  private static void partsReread(Node.TextNode text) {
    String value = text.value();
    char quote = text.span().text().charAt(0);
    for (int cut = 0; cut <= value.length(); cut += 1 + value.length() / 7) {
      Span head = text.part(0, cut);
      Span tail = text.part(cut, value.length());
      assertEquals(text.span().start() + 1, head.start());
      assertEquals(head.end(), tail.start());
      assertEquals(text.span().end() - 1, tail.end());
      String alone = quote + head.text() + quote;
      Node again = JsonReader.read(new SourceFile("again", alone)).value();
      assertEquals(value.substring(0, cut), again.scalar().orElseThrow());
    }
  }

  private static String shown(Node node) {
    if (node instanceof Node.MapNode map) {
      return map.entries().stream()
          .map(entry -> shown(entry.key()) + "=" + shown(entry.value()))
          .collect(Collectors.joining(", ", "{[", "]}"));
    }
    if (node instanceof Node.ListNode list) {
      return list.items().stream().map(JsonReaderPropertiesTest::shown).toList().toString();
    }
    if (node instanceof Node.NullNode) {
      return "null";
    }
    String scalar = node.scalar().orElseThrow();
    return node instanceof Node.TextNode ? "<" + scalar + ">" : scalar;
  }
}
