package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  @Test
  void everyKindOfValueWithItsSpan() {
    Node.MapNode map = map("{ \"a\": [1, -2.50e+3, true, false, null, \"x\"],\n\t'b' : {} }");
    assertEquals("{ \"a\": [1, -2.50e+3, true, false, null, \"x\"],\n\t'b' : {} }", text(map));
    Node.ListNode list = (Node.ListNode) map.get("A").orElseThrow();
    assertEquals("[1, -2.50e+3, true, false, null, \"x\"]", text(list));
    assertEquals(
        List.of("1", "-2.50e+3", "true", "false", "null", "\"x\""),
        list.items().stream().map(JsonReaderTest::text).toList());
    assertEquals("-2.50e+3", ((Node.NumberNode) list.items().get(1)).literal());
    assertEquals("x", list.items().get(5).scalar().orElseThrow());
    assertEquals("'b'", text(map.entry("b").orElseThrow().key()));
    assertEquals("{}", text(map.get("b").orElseThrow()));
    assertEquals(2, map.entry("b").orElseThrow().key().span().line());
    assertEquals(2, map.entry("b").orElseThrow().key().span().column());
  }

  @Test
  void keysAndTextsWithEscapesEndAtTheirQuotes() {
    Node.MapNode map = map("{\"a\\\"\" : \"\\\\\", \"\\u00e9\\n\":\"\\\"\\\"\", '\"': \"'\"}");
    assertEquals(
        List.of("\"a\\\"\"", "\"\\u00e9\\n\"", "'\"'"),
        map.entries().stream().map(entry -> text(entry.key())).toList());
    assertEquals(
        List.of("\"\\\\\"", "\"\\\"\\\"\"", "\"'\""),
        map.entries().stream().map(entry -> text(entry.value())).toList());
    assertEquals("\"\"", map.get("é\n").orElseThrow().scalar().orElseThrow());
  }

  @Test
  void commentsTrailingCommasAndRawLineEndsAreTaken() {
    Node.MapNode map =
        map("// head {\n{ /* [ */ 'a': 'it''s'.replace, }".replace("''s'.replace", "\r\ns'"));
    assertEquals("it\r\ns", map.get("a").orElseThrow().scalar().orElseThrow());
  }

  @Test
  void columnsCountUtf16UnitsAndLinesEndInThreeWays() {
    SourceFile file = new SourceFile("f", "[\"😀é\", 1,\r\n\t2,\r3,\n4]");
    Node.ListNode list = (Node.ListNode) JsonReader.read(file).value();
    assertEquals(
        List.of("f:1:2", "f:1:9", "f:2:2", "f:3:1", "f:4:1"),
        list.items().stream().map(node -> node.span().toString()).toList());
  }

  @Test
  void aKeyGivenTwiceIsKeptAndReported() {
    Loaded<Node> loaded =
        JsonReader.read(new SourceFile("f", "{\n\"a\": 1,\n\"b\": 2,\n\"A\": 3,\n\"b\": 2}"));
    assertEquals(4, ((Node.MapNode) loaded.value()).entries().size());
    assertEquals(
        List.of(
            "WARNING duplicate-key f:4:1 the key 'A' is given before as 'a', on line 2",
            "WARNING duplicate-key f:5:1 the key 'b' is given twice, first on line 3"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
    assertInstanceOf(Node.Unresolved.class, ((Node.MapNode) loaded.value()).get("a").orElseThrow());
  }

  @Test
  void aKeyGivenTwiceIsSeenAmongMapsOfOneShape() {
    Loaded<Node> loaded =
        JsonReader.read(
            new SourceFile("f", "[{\"a\":1,\"b\":1},{\"a\":1,\"b\":1},{\"a\":1,\"a\":1}]"));
    assertEquals(
        List.of("WARNING duplicate-key f:1:37 the key 'a' is given twice, first on line 1"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
  }

  @Test
  void elementsOfAListAtTheRootAreHandedOn() {
    List<Node> got = new ArrayList<>();
    Loaded<Node> loaded =
        JsonReader.read(
            new SourceFile("f", " [1, [2], {\"value\": [3]}] "), Set.of("value"), got::add);
    assertEquals(
        List.of("1", "[2]", "{\"value\": [3]}"), got.stream().map(JsonReaderTest::text).toList());
    assertEquals(List.of(), ((Node.ListNode) loaded.value()).items());
    assertEquals("[1, [2], {\"value\": [3]}]", text(loaded.value()));
  }

  @Test
  void elementsOfNamedListsAreHandedOn() {
    List<Node> got = new ArrayList<>();
    Loaded<Node> loaded =
        JsonReader.read(
            new SourceFile(
                "f",
                "{\"Value\": [1, 2], \"data\": {\"value\": [3]}, \"other\": [4], \"nextLink\": \"x\"}"),
            Set.of("value", "data"),
            got::add);
    assertEquals(List.of("1", "2"), got.stream().map(JsonReaderTest::text).toList());
    Node.MapNode map = (Node.MapNode) loaded.value();
    assertEquals(4, map.entries().size());
    assertEquals(List.of(), ((Node.ListNode) map.get("value").orElseThrow()).items());
    assertEquals("[1, 2]", text(map.get("value").orElseThrow()));
    assertEquals("{\"value\": [3]}", text(map.get("data").orElseThrow()));
    assertEquals(1, ((Node.ListNode) map.get("other").orElseThrow()).items().size());
  }

  @Test
  void elementsBeforeABreakStay() {
    List<Node> got = new ArrayList<>();
    Loaded<Node> loaded =
        JsonReader.read(
            new SourceFile("f", "[{\"a\": 1}, {\"a\": 2}, {\"a\" 3}]"), Set.of(), got::add);
    assertEquals(2, got.size());
    assertEquals(
        "found '3', expected ':'",
        assertInstanceOf(Node.Unresolved.class, loaded.value()).reason());
    assertEquals("f:1:27", loaded.value().span().toString());
  }

  @Test
  void tenThousandLevelsAreRefused() {
    for (String level : List.of("[", "{\"a\":", "[{\"a\": ")) {
      Loaded<Node> loaded = JsonReader.read(new SourceFile("f", level.repeat(10_000)));
      assertInstanceOf(Node.Unresolved.class, loaded.value());
      Problem problem = loaded.problems().get(0);
      assertEquals("json-depth", problem.code());
      assertTrue("[{".contains(problem.span().text()), problem.span().text());
    }
    assertEquals(
        "ERROR json-depth f:1:1501 maps and lists are nested deeper than 500 levels",
        shown(
            JsonReader.read(new SourceFile("f", "[ /*[*/".replace("/*[*/", " ").repeat(600)))
                .problems()
                .get(0)));
  }

  @Test
  void fiveHundredLevelsAreRead() {
    String text = "[".repeat(500) + "]".repeat(500);
    Loaded<Node> loaded = JsonReader.read(new SourceFile("f", text));
    assertEquals(List.of(), loaded.problems());
    assertEquals(text, text(loaded.value()));
  }

  @Test
  void longNumbersAndTextsAreKept() {
    String digits = "7".repeat(100_000);
    String text = "[" + digits + ", \"" + "é\\n".repeat(100_000) + "\"]";
    Loaded<Node> loaded = JsonReader.read(new SourceFile("f", text));
    Node.ListNode list = (Node.ListNode) loaded.value();
    assertEquals(digits, list.items().get(0).scalar().orElseThrow());
    assertEquals("é\n".repeat(100_000), list.items().get(1).scalar().orElseThrow());
    assertEquals(text.length() - 1, list.items().get(1).span().end());
  }

  @Test
  void aNumberBeyondAllBoundsIsUnresolved() {
    Node.ListNode list =
        (Node.ListNode) JsonReader.read(new SourceFile("f", "[1e99999999999, 1e5]")).value();
    assertEquals(
        "the number 1e99999999999 is out of range",
        ((Node.Unresolved) list.items().get(0)).reason());
    assertEquals(100_000, ((Node.NumberNode) list.items().get(1)).value().intValueExact());
  }

  @Test
  void shortTextsAndKeysAreShared() {
    Node.ListNode list =
        (Node.ListNode)
            JsonReader.read(new SourceFile("f", "[{\"k\":\"Allow\"},{\"k\":\"Allow\"}]")).value();
    Node.Entry first = ((Node.MapNode) list.items().get(0)).entries().get(0);
    Node.Entry second = ((Node.MapNode) list.items().get(1)).entries().get(0);
    assertSame(first.key().value(), second.key().value());
    assertSame(first.value().scalar().orElseThrow(), second.value().scalar().orElseThrow());
  }

  static String text(Node node) {
    return node.span().text();
  }

  static String shown(Problem problem) {
    return problem.severity()
        + " "
        + problem.code()
        + " "
        + problem.span()
        + " "
        + problem.message();
  }

  private static Node.MapNode map(String text) {
    Loaded<Node> loaded = JsonReader.read(new SourceFile("f", text));
    assertEquals(List.of(), loaded.problems());
    return (Node.MapNode) loaded.value();
  }
}
