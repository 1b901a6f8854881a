package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoreCommentsTest {
  /** What the one comment of a text says, and the lines that it covers. */
  private static String read(String path, String text) {
    Loaded<List<IgnoreComment>> found = IgnoreComments.in(new SourceFile(path, text));
    assertEquals(List.of(), found.problems());
    assertEquals(1, found.value().size());
    IgnoreComment comment = found.value().get(0);
    Span covered = comment.covered();
    return comment.rules()
        + " "
        + comment.reason()
        + ": "
        + covered.line()
        + "-"
        + covered.endLine();
  }

  private static String problems(String path, String text) {
    Loaded<List<IgnoreComment>> found = IgnoreComments.in(new SourceFile(path, text));
    StringBuilder words = new StringBuilder();
    found.problems().forEach(p -> words.append(p.span().line()).append(' ').append(p.code()));
    return words.append(' ').append(found.value().size()).toString();
  }

  @Test
  void behindSomethingItCoversTheLine() {
    assertEquals(
        "[BAS104] why: 2-2",
        read("a.json", "{\n  \"name\": \"x\", // nsglint: ignore[BAS104] why\n  \"b\": 1 }\n"));
    assertEquals(
        "[BAS104, EXP301] CHG-1: why so: 1-1",
        read("a.json", "{ /* nsglint:ignore [BAS104 , EXP301] -- CHG-1: why so */ \"b\": 1 }"));
    assertEquals(
        "[BAS104] why: 1-1",
        read("main.tf", "a = \"x//y#\" # nsglint: ignore[BAS104] why\nb = 1\n"));
  }

  @Test
  void onALineOfItsOwnItCoversTheNext() {
    assertEquals(
        "[BAS104] why: 4-4",
        read(
            "a.json",
            "{\n  // nsglint: ignore[BAS104] why\n  // more words\n  \"name\": \"x\",\n  \"b\": 1 }"));
    assertEquals(
        "[BAS104] why: 4-4",
        read("a.json", "{\r\n  /*\r\n nsglint: ignore[BAS104] why */\r\n  \"b\": 1\r\n}\r\n"));
  }

  @Test
  void beforeABlockItCoversTheBlock() {
    assertEquals(
        "[BAS104] why: 3-6",
        read(
            "a.json",
            """
            [
              // nsglint: ignore[BAS104] why
              {
                "name": "a } b", // }
                "properties": { "x": [1] }
              },
              { "name": "c" }
            ]
            """));
    assertEquals(
        "[BAS104] why: 2-4",
        read(
            "main.bicep",
            """
            // nsglint: ignore[BAS104] why
            resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
              name: 'it is {'
            }
            output x string = 'y'
            """));
  }

  @Test
  void ofACommandOfSeveralLinesItCoversAll() {
    String command = "az network nsg create \\\n  --name a \\\n  --location b\n";
    assertEquals(
        "[BAS104] why: 2-4",
        read("a.sh", "# nsglint: ignore[BAS104] why\n" + command + "az group list\n"));
    assertEquals(
        "[BAS104] why: 2-5",
        read(
            "a.sh",
            """
            az group list
            az network nsg rule create \\
             -n a \\
             --description 'nsglint: ignore[BAS104] why' \\
             -g b
            az group list
            """));
    assertEquals(
        "[BAS104] why: 1-3",
        read("a.sh", command.strip() + " # nsglint: ignore[BAS104] why\naz group list\n"));
  }

  @Test
  void inATextItCoversTheRuleOrTheResource() {
    String rules =
        """
        { "securityRules": [
            { "name": "a" },
            { "name": "b",
              "properties": {
                "description": "For CHG-1. nsglint: ignore[NSG402] kept for the audit",
                "priority": 100
              }
            } ] }
        """;
    assertEquals("[NSG402] kept for the audit: 3-8", read("a.json", rules));
    assertEquals(
        "[NSG402] kept for the audit: 1-1",
        read("a.json", rules.replace("\n", " ").replaceAll(" +", " ")));
    assertEquals(
        "[BAS205] why: 2-4",
        read(
            "a.json",
            """
            { "resources": [
                { "type": "x",
                  "metadata": { "description": "nsglint: ignore[BAS205] why" }
                } ] }
            """));
    assertEquals(
        "[NSG402] why: 2-5",
        read(
            "main.tf",
            """
            resource "azurerm_network_security_group" "a" {
              security_rule {
                name        = "b"
                description = "nsglint: ignore[NSG402] why"
              }
            }
            """));
  }

  @Test
  void whatCannotBeUnderstoodAcceptsNothing() {
    assertEquals("1 suppression-without-reason 0", problems("a.sh", "# nsglint: ignore[BAS104]\n"));
    assertEquals(
        "1 suppression-without-reason 0",
        problems("a.json", "{ /* nsglint: ignore[BAS104] - */ }"));
    assertEquals("1 suppression-syntax 0", problems("a.sh", "# nsglint: ignore BAS104 why\n"));
    assertEquals("1 suppression-syntax 0", problems("a.sh", "# nsglint: ignore[ , ] why\n"));
    assertEquals("1 suppression-syntax 0", problems("a.sh", "# nsglint: ignore[BAS104\n"));
    assertEquals("1 suppression-syntax 0", problems("a.sh", "# nsglint: ignore"));
    assertEquals(" 0", problems("a.sh", "# nsglint: the linter\necho nsglint: ignore[BAS104] x\n"));
  }

  /**
   * A file of many comments, or of one line with many texts, takes no time for each pair of them.
   */
  @Test
  void takesNoLongerForEachOfMany() {
    String comments = "// nsglint: ignore[BAS104] why\n".repeat(50_000);
    String texts = "{\"description\":\"nsglint: ignore[BAS104] why\"},".repeat(30_000);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(
              50_000, IgnoreComments.in(new SourceFile("a.json", comments)).value().size());
          assertEquals(
              30_000, IgnoreComments.in(new SourceFile("a.json", "[" + texts)).value().size());
        });
  }
}
