package io.github.nsglint.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keys and texts of large files mean to a reader. */
class MeaningsTest {
  @Test
  void aKeyOfOneFileIsNoneOfAnother() {
    KeyMeanings<String> lengths = new KeyMeanings<>(key -> "of " + key.length());
    for (int again = 0; again < 2; again++) {
      assertEquals(List.of("of 4", "of 2"), meanings("{\"name\": 1, \"id\": 2}", lengths));
      assertEquals(List.of("of 2", "of 4"), meanings("{\"id\": 1, \"name\": 2}", lengths));
    }
  }

  /** As of tags, of which each resource has others. */
  @Test
  void manyKeysAreToldApart() {
    KeyMeanings<String> same = new KeyMeanings<>(key -> "key " + key);
    List<String> members = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      members.add("\"" + i + "\": 0");
      expected.add("key " + i);
    }
    String map = "{" + String.join(", ", members) + "}";
    assertEquals(expected, meanings(map, same));
    assertEquals(expected, meanings(map, same));
  }

  private static List<String> meanings(String map, KeyMeanings<String> keys) {
    List<String> small = meanings(new SourceFile("a.json", map), keys);
    byte[] large = (map + " ".repeat(AsciiText.WORTHWHILE)).getBytes(US_ASCII);
    assertEquals(small, meanings(SourceFile.decode("b.json", large).value(), keys));
    return small;
  }

  private static List<String> meanings(SourceFile file, KeyMeanings<String> keys) {
    List<String> meanings = new ArrayList<>();
    Members members = ((Node.MapNode) JsonReader.read(file).value()).members();
    while (members.next()) {
      meanings.add(members.meaning(keys));
    }
    return meanings;
  }

  @Test
  void aTextIsFoundUntilAnotherTakesItsPlace() {
    TextMeanings<Integer> known = new TextMeanings<>(2);
    byte[] bytes = "443 80 8080 443".getBytes(US_ASCII);
    assertNull(known.find(bytes, 0, 3));
    known.put(bytes, 0, 3, 1);
    assertEquals(1, known.find(bytes, 12, 15));
    assertNull(known.find(bytes, 12, 14));
    known.put(bytes, 4, 6, 2);
    known.put(bytes, 7, 11, 3);
    int found = 0;
    for (int[] each : new int[][] {{0, 3, 1}, {4, 6, 2}, {7, 11, 3}}) {
      Integer there = known.find(bytes, each[0], each[1]);
      if (there != null) {
        assertEquals(each[2], there);
        found++;
      }
    }
    assertEquals(2, found);
  }
}
