package io.github.nsglint.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Turns a file's bytes into text: UTF-8, or what a byte order mark says. */
final class Decoding {
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private final Charset charset;
  private final int markLength;

  private Decoding(byte[] bytes, Charset charset, int markLength) {
    this.bytes = bytes;
    this.charset = charset;
    this.markLength = markLength;
  }

  private static Decoding of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new Decoding(bytes, StandardCharsets.UTF_8, 3);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new Decoding(bytes, StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new Decoding(bytes, StandardCharsets.UTF_16BE, 2);
    }
    return new Decoding(bytes, StandardCharsets.UTF_8, 0);
  }

  static Loaded<SourceFile> decode(String path, byte[] bytes) {
    if (bytes.length >= AsciiText.WORTHWHILE) {
      Optional<AsciiText> ascii = AsciiText.of(bytes);
      if (ascii.isPresent()) {
        return new Loaded<>(
            new SourceFile(path, ascii.get(), StandardCharsets.UTF_8, false), List.of());
      }
    }
    Decoding decoding = of(bytes);
    int mark = decoding.markLength;
    String text = new String(bytes, mark, bytes.length - mark, decoding.charset);
    SourceFile file = new SourceFile(path, new PlainText(text), decoding.charset, mark > 0);
    // The constructor above replaces what is malformed, and costs no second copy of a large file as
    // a decoder would. The replacement may also stand in the file itself, so it proves nothing yet.
    boolean suspect = text.indexOf(REPLACEMENT) >= 0;
    return new Loaded<>(file, suspect ? decoding.problems(file) : List.of());
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first malformed place, if any; where one is, mostly hundreds are. */
  private List<Problem> problems(SourceFile file) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, markLength, bytes.length - markLength);
    CharBuffer out = CharBuffer.allocate(1 << 13);
    int offset = 0;
    CoderResult result;
    do {
      result = decoder.decode(in, out, true);
      offset += out.position();
      out.clear();
    } while (result.isOverflow());
    if (!result.isError()) {
      return List.of();
    }
    return List.of(
        Problem.error(
            "encoding",
            found(in.position(), result.length()),
            file.span(offset, Math.min(offset + 1, file.text().length()))));
  }

  private String found(int position, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = position; i < position + length; i++) {
      hex.append(String.format(" %02X", bytes[i]));
    }
    String what = length == 1 ? "the byte" : "the bytes";
    return charset.equals(StandardCharsets.UTF_8)
        ? "found " + what + hex + ", which is no UTF-8; save the file as UTF-8"
        : "found " + what + hex + ", which is no " + charset.name() + ", as the file's start says";
  }
}
