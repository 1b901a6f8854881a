package io.github.nsglint.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodingTest {
  private static final String TEXT = "{\"é\": \"😀\uFFFD\"}\r\n";

  @Test
  void utf8WithAndWithoutMark() {
    assertDecoded(TEXT, TEXT, UTF_8);
    assertDecoded(TEXT, "\uFEFF" + TEXT, UTF_8);
    assertDecoded("", "", UTF_8);
    assertDecoded("", "\uFEFF", UTF_8);
  }

  @Test
  void utf16ByItsMark() {
    assertDecoded(TEXT, "\uFEFF" + TEXT, UTF_16LE);
    assertDecoded(TEXT, "\uFEFF" + TEXT, UTF_16BE);
  }

  @Test
  void theFirstByteThatIsNoUtf8IsNamed() {
    Loaded<SourceFile> loaded = SourceFile.decode("f", "[1,\r\n\"😀 é è\"]".getBytes(UTF_8));
    assertEquals(List.of(), loaded.problems());
    byte[] bytes = "[1,\r\n\"XXXX caf\u00e9 \u00e8\"]".getBytes(ISO_8859_1);
    System.arraycopy("😀".getBytes(UTF_8), 0, bytes, 6, 4);
    loaded = SourceFile.decode("f", bytes);
    assertEquals(
        List.of(
            "ERROR encoding f:2:8 found the byte E9, which is no UTF-8; save the file as UTF-8"),
        loaded.problems().stream().map(JsonReaderTest::shown).toList());
    assertEquals("\uFFFD", loaded.problems().get(0).span().text());
    assertEquals("[1,\r\n\"😀 caf\uFFFD \uFFFD\"]", loaded.value().text());
  }

  @Test
  void aBadByteFarBehindAndAtTheEndIsNamed() {
    byte[] bytes = ("\uFEFF" + "é\n".repeat(10_000) + "x").getBytes(UTF_8);
    bytes[bytes.length - 1] = (byte) 0xC3;
    assertEquals(
        "ERROR encoding f:10001:1 found the byte C3, which is no UTF-8; save the file as UTF-8",
        JsonReaderTest.shown(SourceFile.decode("f", bytes).problems().get(0)));
  }

  @Test
  void halfACharacterOfUtf16IsNamed() {
    byte[] bytes = {(byte) 0xFF, (byte) 0xFE, '{', 0, '}'};
    assertEquals(
        "ERROR encoding f:1:2 found the byte 7D, which is no UTF-16LE, as the file's start says",
        JsonReaderTest.shown(SourceFile.decode("f", bytes).problems().get(0)));
    byte[] lone = {(byte) 0xFE, (byte) 0xFF, (byte) 0xDC, 0, 0, '1'};
    assertEquals(
        "ERROR encoding f:1:1 found the bytes DC 00, which is no UTF-16BE, as the file's start says",
        JsonReaderTest.shown(SourceFile.decode("f", lone).problems().get(0)));
  }

  private static void assertDecoded(String expected, String written, Charset charset) {
    Loaded<SourceFile> loaded = SourceFile.decode("f", written.getBytes(charset));
    assertEquals(expected, loaded.value().text());
    assertEquals(List.of(), loaded.problems());
    assertEquals("f", loaded.value().path());
  }
}
