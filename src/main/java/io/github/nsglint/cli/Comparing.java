package io.github.nsglint.cli;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.report.Baseline;
import io.github.nsglint.report.BaselineReader;
import io.github.nsglint.report.SourceUris;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a run is compared with: an earlier one, or a change. */
final class Comparing {
  private static final int MOST_DIFF_BYTES = 256 << 20;

  /** Judges inputs of another folder. */
  interface Judge {
    /**
     * @param root of the repository
     * @param folder where it is laid out as it was
     */
    List<Finding> judge(Path root, Path folder) throws UsageException;
  }

  /**
   * @param findings in their order
   */
  record Compared(List<Finding> findings, Optional<Comparison> comparison) {}

  private static final Comparing NOTHING =
      new Comparing(
          Path.of(""),
          SourceUris.of(Path.of(""), Path.of("")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Path home;
  private final SourceUris uris;
  private final Optional<String> revision;
  private final Optional<Baseline> baseline;
  private final Optional<UnifiedDiff> diff;

  private Comparing(
      Path home,
      SourceUris uris,
      Optional<String> revision,
      Optional<Baseline> baseline,
      Optional<UnifiedDiff> diff) {
    this.home = home;
    this.uris = uris;
    this.revision = revision;
    this.baseline = baseline;
    this.diff = diff;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--baseline")
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "An earlier log, which `nsglint baseline` writes: only what is not in it fails.")
            .build());
    spec.addOption(
        OptionSpec.builder("--baseline-from")
            .paramLabel("REVISION")
            .type(String.class)
            .description(
                "A revision of the git repository, as origin/main, which is judged likewise: only"
                    + " what is not broken there fails.")
            .build());
    spec.addOption(
        OptionSpec.builder("--diff-only")
            .type(boolean.class)
            .description(
                "Only what stands on the lines of the unified diff on standard input fails.")
            .build());
  }

  /** With nothing at all. */
  static Comparing nothing() {
    return NOTHING;
  }

  /** Reads what there is to read, so that a mistake shows before anything is judged. */
  static Comparing of(ParseResult arguments, List<String> paths, Console console)
      throws UsageException, IOException {
    if (!arguments.hasMatchedOption("--baseline")
        && !arguments.hasMatchedOption("--baseline-from")
        && !arguments.hasMatchedOption("--diff-only")) {
      return NOTHING;
    }
    SourceUris uris = Reports.uris(arguments, console);
    Optional<String> revision =
        arguments.hasMatchedOption("--baseline-from")
            ? Optional.of(arguments.matchedOptionValue("--baseline-from", ""))
            : Optional.empty();
    Optional<Baseline> baseline = Optional.empty();
    if (arguments.hasMatchedOption("--baseline")) {
      if (revision.isPresent()) {
        throw new UsageException("--baseline and --baseline-from do not go together");
      }
      baseline = Optional.of(read(arguments.matchedOptionValue("--baseline", ""), console));
    }
    if (revision.isPresent() && paths.contains("-")) {
      throw new UsageException("--baseline-from: standard input is in no revision; name files");
    }
    Optional<UnifiedDiff> diff = Optional.empty();
    if (arguments.hasMatchedOption("--diff-only")) {
      if (paths.contains("-")) {
        throw new UsageException(
            "--diff-only reads the diff from standard input, so - cannot be an input too");
      }
      diff = Optional.of(diff(console, uris));
    }
    return new Comparing(console.folder(), uris, revision, baseline, diff);
  }

  private static Baseline read(String name, Console console) throws UsageException {
    try (InputStream stream =
        new BufferedInputStream(Files.newInputStream(console.folder().resolve(name)), 1 << 16)) {
      return BaselineReader.read(name, stream);
    } catch (BaselineReader.NoBaselineException e) {
      throw new UsageException("--baseline: " + name + " cannot be used: " + e.getMessage());
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    } catch (IOException e) {
      throw new UsageException("--baseline: cannot read " + name + ": " + Refusal.reason(e));
    }
  }

  private static UnifiedDiff diff(Console console, SourceUris uris)
      throws UsageException, IOException {
    byte[] bytes = console.in().readNBytes(MOST_DIFF_BYTES + 1);
    if (bytes.length > MOST_DIFF_BYTES) {
      throw new UsageException("--diff-only: the diff has more than 256 MiB");
    }
    return UnifiedDiff.parse(new String(bytes, StandardCharsets.UTF_8), uris);
  }

  Compared apply(List<Finding> findings, List<String> named, Judge judge)
      throws UsageException, IOException {
    List<Finding> compared = findings;
    Optional<Comparison> comparison = Optional.empty();
    Optional<Baseline> earlier =
        revision.isPresent() ? Optional.of(judged(revision.get(), named, judge)) : baseline;
    if (earlier.isPresent()) {
      Baseline.Compared result = earlier.get().compare(compared, uris);
      compared = result.findings();
      comparison = Optional.of(result.comparison());
    }
    if (diff.isPresent()) {
      List<Finding> seen = new ArrayList<>(compared.size());
      for (Finding finding : compared) {
        seen.add(diff.get().touches(finding) ? finding : finding.elsewhere());
      }
      compared = seen;
    }
    return new Compared(compared, comparison);
  }

  private Baseline judged(String name, List<String> named, Judge judge)
      throws UsageException, IOException {
    Repository repository =
        Repository.around(home)
            .orElseThrow(
                () -> new UsageException("--baseline-from: this folder is in no git repository"));
    Path root = repository.root();
    List<String> files = new ArrayList<>();
    for (String path : named) {
      Path file = home.resolve(path).toAbsolutePath().normalize();
      if (!file.startsWith(root)) {
        throw new UsageException(
            "--baseline-from: " + path + " is outside of the repository " + root);
      }
      files.add(root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/"));
    }
    try (GitRevision taken = GitRevision.of(repository, name, files)) {
      List<Finding> findings = judge.judge(root, taken.folder());
      return Baseline.of(name, findings, SourceUris.of(taken.folder(), taken.folder()));
    }
  }
}
