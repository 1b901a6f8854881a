package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonAdditionTest {
  private static MapNode root(String text) {
    Loaded<Node> loaded = JsonReader.read(new SourceFile("f.json", text));
    assertEquals(List.of(), loaded.problems(), text);
    return (MapNode) loaded.value();
  }

  /** An item for the list of this name, which comes out as {@code {"a": "b", "n": [1, 2]}}. */
  private static String withItem(String text, String list) {
    MapNode root = root(text);
    ListNode target = (ListNode) root.get(list).orElseThrow();
    Span place = target.span();
    MapNode item =
        JsonAddition.map(
            place,
            List.of(
                JsonAddition.entry(place, "a", JsonAddition.text(place, "b")),
                JsonAddition.entry(
                    place,
                    "n",
                    JsonAddition.list(
                        place,
                        List.of(JsonAddition.number(place, 1), JsonAddition.number(place, 2))))));
    return applied(root, new JsonAddition(root).toList(target, List.of(item)));
  }

  private static String applied(MapNode root, List<Edit> edits) {
    return Edit.applied(root.span().file(), edits).text();
  }

  @Test
  void anItemLooksLikeTheLastOne() {
    assertEquals(
        """
        {
            "l": [
                {
                    "n": [
                        1,
                        2
                    ],
                    "a": "b"
                }
            ]
        }""",
        withItem(
                """
                {
                    "l": [
                        {
                            "n": [
                                0
                            ],
                            "a": ""
                        }
                    ]
                }""",
                "l")
            .replaceAll("(?s)\\{\n {12}\"n\": \\[\n {16}0\n.*?},\n {8}", ""));
    assertEquals(
        "{\"l\":[{\"a\":\"\"},{\"a\":\"b\",\"n\":[1,2]}]}",
        withItem("{\"l\":[{\"a\":\"\"}]}", "l"));
    assertEquals(
        "{ \"l\": [ { \"a\": 0 }, { \"a\": \"b\", \"n\": [1, 2] } ] }",
        withItem("{ \"l\": [ { \"a\": 0 } ] }", "l"));
  }

  @Test
  void commentsStayWithWhatTheyAreAbout() {
    assertEquals(
        "{\n  \"l\": [\n    0, // zero\n    {\n      \"a\": \"b\",\n      \"n\": [1, 2]\n    }\n  ]\n}",
        withItem("{\n  \"l\": [\n    0 // zero\n  ]\n}", "l"));
    assertEquals(
        "{\n  \"l\": [\n    0 /* , */, // zero\n    {\n      \"a\": \"b\",\n      \"n\": [1, 2]\n    },\n  ]\n}",
        withItem("{\n  \"l\": [\n    0 /* , */, // zero\n  ]\n}", "l"));
  }

  @Test
  void aMemberFollowsTheOthers() {
    MapNode root = root("{\n\t\"a\" : 1\n}");
    Span place = root.span();
    assertEquals(
        "{\n\t\"a\" : 1,\n\t\"b\" : \"x\\\"\\\\\\u000a\"\n}",
        applied(
            root, new JsonAddition(root).toMap(root, "b", JsonAddition.text(place, "x\"\\\n"))));
  }

  @Provide
  Arbitrary<String> layouts() {
    Arbitrary<String> space =
        Arbitraries.of(
            "", " ", "\n", "\r\n", "\n  ", "\n\t", " // c, ]\n", "/* } */", "\n // x\n  ");
    Arbitrary<String> item =
        Arbitraries.of("0", "\"x\"", "{}", "{\"a\":1}", "[ ]", "{ \"a\" : [\n1]\n}");
    Arbitrary<String> list =
        Combinators.combine(
                item.list().ofMaxSize(3), space, space, space, Arbitraries.of(true, false))
            .as(
                (items, before, between, after, trailing) -> {
                  String comma = trailing && !items.isEmpty() ? "," : "";
                  return "["
                      + before
                      + String.join(between + "," + after, items)
                      + between
                      + comma
                      + before
                      + "]";
                });
    return Combinators.combine(list, space, space)
        .as((text, one, two) -> "{" + one + "\"k\":0," + two + "\"l\": " + text + two + "}");
  }

  @Property(seed = "7", tries = 2000)
  void whatWasThereStaysAndTheItemComesLast(@ForAll("layouts") String text) {
    MapNode before = root(text);
    String written = withItem(text, "l");
    MapNode after = root(written);
    List<Node> was = ((ListNode) before.get("l").orElseThrow()).items();
    List<Node> is = new ArrayList<>(((ListNode) after.get("l").orElseThrow()).items());
    MapNode added = (MapNode) is.remove(is.size() - 1);
    assertEquals("b", added.get("a").flatMap(Node::scalar).orElse(""), written);
    assertEquals(was.size(), is.size(), written);
    for (int i = 0; i < was.size(); i++) {
      assertTrue(Node.sameValue(was.get(i), is.get(i)), written);
    }
    // Nothing is taken out but blanks.
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        at = written.indexOf(c, at) + 1;
        assertTrue(at > 0, () -> text.toLowerCase(Locale.ROOT) + " became " + written);
      }
    }
  }
}
