package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.Limits;
import io.github.nsglint.source.SourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotManifestTest {
  private final Path folder;
  private final List<String> entries = new ArrayList<>();

  SnapshotManifestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void add(String name, byte[] bytes) {
    entries.add("{\"path\": %s, \"sha256\": \"%s\"}".formatted(name, Sha256.hex(bytes)));
  }

  private List<String> problems() throws IOException {
    Files.writeString(
        folder.resolve(Manifest.NAME),
        "{\"nsglintSnapshot\": 1, \"subscriptions\": [], \"files\": ["
            + String.join(",", entries)
            + "]}");
    return new SourceLoader(List.of(new SnapshotManifest()), Limits.standard())
            .load(List.of(folder.toString()), InputStream.nullInputStream(), resource -> {})
            .problems()
            .stream()
            .map(problem -> problem.code() + " " + problem.message())
            .toList();
  }

  /** More than one thread has use for, of many sizes, and told in the manifest's order. */
  @Test
  void eachFileThatIsNotAsItWasIsTold() throws IOException {
    Random random = new Random(3);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] bytes = new byte[i < 3 ? i : random.nextInt(200_000)];
      random.nextBytes(bytes);
      add("\"f" + i + "\"", bytes);
      if (i % 10 == 4) {
        bytes[bytes.length - 1]++;
        expected.add(
            "snapshot-changed 'f"
                + i
                + "' is not as it was read from Azure: its SHA-256 is another one");
      }
      if (i % 10 == 7) {
        expected.add("snapshot-changed 'f" + i + "' is not there or cannot be read");
      } else {
        Files.write(folder.resolve("f" + i), bytes);
      }
    }
    assertEquals(expected, problems());
  }

  @Test
  void aNameThatIsNoneOfTheFolderIsTold() throws IOException {
    add("\"../outside\"", new byte[0]);
    add("\"no\\u0000name\"", new byte[0]);
    add("\"\"", new byte[0]);
    assertEquals(
        List.of(
            "snapshot-changed '../outside' lies outside of the snapshot",
            "snapshot-changed 'no\0name' is not there or cannot be read"),
        problems());
  }
}
