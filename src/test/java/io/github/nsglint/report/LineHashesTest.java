package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
    return hashes(new SourceFile("a", text));
  }

  private static String hashes(SourceFile file) {
    LineHashes all = LineHashes.of(file);
    StringBuilder found = new StringBuilder();
    for (int line = 1; line <= all.lineCount(); line++) {
      found.append(all.line(line)).append(' ');
    }
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
    String greetings =
        "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1"
            + " b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1";
    assertEquals(greetings, hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"));
    assertEquals(greetings, hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"));
    assertEquals(
        greetings, hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"));
    assertEquals(greetings, hashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"));
  }

  @Test
  void gitHubsVectorsOfLinesThatAreAlike() {
    assertEquals(
        "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4"
            + " a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1"
            + " 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1",
        hashes("Lorem ipsum dolor sit amet.\n".repeat(10)));
    assertEquals(
        "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1"
            + " 54517377da7028d2:1 2c644846cb18d53e:1 f1b89f20de0d133:1 c129715d7a2bc9a3:1",
        hashes("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n"));
  }

  /** GitHub decodes the file and keeps the mark. */
  @Test
  void aByteOrderMarkIsAPartOfTheFirstLine() {
    assertEquals(hashes("\uFEFFx\ny\n"), hashes(SourceFile.marked("a", "x\ny\n")));
  }

  @Test
  void lineEndsAreAllOne() {
    String text = "x\n".repeat(300) + "y z\n";
    assertEquals(hashes(text), hashes(text.replace("\n", "\r\n")));
    assertEquals(hashes(text), hashes(text.replace("\n", "\r")));
    assertEquals(hashes(text), hashes(text.replace("x", " x\t")));
  }

  /** The same, written again for each line on its own: slow, and plain to see through. */
  private static String eachOnItsOwn(String text) {
    String plain =
        text.replaceAll("[ \t]", "\uE000").replaceAll("\r\n?", "\n").replace("\uE000", "");
    StringBuilder expected = new StringBuilder();
    Map<String, Integer> counts = new HashMap<>();
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
    return expected.toString().strip();
  }

  @Test
  void agreesWithAHashOfEachLineOnItsOwn() {
    String text =
        "{ \"name\": \"größe\",\n\n  \"list\": [\n" + "    1,\n".repeat(150) + "    2 ] }\n";
    assertEquals(eachOnItsOwn(text), hashes(text));
  }

  @Property(tries = 300, seed = "20261126")
  void anyTextAgreesWithAHashOfEachLineOnItsOwn(@ForAll long seed) {
    Random random = new Random(seed);
    String units = random.nextBoolean() ? "ab \n" : "a\u00E4\u4E00 \t\r\n";
    String text = text(random, units, random.nextInt(3000));
    assertEquals(eachOnItsOwn(text), hashes(text));
  }

  /** So large that the bytes of the file are kept as they are. */
  @Property(tries = 6, seed = "20261126")
  void aLargeFileOfAsciiAgreesToo(@ForAll long seed) {
    Random random = new Random(seed);
    String text = text(random, "abc ~\t\u0001\n", 200_000);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertEquals(eachOnItsOwn(text), hashes(SourceFile.decode("a", bytes).value()));
  }

  /** With lines from short to long. */
  private static String text(Random random, String units, int length) {
    int oneIn = 1 + random.nextInt(random.nextBoolean() ? 10 : 300);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      char c = units.charAt(random.nextInt(units.length()));
      text.append((c == '\n' || c == '\r') && random.nextInt(oneIn) > 0 ? 'a' : c);
    }
    return text.toString();
  }
}
