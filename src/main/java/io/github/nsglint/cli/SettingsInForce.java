package io.github.nsglint.cli;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.PackReference;
import io.github.nsglint.policy.PathPattern;
import io.github.nsglint.policy.RuleChange;
import io.github.nsglint.policy.SettingValue;
import io.github.nsglint.policy.SettingsFile;
import io.github.nsglint.policy.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The {@code nsglint.yaml} that a command goes by.
 *
 * @param file empty when there is none
 * @param folder the one that its paths are seen from
 */
record SettingsInForce(Optional<SettingsFile> file, Path folder) {
  SettingsInForce {
    requireNonNull(file);
    requireNonNull(folder);
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "The settings to go by; without it, the nearest "
                    + SettingsFile.NAME
                    + " in the folder of the input or above it.")
            .build());
    spec.addOption(
        OptionSpec.builder("--no-config")
            .type(boolean.class)
            .description("Go by no settings.")
            .build());
  }

  /**
   * @param inputs from whose folders the file is looked for upwards; {@code -} stands for the
   *     working directory, and so does an empty list
   */
  static SettingsInForce of(ParseResult arguments, Console console, List<String> inputs)
      throws UsageException {
    boolean named = arguments.hasMatchedOption("--config");
    if (arguments.hasMatchedOption("--no-config")) {
      if (named) {
        throw new UsageException("--config and --no-config contradict each other");
      }
      return new SettingsInForce(Optional.empty(), console.folder());
    }
    Optional<Path> found =
        named
            ? Optional.of(path(console, arguments.matchedOptionValue("--config", "")))
            : find(console, inputs);
    return found.isEmpty()
        ? new SettingsInForce(Optional.empty(), console.folder())
        : read(found.get(), console);
  }

  private static Path path(Console console, String name) throws UsageException {
    try {
      return console.folder().resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    }
  }

  private static Optional<Path> find(Console console, List<String> inputs) throws UsageException {
    TreeSet<Path> found = new TreeSet<>();
    for (String input : inputs.isEmpty() ? List.of("-") : inputs) {
      above(input.equals("-") ? console.folder() : path(console, input)).ifPresent(found::add);
    }
    if (found.size() > 1) {
      throw new UsageException(
          "the inputs have different settings, "
              + shown(found.first(), console)
              + " and "
              + shown(found.last(), console)
              + "; say which with --config, or --no-config");
    }
    return found.stream().findFirst();
  }

  private static Optional<Path> above(Path input) {
    Path folder = Files.isDirectory(input) ? input : input.getParent();
    while (folder != null) {
      Path file = folder.resolve(SettingsFile.NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /** The path as a user in the working directory would write it. */
  private static String shown(Path path, Console console) {
    Path folder = console.folder().normalize();
    Path holder = path.getParent();
    boolean near = path.startsWith(folder) || (holder != null && folder.startsWith(holder));
    return (near ? folder.relativize(path) : path).toString().replace(File.separatorChar, '/');
  }

  private static SettingsInForce read(Path path, Console console) throws UsageException {
    String shown = shown(path, console);
    Loaded<SourceFile> decoded;
    try {
      decoded = SourceFile.decode(shown, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UsageException("cannot read the settings " + shown + ": " + Refusal.reason(e));
    }
    Loaded<SettingsFile> loaded = SettingsReader.read(decoded.value());
    List<Problem> problems = new ArrayList<>(decoded.problems());
    problems.addAll(loaded.problems());
    if (!problems.isEmpty()) {
      throw unusable("the settings cannot be used:", problems);
    }
    Path folder = path.toAbsolutePath().getParent();
    return new SettingsInForce(
        Optional.of(loaded.value()), folder == null ? console.folder() : folder);
  }

  /** All that is wrong with a file that has to be right, a line each. */
  static UsageException unusable(String what, List<Problem> problems) {
    StringBuilder message = new StringBuilder(what);
    for (Problem problem : problems) {
      message.append("\n  ").append(problem.span()).append(": ").append(problem.message());
    }
    return new UsageException(message.toString());
  }

  /** Says what the settings change. */
  void tell(Console console) {
    if (file.isEmpty()) {
      return;
    }
    SettingsFile settings = file.get();
    console.err().println("settings " + settings.file().path());
    for (PackReference pack : settings.packs()) {
      console
          .err()
          .println("  pack " + pack.name() + pack.version().map(text -> "@" + text).orElse(""));
    }
    for (RuleChange change : settings.rules()) {
      String state = change.state().name().toLowerCase(Locale.ROOT);
      console.err().println("  " + change.rule() + ": " + state);
    }
    for (SettingValue value : settings.values()) {
      console
          .err()
          .println(
              "  "
                  + value.pack().value()
                  + " "
                  + value.name().value()
                  + ": "
                  + value.value().span().text());
    }
    if (!settings.suppressions().isEmpty()) {
      console.err().println("  suppressions: " + settings.suppressions().size());
    }
  }

  /** Whether the settings leave out a file or folder that is found in a folder. */
  boolean excludes(Path path) {
    List<PathPattern> patterns = file.map(SettingsFile::exclude).orElse(List.of());
    if (patterns.isEmpty()) {
      return false;
    }
    Path absolute = path.toAbsolutePath().normalize();
    if (!absolute.startsWith(folder)) {
      return false;
    }
    String seen = folder.relativize(absolute).toString().replace(File.separatorChar, '/');
    return patterns.stream().anyMatch(pattern -> pattern.matches(seen));
  }
}
