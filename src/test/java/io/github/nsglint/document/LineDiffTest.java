package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void changesStandInTheirContext() {
    assertEquals(
        """
        --- a/f
        +++ b/f
        @@ -2,7 +2,8 @@
         2
         3
         4
        -5
        +five
        +5b
         6
         7
         8
        """,
        LineDiff.of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n5b\n6\n7\n8\n9\n"));
  }

  @Test
  void changesFarFromEachOtherStandApart() {
    String before = "a\n1\n2\n3\n4\n5\n6\n7\nb\n";
    assertEquals(
        2,
        LineDiff.of("f", before, before.replace("a", "A").replace("b", "B")).split("@@ -").length
            - 1);
    String near = before.replace("7\n", "");
    assertEquals(
        1,
        LineDiff.of("f", near, near.replace("a", "A").replace("b", "B")).split("@@ -").length - 1);
  }

  @Test
  void aMissingLastLineEndIsTold() {
    assertEquals(
        """
        --- a/d/f
        +++ b/d/f
        @@ -1 +1,2 @@
        -1
        \\ No newline at end of file
        +1
        +2
        \\ No newline at end of file
        """,
        LineDiff.of("d/f", "1", "1\n2"));
    assertEquals("", LineDiff.of("f", "1\n", "1\n"));
    assertTrue(LineDiff.of("/t/f", "1\n", "").startsWith("--- a/t/f\n+++ b/t/f\n@@ -1 +0,0 @@\n"));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> lines =
        Arbitraries.of("a", "b", "c", "").list().ofMaxSize(30).map(all -> String.join("\n", all));
    return Combinators.combine(lines, Arbitraries.of("", "\n")).as((text, end) -> text + end);
  }

  @Property(seed = "8", tries = 1000)
  void whoFollowsItGetsTheOtherText(@ForAll("texts") String before, @ForAll("texts") String after) {
    assertEquals(after, patched(before, LineDiff.of("f", before, after)));
  }

  private static String patched(String before, String diff) {
    List<String> lines = before.isEmpty() ? List.of() : List.of(before.split("(?<=\n)"));
    List<String> patch =
        new ArrayList<>(diff.isEmpty() ? List.of() : List.of(diff.split("(?<=\n)")));
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (int i = 2; i < patch.size(); i++) {
      String line = patch.get(i);
      if (line.startsWith("@@ -")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",", -1);
        boolean none = range.length > 1 && range[1].equals("0");
        int start = Integer.parseInt(range[0]) - (none ? 0 : 1);
        while (at < start) {
          result.append(lines.get(at++));
        }
      } else if (!line.startsWith("\\")) {
        boolean unended = i + 1 < patch.size() && patch.get(i + 1).startsWith("\\");
        String text = unended ? line.substring(1, line.length() - 1) : line.substring(1);
        if (line.charAt(0) != '+') {
          assertEquals(lines.get(at++), text);
        }
        if (line.charAt(0) != '-') {
          result.append(text);
        }
      }
    }
    while (at < lines.size()) {
      result.append(lines.get(at++));
    }
    return result.toString();
  }
}
