package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLoaderTest {
  private final Path folder;

  SourceLoaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String group(String name) {
    return "{\"id\": \"/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/"
        + "networkSecurityGroups/%s\", \"securityRules\": []}".formatted(name);
  }

  private Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private List<String> names(Loading loading) {
    return loading.summary().files().stream()
        .map(file -> file.replace(folder.toString(), "F"))
        .toList();
  }

  @Test
  void foldersAreWalkedInOrderOfNames() throws IOException {
    write("b.json", group("b"));
    write("a/z.JSON", group("z"));
    write("c/sub/y.jsonc", "// comment\n" + group("y"));
    write("a.json", group("a"));
    write("a/text.txt", group("t"));
    write("package.json", "{\"name\": \"x\"}");
    write(".hidden/h.json", group("h"));
    write("node_modules/n.json", group("n"));
    write("target/t.json", group("t"));
    Loading loading = Loading.ofPaths(List.of(folder + "/"));
    assertEquals(List.of("F/a/z.JSON", "F/a.json", "F/b.json", "F/c/sub/y.jsonc"), names(loading));
    assertEquals(1, loading.summary().ignored());
    assertEquals(List.of(), loading.problems());
    assertEquals(4, loading.resources().size());
  }

  @Test
  void whatIsReachedTwiceIsReadOnceAndLinksInCirclesEnd() throws IOException {
    Path file = write("a/x.json", group("x"));
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("b.json"), file);
    Loading loading = Loading.ofPaths(List.of(file.toString(), folder.toString(), file.toString()));
    assertEquals(List.of("F/a/x.json"), names(loading));
    assertEquals(List.of(), loading.problems());
  }

  @Test
  void aFileTheUserNamesIsReadWhateverItIsCalled() throws IOException {
    Path file = write(".hidden/answer.txt", group("x"));
    assertEquals(List.of("F/.hidden/answer.txt"), names(Loading.ofPaths(List.of(file.toString()))));
    assertEquals(
        List.of("F/.hidden"),
        Loading.ofPaths(List.of(folder.resolve(".hidden").toString())).summary().problems().stream()
            .map(p -> p.span().file().path().replace(folder.toString(), "F"))
            .toList());
  }

  @Test
  void aMissingPathIsToldAndTheRestIsRead() throws IOException {
    Path file = write("x.json", group("x"));
    Loading loading = Loading.ofPaths(List.of("no/such", "", "nul\0", file.toString()));
    assertEquals(
        List.of(LoadSummary.NO_SUCH_PATH, LoadSummary.NO_SUCH_PATH, LoadSummary.NO_SUCH_PATH),
        loading.codes());
    assertEquals("no-such-path [] there is no file or folder 'no/such'", loading.problems().get(0));
    assertEquals(1, loading.resources().size());
  }

  @Test
  void aFolderWithoutAzuresFilesHasNothingToCheck() throws IOException {
    write("a.json", "{}");
    write("sub/b.json", "{");
    assertEquals(
        List.of(
            "nothing-to-check [] no Azure definition in this folder;"
                + " JSON files that are not Azure's: 2"),
        Loading.ofPaths(List.of(folder.toString())).problems());
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        List.of("nothing-to-check [] no Azure definition in this folder"),
        Loading.ofPaths(List.of(folder.resolve("empty").toString())).problems());
  }

  @Test
  void aBrokenFileIsAProblemIfItIsAzuresOrNamed() throws IOException {
    write("azure.json", "{\"type\": \"Microsoft.Network/networkSecurityGroups\", ");
    Path other = write("other.json", "{\"a\": ");
    write("good.json", group("g"));
    Loading loading = Loading.ofPaths(List.of(folder.toString()));
    assertEquals(List.of("json-syntax"), loading.codes());
    assertEquals(List.of("F/good.json"), names(loading));
    assertEquals(1, loading.summary().ignored());
    assertEquals(List.of("json-syntax"), Loading.ofPaths(List.of(other.toString())).codes());
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() throws IOException {
    Files.createSymbolicLink(folder.resolve("dangling.json"), folder.resolve("nowhere"));
    write("good.json", group("g"));
    Loading loading = Loading.ofPaths(List.of(folder.toString()));
    assertEquals(
        List.of("unreadable [] the file cannot be read: the link leads nowhere"),
        loading.problems());
    assertEquals(1, loading.resources().size());
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Limits small = Limits.standard().with(Limit.FILE_SIZE, 100);
    String text = group("g") + " ".repeat(100);
    String path = write("g.json", text).toString();
    assertEquals(
        List.of(
            "too-large [] the file has %d bytes; the limit is 100 bytes (--limit file-size=… sets this limit)"
                .formatted(text.length())),
        Loading.of(List.of(path), "", List.of(), small).problems());
    assertEquals(
        List.of(
            "too-large [] the file has more than 100 bytes; the limit is 100 bytes (--limit file-size=… sets this limit)"),
        Loading.of(List.of("-"), text, List.of(), small).problems());
    assertEquals(
        List.of("-"),
        Loading.of(List.of("-"), group("g").trim(), List.of(), small.with(Limit.FILE_SIZE, 200))
            .summary()
            .files());
  }

  @Test
  void standardInputIsReadOnce() {
    Loading loading = Loading.of(List.of("-", "-"), group("g"), List.of(), Limits.standard());
    assertEquals(List.of("-"), loading.summary().files());
    assertEquals(1, loading.resources().size());
  }

  @Test
  void anInputThatFailsIsAProblem() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe broke");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };
    LoadSummary summary =
        new SourceLoader(List.of(new AzureListing()), Limits.standard())
            .load(List.of("-"), failing, resource -> {});
    assertEquals(
        List.of("the input cannot be read: the pipe broke"),
        summary.problems().stream().map(Problem::message).toList());
  }

  @Test
  void deepNestingIsAProblem() {
    assertEquals(1, Loading.ofText("[".repeat(10_000)).problems().size());
  }

  /** What was handed on before the end of the document, no format can still be holding. */
  @Test
  void itemsOfAListComeBeforeTheListIsRead() {
    StringBuilder text = new StringBuilder("{\"value\": [");
    int count = 2000;
    for (int i = 0; i < count; i++) {
      text.append(group("g" + i)).append(',');
    }
    text.append("], \"nextLink\": \"x\" oops");
    List<String> ids = new ArrayList<>();
    LoadSummary summary =
        new SourceLoader(List.of(new AzureListing()), Limits.standard())
            .load(
                List.of("-"),
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                resource -> ids.add(resource.id()));
    assertEquals(count, ids.size());
    assertTrue(ids.get(count - 1).endsWith("/g1999"));
    assertEquals(List.of("json-syntax"), summary.problems().stream().map(Problem::code).toList());
  }

  /** The reader and the formats hold none of the items: each is gone once it was handed on. */
  @Test
  void theRootThatComesLastHoldsNoItems() {
    List<Node> roots = new ArrayList<>();
    InputFormat watcher =
        new InputFormat() {
          @Override
          public Reading open(InputFile file, Output output) {
            return new Reading() {
              @Override
              public Recognition element(Node element) {
                return Recognition.AZURE;
              }

              @Override
              public Recognition root(Node root) {
                roots.add(root);
                return Recognition.AZURE;
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
        };
    for (String text : List.of("[1, 2]", "{\"value\": [1], \"Data\": [2]}")) {
      new SourceLoader(List.of(watcher), Limits.standard())
          .load(
              List.of("-"),
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              resource -> {});
    }
    assertEquals(
        List.of("[]", "{value: [], Data: []}"), roots.stream().map(Loading::shown).toList());
  }

  @Test
  void theSameInputGivesTheSame() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("d" + (i % 7) + "/f" + i + ".json", "[" + group("a" + i) + "," + group("b" + i) + "]");
    }
    Loading first = Loading.ofPaths(List.of(folder.toString()));
    Loading second = Loading.ofPaths(List.of(folder.toString()));
    assertEquals(first.ids(), second.ids());
    assertEquals(first.summary().files(), second.summary().files());
    assertEquals(60, first.ids().size());
  }
}
