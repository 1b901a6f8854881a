package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.SourceFile;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What GitHub computes.
 *
 * @see <a
 *     href="https://github.com/github/codeql-action/blob/main/src/fingerprints.test.ts">GitHub's
 *     own tests</a>
 */
class LineHashesTest {
  private static String hashes(String text) {
    String[] all = LineHashes.of(new SourceFile("a", text));
    StringBuilder found = new StringBuilder();
    Arrays.stream(all)
        .filter(hash -> !hash.isEmpty())
        .forEach(hash -> found.append(hash).append(' '));
    return found.toString().strip();
  }

  @Test
  void gitHubsVectors() {
    assertEquals("c129715d7a2bc9a3:1", hashes(""));
    assertEquals(
        "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1",
        hashes(" a\nb\n  \t\tc\n d"));
    assertEquals(
        "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1"
            + " b86d3392aea1be30:1 e6ceba753e1a442:1",
        hashes("  hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"));
    assertEquals(
        "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1"
            + " b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1",
        hashes("  hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"));
  }

  @Test
  void lineEndsAreAllOne() {
    String text = "x\n".repeat(300) + "y z\n";
    assertEquals(hashes(text), hashes(text.replace("\n", "\r\n")));
    assertEquals(hashes(text), hashes(text.replace("\n", "\r")));
    assertEquals(hashes(text), hashes(text.replace("x", " x\t")));
  }

  /** The same, written again for each line on its own: slow, and plain to see through. */
  @Test
  void agreesWithAHashOfEachLineOnItsOwn() {
    String text =
        "{ \"name\": \"größe\",\n\n  \"list\": [\n" + "    1,\n".repeat(150) + "    2 ] }\n";
    String plain = text.replace(" ", "");
    StringBuilder expected = new StringBuilder();
    java.util.Map<String, Integer> counts = new java.util.HashMap<>();
    int start = 0;
    while (start <= plain.length()) {
      long hash = 0;
      for (int i = start; i < start + 100; i++) {
        char c = i < plain.length() ? plain.charAt(i) : i == plain.length() ? '\uFFFF' : 0;
        hash = hash * 37 + c;
      }
      String text16 = String.format(Locale.ROOT, "%x", hash);
      expected.append(text16).append(':').append(counts.merge(text16, 1, Integer::sum)).append(' ');
      int end = plain.indexOf('\n', start);
      start = end < 0 ? plain.length() + 1 : end + 1;
    }
    assertEquals(expected.toString().strip(), hashes(text));
  }
}
