package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real definitions that other people wrote; they lie beside the repository, not in it. */
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  @Test
  void everyFileIsReadOrSaysWhyNot() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    List<Path> files;
    try (Stream<Path> all = Files.walk(CORPUS)) {
      files = all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      List<Resource> resources = new ArrayList<>();
      LoadSummary summary = load(file.toString(), resources);
      assertTrue(!summary.files().isEmpty() || !summary.problems().isEmpty(), file::toString);
      for (Resource resource : resources) {
        assertTrue(
            resource.id().contains("/providers/" + resource.type().split("/", -1)[0] + "/"),
            resource::id);
        assertNoExpression(resource.body());
      }
    }
  }

  /**
   * Two templates compiled from one source, with the resources as a list and as an object. Machines
   * are left out: what they refer to is written otherwise there.
   */
  @Test
  void symbolicNamesGiveTheSameResources() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    List<Path> symbolic;
    try (Stream<Path> all = Files.walk(CORPUS)) {
      symbolic =
          all.filter(path -> path.toString().endsWith(".symbolicnames.json")).sorted().toList();
    }
    assertFalse(symbolic.isEmpty());
    for (Path file : symbolic) {
      Path plain = Path.of(file.toString().replace(".symbolicnames", ""));
      if (Files.exists(plain)) {
        assertEquals(shown(plain), shown(file), file::toString);
      }
    }
  }

  private static List<String> shown(Path file) {
    List<Resource> resources = new ArrayList<>();
    load(file.toString(), resources);
    return resources.stream()
        .filter(r -> r.type().startsWith("Microsoft.Network/"))
        .map(
            r ->
                r.id() + " " + r.condition().map(Node.Unresolved::symbol) + Loading.shown(r.body()))
        .sorted()
        .toList();
  }

  /** What is not computed is unresolved, never the text of its expression. */
  private static void assertNoExpression(Node node) {
    if (node instanceof Node.TextNode text) {
      assertFalse(text.value().matches("(?s)\\[.*\\]"), () -> text.span() + " " + text.value());
    } else if (node instanceof Node.Unresolved unresolved) {
      assertFalse(unresolved.reason().isEmpty(), () -> unresolved.span().toString());
    } else if (node instanceof Node.ListNode list) {
      list.items().forEach(CorpusTest::assertNoExpression);
    } else if (node instanceof Node.MapNode map) {
      map.entries().forEach(entry -> assertNoExpression(entry.value()));
    }
  }

  private static LoadSummary load(String input, List<Resource> resources) {
    Limits limits = Limits.standard();
    return new SourceLoader(
            List.of(new ArmTemplates(List.of(), limits), new AzureListing()), limits)
        .load(List.of(input), InputStream.nullInputStream(), resources::add);
  }
}
