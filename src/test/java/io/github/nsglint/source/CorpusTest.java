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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real definitions that other people wrote; they lie beside the repository, not in it. */
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  /** All of them as measured: fewer would mean that something is no longer read. */
  private static final int TEMPLATES = 138;

  private static final int RULES = 268;
  private static final int RESOLVED = 263;

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
        assertEquals(resource.body(), resource.kept().get(), resource::id);
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

  /** Templates of the corpus and what became of the security rules in them. */
  private static final class RuleTally {
    private int templates;
    private int rules;
    private int unresolved;
    private final TreeMap<String, Integer> reasons = new TreeMap<>();

    void template(Path file) {
      List<Resource> resources = new ArrayList<>();
      LoadSummary summary = load(file.toString(), resources);
      assertEquals(List.of(file.toString()), summary.files());
      templates++;
      for (Resource resource : resources) {
        if (resource.type().equals("Microsoft.Network/networkSecurityGroups")) {
          properties(resource).flatMap(map -> map.get("securityRules")).ifPresent(this::rules);
        } else if (resource
            .type()
            .equals("Microsoft.Network/networkSecurityGroups/securityRules")) {
          resource.body().get("properties").ifPresent(this::rule);
        }
      }
    }

    private static Optional<Node.MapNode> properties(Resource resource) {
      return resource
          .body()
          .get("properties")
          .filter(Node.MapNode.class::isInstance)
          .map(Node.MapNode.class::cast);
    }

    /** Rules that are not known as a whole count as one. */
    private void rules(Node rules) {
      if (rules instanceof Node.ListNode list) {
        list.items().forEach(this::rule);
      } else {
        rule(rules);
      }
    }

    private void rule(Node rule) {
      rules++;
      List<Node.Unresolved> parts = new ArrayList<>();
      add(rule, parts);
      if (!parts.isEmpty()) {
        unresolved++;
        reasons.merge(parts.get(0).reason(), 1, Integer::sum);
      }
    }

    private static void add(Node node, List<Node.Unresolved> parts) {
      if (node instanceof Node.Unresolved unresolved) {
        parts.add(unresolved);
      } else if (node instanceof Node.ListNode list) {
        list.items().forEach(item -> add(item, parts));
      } else if (node instanceof Node.MapNode map) {
        map.entries().forEach(entry -> add(entry.value(), parts));
      }
    }
  }

  /** The value that a rule waits for has a name, or is computed by a function that has one. */
  private static final Pattern NAMED = Pattern.compile("'[^']+'|[a-zA-Z]+\\(\\)");

  @Test
  void nearlyAllSecurityRulesResolveAndTheOthersNameWhatTheyWaitFor() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    RuleTally tally = new RuleTally();
    try (Stream<Path> all = Files.walk(CORPUS.resolve("arm"))) {
      for (Path file : all.filter(CorpusTest::isTemplate).sorted().toList()) {
        tally.template(file);
      }
    }
    String figures =
        "%d templates, %d of %d rules unresolved: %s"
            .formatted(tally.templates, tally.unresolved, tally.rules, tally.reasons);
    assertTrue(tally.templates >= TEMPLATES, figures);
    assertTrue(tally.rules >= RULES, figures);
    assertTrue(tally.rules - tally.unresolved >= RESOLVED, figures);
    assertTrue(tally.unresolved * 100 <= tally.rules * 5, figures);
    for (String reason : tally.reasons.keySet()) {
      assertTrue(NAMED.matcher(reason).find(), reason);
    }
  }

  private static boolean isTemplate(Path file) {
    if (!file.toString().endsWith(".json") || file.toString().endsWith("parameters.json")) {
      return false;
    }
    try {
      return Files.readString(file).contains("deploymentTemplate.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
