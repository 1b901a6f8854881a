package io.github.nsglint.cli;

import io.github.nsglint.source.live.FolderStore;
import io.github.nsglint.source.live.Manifest;
import io.github.nsglint.source.live.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint snapshot}: reads what is deployed and keeps it, to be judged later. */
final class SnapshotCommand implements Command {
  private final Console console;

  SnapshotCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Read subscriptions of Azure into a folder, as evidence and to judge them later.",
            "Only reads: nothing is changed in Azure. `nsglint check DIR` judges the folder.")
        .footer(
            "",
            "Examples:",
            "  nsglint snapshot audit-2026-11 --all-subscriptions",
            "  nsglint snapshot audit-2026-11 --all-subscriptions --resume",
            "  nsglint check audit-2026-11");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("DIR")
            .type(String.class)
            .arity("0..1")
            .description("The folder; it is made, and must be empty.")
            .build());
    spec.addOption(
        OptionSpec.builder("--resume")
            .type(boolean.class)
            .description(
                "Go on with a snapshot that was interrupted, or lacks something: subscriptions that"
                    + " it has in whole are not read again.")
            .build());
    spec.addOption(
        OptionSpec.builder("--service-tags")
            .paramLabel(Inputs.LIVE)
            .type(String.class)
            .completionCandidates(List.of(Inputs.LIVE))
            .description("Also keep the addresses of service tags, which Azure is asked for.")
            .build());
    Packs.addFiles(
        spec, "With --via resource-graph, also read what the rules of this pack look for.");
    LiveOptions.addTo(spec);
    LiveOptions.addQuestionsTo(spec);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    if (LiveOptions.asksForRequests(arguments)) {
      return LiveRun.tellRequests(console);
    }
    String tags = arguments.matchedOptionValue("--service-tags", Inputs.LIVE);
    if (!tags.equals(Inputs.LIVE)) {
      throw new UsageException("--service-tags takes live here, not '" + tags + "'");
    }
    LiveRun live = LiveRun.of(arguments, types(arguments), console);
    if (arguments.hasMatchedOption("--check-access")) {
      return live.checkAccess();
    }
    String name = arguments.matchedPositionalValue(0, "");
    if (name.isEmpty()) {
      throw new UsageException("give a folder for the snapshot");
    }
    FolderStore store;
    Optional<Manifest> before;
    try {
      Path folder = console.folder().resolve(name);
      store = new FolderStore(folder);
      before = before(arguments.hasMatchedOption("--resume"), folder, name, store);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    } catch (IOException e) {
      throw new UsageException("cannot use " + name + ": " + Refusal.reason(e));
    }
    return live.read(
        store, before, manifest -> manifest.isWhole() ? ExitStatus.OK : ExitStatus.INCOMPLETE);
  }

  private Set<String> types(ParseResult arguments) throws UsageException {
    if (!arguments.hasMatchedOption("--rules")) {
      return Set.of();
    }
    if (!arguments.matchedOptionValue("--via", "").equalsIgnoreCase("resource-graph")) {
      throw new UsageException("--rules goes with --via resource-graph here");
    }
    SettingsInForce none = new SettingsInForce(Optional.empty(), console.folder());
    return Packs.types(Packs.named(arguments, none, console), arguments).wanted();
  }

  private static Optional<Manifest> before(
      boolean resume, Path folder, String name, FolderStore store)
      throws UsageException, IOException {
    Optional<byte[]> bytes = store.read(Manifest.NAME);
    if (resume) {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(ManifestFile.read(bytes.get()));
    }
    if (bytes.isPresent()) {
      throw new UsageException(
          name + " holds a snapshot; --resume goes on with it, another folder starts anew");
    }
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new UsageException(name + " is not empty");
        }
      }
    }
    return Optional.empty();
  }
}
