package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
}
