package io.github.nsglint.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast reader reads, it reads as {@link JsonReader} does; the rest it leaves to that. */
class PlainJsonTest {
  private static Optional<Loaded<Node>> plain(SourceFile file) {
    return new PlainJson(file, file.text().getBytes(US_ASCII), Set.of(), null).read();
  }

  private static void assertAlike(String text) {
    SourceFile file = new SourceFile("a.json", text);
    Optional<Loaded<Node>> read = plain(file);
    if (read.isPresent()) {
      assertAlike(JsonReader.read(file).value(), read.get().value());
      assertEquals(JsonReader.read(file).problems(), read.get().problems(), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "[{\"a\": 1, \"b\": [true, false, null]}, -0.5, 12345678901234567890, 0]",
        "{\"etag\": \"W/\\\"0a-1b\\\"\", \"path\": \"a\\\\b\\/c\\n\\t\\r\\b\\f\", \"none\": \"\"}",
        "{\"a\": 1,\n\t\"A\": 2, \"a\": 3}"
      })
  void whatToolsWriteIsRead(String text) {
    assertTrue(plain(new SourceFile("a.json", text)).isPresent(), text);
    assertAlike(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "[1",
        "[1,]",
        "{\"a\": 1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{a: 1}",
        "{'a': 1}",
        "[1] 2",
        "[01]",
        "[-]",
        "[1.]",
        "[.5]",
        "[1e3]",
        "[truely]",
        "[tru]",
        "[nul",
        "[1 // one\n]",
        "\"a\tb\"",
        "\"a",
        "\"a\\",
        "\"\\u0041\"",
        "\"\\x\"",
        "[1}",
        "{\"a\": 1]"
      })
  void anythingElseIsLeftToTheOtherReader(String text) {
    assertTrue(plain(new SourceFile("a.json", text)).isEmpty(), text);
  }

  @Test
  void deepNestingIsLeftToTheOtherReader() {
    String deep = "[".repeat(499) + "]".repeat(499);
    assertAlike(deep);
    assertTrue(plain(new SourceFile("a.json", deep)).isPresent());
    assertTrue(plain(new SourceFile("a.json", "[" + deep + "]")).isEmpty());
  }

  /** Asked in every way, maps of both readers answer alike. */
  private static void assertAlike(Node expected, Node read) {
    assertEquals(expected.span(), read.span());
    if (expected instanceof MapNode map) {
      MapNode other = (MapNode) read;
      for (String key : KEYS) {
        assertEquals(map.get(key), other.get(key));
        assertEquals(map.present(key), other.present(key));
      }
      Members members = map.members();
      Members others = other.members();
      while (members.next()) {
        assertTrue(others.next());
        assertEquals(members.key(), others.key());
        assertEquals(members.isList(), others.isList());
        assertEquals(members.entry(), others.entry());
        assertAlike(members.value(), others.value());
      }
      assertFalse(others.next());
      assertEquals(map.toString(), other.toString());
    } else if (expected instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        assertAlike(list.items().get(i), ((ListNode) read).items().get(i));
      }
    }
    assertEquals(expected, read);
    assertEquals(expected.hashCode(), read.hashCode());
  }

  private static final List<String> SCALARS =
      List.of(
          "1", "-2.50", "0", "true", "null", "\"\"", "\"Tcp\"", "\"a\\\"b\"", "\"\\u0041\"", "1e3");

  private static final List<String> KEYS = List.of("k", "K", "name", "id", "longer name", "");

  /** A document as tools write it, and now and then something that they do not. */
  private static String document(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 1 : 3);
    if (kind == 0) {
      return SCALARS.get(random.nextInt(random.nextInt(20) == 0 ? SCALARS.size() : 8));
    }
    String gap = List.of("", " ", "\n  ").get(random.nextInt(3));
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String key = '"' + KEYS.get(random.nextInt(KEYS.size())) + "\":" + gap;
      parts.add((kind == 1 ? "" : key) + document(random, depth + 1));
    }
    String all = String.join(gap + "," + gap, parts);
    return kind == 1 ? "[" + gap + all + gap + "]" : "{" + gap + all + gap + "}";
  }

  @Test
  void whatIsReadIsReadAlike() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      String text = document(random, 0);
      assertAlike(text);
      read += plain(new SourceFile("a.json", text)).isPresent() ? 1 : 0;
    }
    assertTrue(read > 2000, read + " of 3000");
  }

  @Test
  void brokenDocumentsAreNotTakenForWholeOnes() {
    String units = "{}[],:\"\\ 01-.et/'\n";
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      String text = document(random, 0);
      int at = random.nextInt(text.length() + 1);
      char unit = units.charAt(random.nextInt(units.length()));
      assertAlike(text.substring(0, at) + unit + text.substring(at));
      assertAlike(text.substring(0, at));
      assertAlike(text.substring(0, at) + unit + text.substring(Math.min(at + 1, text.length())));
    }
  }

  /** As in a listing: what is written as before is compared with that, up to where it differs. */
  @Test
  void mapsThatAreWrittenNearlyAlikeAreReadAlike() {
    String units = "{}[],:\"\\ 01-.et/'\n";
    List<String> values =
        List.of(
            "\"/subscriptions/s/resourceGroups/g/one\"",
            "\"/subscriptions/s/resourceGroups/g/one more\"",
            "\"/subscriptions/s/resourceGroups/g\\/one\"",
            "\"/subscriptions/s\"",
            "\"Succeeded\"",
            "null",
            "100",
            "[]",
            "{\"id\": \"/subscriptions/s/resourceGroups/g/one\"}");
    Random random = new Random(3);
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      List<String> maps = new ArrayList<>();
      for (int map = 0; map < 6; map++) {
        String gap = random.nextInt(10) == 0 ? "" : "\n  ";
        String colon = random.nextInt(10) == 0 ? ":  " : ": ";
        List<String> members = new ArrayList<>();
        for (String key : List.of("id", "name", random.nextInt(10) == 0 ? "Name" : "type")) {
          String value = values.get(random.nextInt(values.size()));
          members.add(gap + '"' + key + '"' + colon + value);
        }
        maps.add("{" + String.join(",", members) + gap + "}");
      }
      String text = String.join(", ", maps);
      assertAlike("[" + text + "]");
      read += plain(new SourceFile("a.json", "[" + text + "]")).isPresent() ? 1 : 0;
      int at = random.nextInt(text.length());
      char unit = units.charAt(random.nextInt(units.length()));
      assertAlike("[" + text.substring(0, at) + unit + text.substring(at + 1) + "]");
      assertAlike("[" + text.substring(0, at));
    }
    assertEquals(2000, read);
  }

  /** As of tags that have other names on each resource. */
  @Test
  void tooManyNamesAreLeftToTheOtherReader() {
    for (int names : List.of(1_000, 16_383, 16_384, 16_385)) {
      String text =
          IntStream.range(0, names)
              .mapToObj(i -> "{\"" + i + "\": " + i + "}")
              .collect(Collectors.joining(",\n", "[", "]"));
      assertEquals(names <= 16_384, plain(new SourceFile("a.json", text)).isPresent());
      assertAlike(text);
    }
  }

  @Test
  void aMapThatGivesAKeyTwiceIsToldOfEachTime() {
    String map = "{\"name\": 1, \"Name\": 2, \"name\": 3}";
    SourceFile file = new SourceFile("a.json", "[" + map + ", {\"name\": 1}, " + map + "]");
    assertEquals(4, plain(file).orElseThrow().problems().size());
    assertEquals(JsonReader.read(file).problems(), plain(file).orElseThrow().problems());
  }

  @Test
  void whatWasHandedOnBeforeIsNotHandedOnAgain() {
    String before =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "{\"number\": " + i + ", \"text\": \"so many words\"}")
            .collect(Collectors.joining(",\n", "[", ",\n"));
    SourceFile large =
        SourceFile.decode("a.json", (before + "{\"number\": 5e4}]").getBytes(US_ASCII)).value();
    assertTrue(large.bytes().isPresent());
    List<String> numbers = new ArrayList<>();
    Loaded<Node> root =
        JsonReader.read(
            large,
            Set.of(),
            element ->
                numbers.add(
                    ((Node.MapNode) element).get("number").flatMap(Node::scalar).orElse("?")));
    assertEquals(List.of(), root.problems());
    assertEquals(
        IntStream.range(0, 50_000).mapToObj(Integer::toString).toList(),
        numbers.subList(0, 50_000));
    assertEquals(List.of("5e4"), numbers.subList(50_000, numbers.size()));
  }
}
