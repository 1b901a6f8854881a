package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WrittenTextTest {
  @Test
  void aPartOfATextWithoutEscapes() {
    Node.TextNode node = json("\"[parameters('x')]\"");
    assertEquals("parameters", node.part(1, 11).text());
    assertEquals("", node.part(17, 17).text());
    assertEquals(20, node.part(17, 17).start());
    assertThrows(IllegalArgumentException.class, () -> node.part(0, 18));
  }

  @Test
  void escapesOfJson() {
    Node.TextNode node = json("\"a\\n\\u00e9\\\\\\\"\\/ \\ud83d\\ude00é😀z\"");
    assertEquals("a\né\\\"/ 😀é😀z", node.value());
    assertEquals("\\n", node.part(1, 2).text());
    assertEquals("\\u00e9", node.part(2, 3).text());
    assertEquals("\\\\\\\"", node.part(3, 5).text());
    assertEquals("\\ud83d\\ude00", node.part(7, 9).text());
    assertEquals("é😀", node.part(9, 12).text());
    assertEquals("z", node.part(12, 13).text());
    assertEquals(node.span().end() - 1, node.part(13, 13).start());
  }

  @Test
  void singleQuotesOfJson() {
    assertEquals("\\'", json("'a\\'b\"'").part(1, 2).text());
    assertEquals("\\\\", json("'a\\\\b'").part(1, 2).text());
  }

  @Test
  void stylesOfYaml() {
    assertEquals("b", yaml("a\\b").part(2, 3).text());
    assertEquals("''b", yaml("'a''b'").part(1, 3).text());
    assertEquals("\\''", yaml("'a\\''b'").part(1, 3).text());
    assertEquals("\\\\", yaml("'a\\\\b'").part(1, 3).text());
    assertEquals("\\x41\\U0001F600", yaml("\"\\x41\\U0001F600z\"").part(0, 3).text());
    assertEquals("\\U0001F600", yaml("\"\\x41\\U0001F600z\"").part(1, 2).text());
    assertEquals("\\U0001F600", yaml("\"\\x41\\U0001F600z\"").part(2, 3).text());
    assertEquals("\\N\\ ", yaml("\"\\e\\N\\ z\"").part(1, 3).text());
  }

  @Test
  void whatTheWritingDoesNotTellIsTheWholeText() {
    for (String folded : List.of("|\n  a\n  b\n", "\"a\n  b\"", "a\n  b")) {
      Node.TextNode node = yaml(folded);
      assertEquals(node.span(), node.part(1, 2));
    }
  }

  private static Node.TextNode json(String text) {
    return only(JsonReader::read, "[ " + text + "]");
  }

  private static Node.TextNode yaml(String text) {
    return only(YamlReader::read, "- " + text);
  }

  private static Node.TextNode only(Function<SourceFile, Loaded<Node>> reader, String text) {
    Node root = reader.apply(new SourceFile("f", text)).value();
    return (Node.TextNode) ((Node.ListNode) root).items().get(0);
  }
}
