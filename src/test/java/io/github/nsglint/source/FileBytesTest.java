package io.github.nsglint.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
  private static final int PART = 1 << 22;

  @TempDir private Path folder;

  @Test
  void aFileIsReadWholeWhateverItsSize() throws IOException {
    for (int size :
        List.of(0, 1, (1 << 17) - 1, 1 << 17, PART - 1, PART, PART + 1, 3 * PART + 77)) {
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        bytes[i] = (byte) (i % 251 == 7 ? '\n' : ' ' + i % 89);
      }
      Path file = Files.write(folder.resolve("f" + size), bytes);
      Loaded<SourceFile> read = FileBytes.read(file, "f", Limits.standard());
      assertEquals(List.of(), read.problems());
      assertEquals(new String(bytes, US_ASCII), read.value().text());
      assertEquals(
          new SourceFile("f", new String(bytes, US_ASCII)).lineCount(), read.value().lineCount());
    }
  }
}
