package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.live.ArmEndpoint;
import io.github.nsglint.source.live.Cloud;
import io.github.nsglint.source.live.FakeAzure;
import io.github.nsglint.source.live.FolderStore;
import io.github.nsglint.source.live.LiveReading;
import io.github.nsglint.source.live.LiveScope;
import io.github.nsglint.source.live.ReadOperation;
import io.github.nsglint.source.live.RequestLimits;
import io.github.nsglint.source.live.SignIn;
import io.github.nsglint.source.live.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that Azure is asked for, by its lists or by way of Resource Graph, is the one that all
 * formats of {@link NetworksTest} give, the JSON of az among them.
 */
class LiveModelTest {
  private static final String TOKEN = "t0ken-that-nobody-may-see";

  @TempDir Path folder;

  static Stream<Path> networks() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("testdata/networks"))) {
      return all.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bothWaysGiveTheOneModel(Path network) throws Exception {
    String expected = Files.readString(network.resolve("model.expected"));
    try (FakeAzure azure = FakeAzure.https().serving(network.resolve("rest")).accepting(TOKEN)) {
      assertEquals(expected, model(azure, "arm", Set.of()));
      assertEquals(expected, model(azure, "graph", Set.of(ReadOperation.RESOURCE_GRAPH)));
    }
  }

  private String model(FakeAzure azure, String name, Set<ReadOperation> extras)
      throws IOException, InterruptedException {
    Path snapshot = folder.resolve(name);
    new LiveReading(
            new Cloud(ArmEndpoint.parse(azure.url()).orElseThrow(), ""),
            SignIn.handedOver(TOKEN),
            Timing.system(),
            RequestLimits.standard(),
            "test")
        .read(
            new LiveScope(List.of(), List.of(), true, List.of(), extras),
            new FolderStore(snapshot),
            Optional.empty());
    JudgedNetwork judged = JudgedNetwork.of(List.of(snapshot.toString()));
    assertEquals(List.of(), judged.problems());
    return ShownNetwork.model(judged.network());
  }
}
