package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is read again is what was read, value by value and place by place. */
class KeptMapTest {
  private static final String TEXT =
      """
      // of a tool
      { "välue": [
        { "name": "nic-\\u00e4 \\"one\\"", "ports": [1, -2.50, 1e999999999999, 443], "on": true,
          "off": false, "nothing": null, "empty": {}, "none": [], "\\u006bey": { "a": "é", },
          'single': 'it''s', "name": "twice" },
        { "name": "nic-b" }
      ] }
      """
          .replace("it''s", "its");

  @Test
  void aTextIsReadAgainAsItStands() {
    assertReadAgain(new SourceFile("nics.json", TEXT));
  }

  @Test
  void soAreTheBytesOfALargeFile() {
    String ascii = TEXT.replaceAll("[^\\x00-\\x7f]", "x") + " ".repeat(AsciiText.WORTHWHILE);
    SourceFile file =
        SourceFile.decode("nics.json", ascii.getBytes(StandardCharsets.UTF_8)).value();
    assertEquals(true, file.bytes().isPresent());
    assertReadAgain(file);
  }

  /** One that the fast reader gives up in the middle of leaves nothing behind for the next. */
  @Test
  void soAreThoseAfterOneOfAnotherKind() {
    String text =
        "[{\"a\": {\"b\": [1, 2]}}, {\"a\": {\"b\": [1, 2 /* two */]}}, {\"c\": [{\"a\": 3}]},\n"
            + " ".repeat(AsciiText.WORTHWHILE)
            + "{\"a\": {\"c\": 'x'}}, {\"a\": \"y\", \"A\": \"z\"}]";
    SourceFile file = SourceFile.decode("nics.json", text.getBytes(StandardCharsets.UTF_8)).value();
    ListNode list = (ListNode) JsonReader.read(file).value();
    for (int round = 0; round < 2; round++) {
      for (Node item : list.items()) {
        assertEquals(item, KeptMap.written(item.span()).get());
      }
    }
  }

  private static void assertReadAgain(SourceFile file) {
    MapNode root = (MapNode) JsonReader.read(file).value();
    ListNode list = (ListNode) root.entries().get(0).value();
    assertEquals(2, list.items().size());
    for (Node item : list.items()) {
      assertEquals(item, KeptMap.written(item.span()).get());
    }
    assertEquals(root, KeptMap.written(root.span()).get());
  }

  @Test
  void oneThatWasMadeIsHeld() {
    SourceFile file = new SourceFile("made.bicep", "resource");
    MapNode made = new MapNode(List.of(), file.start());
    assertSame(made, KeptMap.held(made).get());
  }

  @Test
  void whatIsMadeOfItIsMadeAgain() {
    MapNode root = (MapNode) JsonReader.read(new SourceFile("nics.json", TEXT)).value();
    UnaryOperator<MapNode> twice =
        map ->
            new MapNode(
                List.of(map.entries().get(0), new Node.Entry(map.entries().get(0).key(), map)),
                map.span());
    KeptMap kept = KeptMap.written(root.span()).changed(twice).changed(twice);
    assertEquals(twice.apply(twice.apply(root)), kept.get());
    assertEquals(kept.get(), KeptMap.held(root).changed(twice).changed(twice).get());
    assertFalse(kept.isEmpty());
  }

  @Test
  void aPartIsReadAgainByItselfWhereTheWholeIs() {
    MapNode root = (MapNode) JsonReader.read(new SourceFile("nics.json", TEXT)).value();
    MapNode nic = (MapNode) ((ListNode) root.entries().get(0).value()).items().get(0);
    KeptMap again = KeptMap.written(root.span()).part(nic);
    assertNotSame(nic, again.get());
    assertEquals(nic, again.get());
    assertSame(nic, KeptMap.held(root).part(nic).get());
    assertSame(nic, KeptMap.written(root.span()).changed(map -> map).part(nic).get());
  }

  @Test
  void whetherItIsEmptyIsKnownWithoutReading() {
    SourceFile file = new SourceFile("nics.json", "{ } {\"a\": 1}");
    MapNode none = new MapNode(List.of(), file.span(0, 3));
    assertTrue(KeptMap.none(file.start()).isEmpty());
    assertTrue(KeptMap.written(file.span(4, 12)).part(none).isEmpty());
    assertFalse(KeptMap.written(file.span(4, 12)).isEmpty());
  }
}
