package io.github.nsglint.cli;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.SettingsFile;
import io.github.nsglint.source.NetworkTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which rules a command speaks of. */
final class Packs {
  /**
   * The packs for every network; those for services are read when a network has such a service.
   * Whoever has time reads the next one, so that who waits for them takes part.
   */
  private static final class General {
    static final List<FutureTask<RulePack>> PACKS = tasks();

    private static List<FutureTask<RulePack>> tasks() {
      List<FutureTask<RulePack>> tasks = new ArrayList<>();
      for (String name : RulePacks.generalNames()) {
        tasks.add(new FutureTask<>(() -> RulePacks.builtIn(name)));
      }
      return tasks;
    }
  }

  private Packs() {}

  static void addTo(CommandSpec spec) {
    addFiles(spec);
    spec.addOption(list("--pack", "NAME", "Only the rules of this pack."));
    spec.addOption(list("--only", "ID", "Only this rule, by id (BAS104) or name."));
    spec.addOption(list("--skip", "ID", "Leave this rule out."));
  }

  static void addFiles(CommandSpec spec) {
    addFiles(spec, "Add the rules of a pack of your own (YAML).");
  }

  static void addFiles(CommandSpec spec, String description) {
    spec.addOption(list("--rules", "FILE", description));
  }

  private static OptionSpec list(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .description(description + " Repeat it, or separate with commas.")
        .build();
  }

  /** Reads the packs for every network beside the rest of the start: it takes as long as that. */
  static void readAhead() {
    Thread reader = new Thread(() -> General.PACKS.forEach(FutureTask::run), "rule packs");
    reader.setDaemon(true);
    reader.start();
  }

  /** All packs that come with the program. */
  static RulePacks builtIn() {
    return general().withAllServices();
  }

  /** Those that come with the program for every network. */
  static RulePacks general() {
    List<FutureTask<RulePack>> tasks = General.PACKS;
    for (int i = tasks.size() - 1; i >= 0; i--) {
      tasks.get(i).run(); // does nothing when it has begun already
    }
    List<RulePack> packs = new ArrayList<>();
    for (FutureTask<RulePack> task : tasks) {
      packs.add(done(task));
    }
    return new RulePacks(packs);
  }

  private static RulePack done(FutureTask<RulePack> task) {
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The packs that come with the program, those of the settings and of {@code --rules}, and what
   * these extend; with what the settings change.
   */
  static RulePacks all(ParseResult arguments, SettingsInForce settings, Console console)
      throws UsageException {
    return with(
        arguments.matchedOptionValue("--rules", List.<String>of()), settings.file(), console);
  }

  /** The packs that come with the program and, as the last one, that of a file; no settings. */
  static RulePacks withFile(String name, Console console) throws UsageException {
    return with(List.of(name), Optional.empty(), console);
  }

  private static RulePacks with(
      List<String> names, Optional<SettingsFile> settings, Console console) throws UsageException {
    List<SourceFile> named = new ArrayList<>();
    for (String name : names) {
      try {
        named.add(file(name, console));
      } catch (IOException e) {
        throw new UsageException("cannot read the rule pack " + name + ": " + Refusal.reason(e));
      }
    }
    if (named.isEmpty() && settings.isEmpty()) {
      return builtIn();
    }
    Loaded<RulePacks> loaded = builtIn().with(named, settings, path -> further(path, console));
    if (!loaded.problems().isEmpty()) {
      throw SettingsInForce.unusable(
          settings.isEmpty()
              ? "the rule pack cannot be used:"
              : "the settings and rule packs cannot be used:",
          loaded.problems());
    }
    return loaded.value();
  }

  /** The same, if a user names any; else only what the network has to do with is asked. */
  static Optional<RulePacks> named(ParseResult arguments, SettingsInForce settings, Console console)
      throws UsageException {
    boolean named =
        settings.file().isPresent()
            || isChosen(arguments)
            || arguments.hasMatchedOption("--skip")
            || arguments.hasMatchedOption("--rules");
    return named ? Optional.of(all(arguments, settings, console)) : Optional.empty();
  }

  /**
   * The types of resources that are looked for. Those of the user's own rules, and of packs that
   * the user names, are wanted: a pack for a service that nobody names is left out where the
   * service is not there.
   */
  static NetworkTypes types(Optional<RulePacks> named, ParseResult arguments)
      throws UsageException {
    if (named.isEmpty()) {
      return NetworkTypes.known();
    }
    RulePacks chosen = chosen(named.get(), arguments);
    RulePacks meant = isChosen(arguments) ? chosen : chosen.ofUsers();
    return NetworkTypes.known().with(named.get().types()).wanting(meant.indispensableTypes());
  }

  private static boolean isChosen(ParseResult arguments) {
    return arguments.hasMatchedOption("--pack") || arguments.hasMatchedOption("--only");
  }

  private static SourceFile further(String path, Console console) throws IOException {
    try {
      return file(path, console);
    } catch (IOException e) {
      throw new IOException(Refusal.reason(e), e);
    } catch (UsageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static SourceFile file(String name, Console console) throws UsageException, IOException {
    Path path;
    try {
      path = console.folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    }
    Loaded<SourceFile> decoded = SourceFile.decode(name, Files.readAllBytes(path));
    if (!decoded.problems().isEmpty()) {
      throw new UsageException(name + ": " + decoded.problems().get(0).message());
    }
    return decoded.value();
  }

  /** Of all packs those rules that the user chose. */
  static RulePacks chosen(RulePacks all, ParseResult arguments) throws UsageException {
    RulePacks.Choice choice =
        new RulePacks.Choice(
            arguments.matchedOptionValue("--pack", List.<String>of()),
            arguments.matchedOptionValue("--only", List.<String>of()),
            arguments.matchedOptionValue("--skip", List.<String>of()));
    RulePacks.Selection selection = all.select(choice);
    if (!selection.unknown().isEmpty()) {
      throw new UsageException(String.join("\nnsglint: ", selection.unknown()));
    }
    if (selection.packs().rules().isEmpty()) {
      throw new UsageException("no rule is left of --pack, --only and --skip together");
    }
    return selection.packs();
  }

  /** The same without the packs for services that the network does not have, unless named. */
  static RulePacks chosen(RulePacks all, ParseResult arguments, Network network)
      throws UsageException {
    RulePacks chosen = chosen(all, arguments);
    return isChosen(arguments) ? chosen : chosen.about(network);
  }
}
