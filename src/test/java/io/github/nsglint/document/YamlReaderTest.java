package io.github.nsglint.document;

import static io.github.nsglint.document.JsonReaderTest.shown;
import static io.github.nsglint.document.JsonReaderTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  @Test
  void everyKindOfValueWithItsSpan() {
    String yaml =
        """
        # head
        id: BAS101
        ports: [443, -1, 'a b', "c\\n"]
        empty:
        nested:
          - on: true
            "😀": ~
          - 1.10
          - 022
        last: x
        """
            .replace("\n", "\r\n");
    Node.MapNode map = (Node.MapNode) read(yaml).value();
    assertEquals(
        List.of("id", "ports", "empty", "nested", "last"),
        map.entries().stream().map(entry -> text(entry.key())).toList());
    assertEquals("BAS101", text(map.get("id").orElseThrow()));
    Node.ListNode ports = (Node.ListNode) map.get("ports").orElseThrow();
    assertEquals("[443, -1, 'a b', \"c\\n\"]", text(ports));
    assertEquals(
        List.of("443", "-1", "a b", "c\n"),
        ports.items().stream().map(node -> node.scalar().orElseThrow()).toList());
    assertInstanceOf(Node.NumberNode.class, ports.items().get(1));
    assertInstanceOf(Node.NullNode.class, map.get("empty").orElseThrow());
    Node.ListNode nested = (Node.ListNode) map.get("nested").orElseThrow();
    assertEquals("- on: true\r\n    \"😀\": ~\r\n  - 1.10\r\n  - 022", text(nested));
    Node.MapNode first = (Node.MapNode) nested.items().get(0);
    assertEquals("on: true\r\n    \"😀\": ~", text(first));
    assertEquals(
        new Node.BoolNode(true, first.get("on").orElseThrow().span()),
        first.get("on").orElseThrow());
    assertInstanceOf(Node.NullNode.class, first.get("😀").orElseThrow());
    assertInstanceOf(Node.TextNode.class, nested.items().get(1));
    assertEquals("022", text(nested.items().get(2)));
    assertEquals("x", text(map.get("last").orElseThrow()));
  }

  @Test
  void aliasesStandForTheValueTheyName() {
    Node.MapNode map = (Node.MapNode) read("a: &x [1, 2]\nb: *x\n").value();
    assertEquals(map.get("a"), map.get("b"));
  }

  @Test
  void aliasesAreBounded() {
    StringBuilder yaml = new StringBuilder("- &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      yaml.append("- &a" + i + " [" + "*a0, ".replace("0", "" + (i - 1)).repeat(8) + "]\n");
    }
    assertProblem("yaml-alias f:6:13 aliases stand for more than 100000 values", yaml.toString());
  }

  @Test
  void anAliasOfItselfOrOfNothingIsRefused() {
    assertProblem(
        "yaml-alias f:1:5 found the alias '*a', but no complete value before it is named '&a'",
        "&a [*a]");
  }

  @Test
  void aKeyGivenTwiceIsReported() {
    Loaded<Node> loaded = read("a: 1\nb: 2\na: 3\n");
    assertEquals(3, ((Node.MapNode) loaded.value()).entries().size());
    assertEquals(
        List.of("WARNING duplicate-key f:3:1 the key 'a' is given twice, first on line 1"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
  }

  @Test
  void aSecondDocumentIsReported() {
    Loaded<Node> loaded = read("a: 1\n---\nb: 2\n");
    assertInstanceOf(Node.MapNode.class, loaded.value());
    assertEquals(
        "ERROR yaml-documents f:2:1 a second document starts here, expected one in a file",
        shown(loaded.problems().get(0)));
  }

  @Test
  void tagsOfTheCoreAreTaken() {
    Node.ListNode list =
        (Node.ListNode) read("[!!str 5, ! 5, !!int '5', !!bool true, !!seq [], !!null '']").value();
    assertEquals(
        List.of("TextNode", "TextNode", "NumberNode", "BoolNode", "ListNode", "NullNode"),
        list.items().stream().map(node -> node.getClass().getSimpleName()).toList());
  }

  @Test
  void otherTagsAreUnresolved() {
    Loaded<Node> loaded = read("- !secret x\n- !!int x\n- !!set {a}\n");
    assertEquals(
        List.of(
            "ERROR yaml-tag f:1:3 the tag '!secret' does not fit this value",
            "ERROR yaml-tag f:2:3 the tag '!!int' does not fit this value",
            "ERROR yaml-tag f:3:3 the tag '!!set' does not fit this value"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
    for (Node item : ((Node.ListNode) loaded.value()).items()) {
      assertInstanceOf(Node.Unresolved.class, item);
    }
  }

  @Test
  void aKeyIsTheTextThatIsWritten() {
    Loaded<Node> loaded = read("443: a\ntrue: b\n&k key: c\n*k : d\n[x]: e\n");
    assertEquals(
        List.of("443", "true", "key", "key"),
        ((Node.MapNode) loaded.value())
            .entries().stream().map(entry -> entry.key().value()).toList());
    assertEquals(
        List.of(
            "WARNING duplicate-key f:4:1 the key 'key' is given twice, first on line 3",
            "ERROR yaml-key f:5:1 found a key that is no text, expected a text"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
  }

  @Test
  void tenThousandLevelsAreRefused() {
    assertProblem(
        "yaml-depth f:1:501 maps and lists are nested deeper than 500 levels", "[".repeat(10_000));
    assertProblem(
        "yaml-depth f:1:1001 maps and lists are nested deeper than 500 levels", "- ".repeat(2_000));
  }

  @Test
  void aKeyOfNothingStandsAtTheEnd() {
    Node.MapNode map = (Node.MapNode) read("a: 😀\n?").value();
    assertEquals("", map.entries().get(1).key().value());
    assertEquals("f:2:2", map.entries().get(1).key().span().toString());
  }

  @Test
  void aFileWithoutADocumentIsNull() {
    for (String yaml : List.of("", "\n", "# nothing\n")) {
      assertEquals(List.of(), read(yaml).problems());
      assertInstanceOf(Node.NullNode.class, read(yaml).value());
    }
  }

  static Loaded<Node> read(String yaml) {
    return YamlReader.read(new SourceFile("f", yaml));
  }

  static void assertProblem(String expected, String yaml) {
    Loaded<Node> loaded = read(yaml);
    assertEquals(1, loaded.problems().size());
    Problem problem = loaded.problems().get(0);
    assertEquals(expected, problem.code() + " " + problem.span() + " " + problem.message());
    assertInstanceOf(Node.Unresolved.class, loaded.value());
  }
}
