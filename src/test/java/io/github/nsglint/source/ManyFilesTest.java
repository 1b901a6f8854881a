package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders are read by one thread and by several, which must make no difference. */
@Timeout(120)
class ManyFilesTest {
  private final Path folder;

  ManyFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<InputFormat> formats() {
    return List.of(new ArmTemplates(List.of(), Limits.standard()), new AzureListing());
  }

  /** All that a reading tells, in its order. */
  private List<String> told(List<Path> files, int workers, List<InputFormat> formats) {
    List<String> told = new ArrayList<>();
    Lookahead ahead = new Lookahead(workers);
    try (FileReading reading =
        new FileReading(
            formats,
            List.of(),
            Limits.standard(),
            NetworkTypes.known(),
            Map.of(),
            resource -> told.add(resource.id() + " " + resource.span()),
            ahead)) {
      for (int i = 0; i < files.size(); i++) {
        String shown = String.valueOf(files.get(i).getFileName());
        if (i % 5 == 0) {
          reading.named(files.get(i), shown);
        } else {
          reading.found(files.get(i), shown);
        }
        if (i % 50 == 49) {
          reading.problem(Problem.note("between", "file " + i, between(told, i)));
          reading.standardInput(
              new ByteArrayInputStream(group("in").getBytes(StandardCharsets.UTF_8)));
        }
      }
      LoadSummary summary = reading.summary();
      told.addAll(summary.files());
      summary.problems().forEach(p -> told.add(p.code() + " " + p.span() + " " + p.message()));
      told.add(reading.found() + " found, " + reading.ignored() + " ignored");
    }
    return told;
  }

  private static Span between(List<String> told, int i) {
    return new SourceFile("between " + i + " " + told.size(), "").start();
  }

  private static String group(String name) {
    return "{\"id\": \"/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/"
        + "networkSecurityGroups/%s\", \"securityRules\": []}".formatted(name);
  }

  private List<Path> randomFiles(Random random) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Path file = folder.resolve(i + ".json");
      int groups = random.nextInt(6) == 0 ? random.nextInt(2000) : random.nextInt(30);
      StringBuilder list = new StringBuilder();
      for (int g = 0; g < groups; g++) {
        list.append(g == 0 ? "" : ",\n").append(group("nsg-" + i + "-" + g));
      }
      String text =
          switch (random.nextInt(10)) {
            case 0 -> "[" + list; // breaks off
            case 1 -> "{\"name\": \"other\"}";
            case 2 -> "{\"value\": [" + list + "], \"nextLink\": \"https://x/" + i + "\"}";
            case 3 -> "[" + list + "] // Gr\u00fc\u00dfe";
            case 4 ->
                "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/"
                    + "deploymentTemplate.json#\", \"contentVersion\": \"1.0.0.0\", \"resources\": ["
                    + "{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"name\": \"[bad("
                    + i
                    + ")]\", \"apiVersion\": \"2023-01-01\"}]}";
            default -> "[" + list + "]";
          };
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(12) == 0) {
        bytes = (text + "\n\"\u00e4").getBytes(StandardCharsets.ISO_8859_1);
      }
      Files.write(file, bytes);
      files.add(random.nextInt(20) == 0 ? folder.resolve("missing-" + i) : file);
      if (random.nextInt(10) == 0) {
        files.add(files.get(random.nextInt(files.size())));
      }
    }
    return files;
  }

  @Test
  void moreThreadsTellTheSameInTheSameOrder() throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      List<Path> files = randomFiles(new Random(seed));
      List<String> alone = told(files, 0, formats());
      assertTrue(alone.size() > 1000, () -> alone.size() + " lines");
      assertEquals(alone, told(files, 1, formats()));
      assertEquals(alone, told(files, 3, formats()));
    }
  }

  /** What a format throws comes to light, after all that was told before, and no thread hangs. */
  @Test
  void aFormatThatThrowsEndsTheReading() throws IOException {
    List<Path> files = randomFiles(new Random(7));
    for (int workers = 0; workers <= 3; workers++) {
      List<InputFormat> formats = List.of(new Throwing(40), new AzureListing());
      int count = workers;
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> told(files, count, formats));
      assertEquals("file 40", thrown.getMessage());
    }
  }

  private static final class Throwing implements InputFormat {
    private final int at;
    private int opened;

    Throwing(int at) {
      this.at = at;
    }

    @Override
    public Reading open(InputFile file, Output output) {
      if (opened++ == at) {
        throw new IllegalStateException("file " + at);
      }
      return new Reading() {
        @Override
        public Recognition element(Node element) {
          return Recognition.FOREIGN;
        }

        @Override
        public Recognition root(Node root) {
          return Recognition.FOREIGN;
        }
      };
    }

    @Override
    public List<Problem> remaining() {
      return List.of();
    }

    @Override
    public Map<String, String> parts() {
      return Map.of();
    }
  }
}
