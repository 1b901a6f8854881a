package io.github.nsglint.cli;

import io.github.nsglint.analysis.Acceptances;
import io.github.nsglint.analysis.CaseDistinction;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.IgnoreComments;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** Reads what a command line names, and judges it. */
final class Judging {
  private final ParseResult arguments;
  private final Console console;
  private final Inputs.Named inputs;
  private final RulePacks known;
  private final RulePacks packs;

  Judging(ParseResult arguments, Console console) throws UsageException {
    this.arguments = arguments;
    this.console = console;
    this.inputs = Inputs.named(arguments, console);
    this.known = Packs.all(arguments, inputs.settings(), console);
    this.packs = Packs.chosen(known, arguments);
  }

  Inputs.Named inputs() {
    return inputs;
  }

  Inputs.Read read() throws UsageException {
    return Inputs.read(inputs, arguments, console);
  }

  /** The result, compared with what the options say. */
  LintResult judged(Inputs.Read read, Comparing comparing) throws UsageException, IOException {
    Loaded<List<Finding>> judged = findings(inputs, read);
    Comparing.Compared compared =
        comparing.apply(judged.value(), inputs.paths(), (root, folder) -> of(root, folder));
    return new LintResult(
        packs.packs(),
        compared.findings(),
        Inputs.together(read.allProblems(), judged.problems()),
        coverage(read),
        read.tags().source(),
        compared.comparison());
  }

  List<Finding> lint(Inputs.Read read) {
    return lint(read, packs, known);
  }

  private Loaded<List<Finding>> findings(Inputs.Named named, Inputs.Read read) {
    List<Finding> findings = lint(read);
    if (named.isRepeatable()) {
      findings =
          CaseDistinction.settle(findings, read.choices(), taken -> lint(named.again(taken)));
    }
    return accepted(findings, read);
  }

  /** With what the authors of the files and of the settings answer for. */
  private Loaded<List<Finding>> accepted(List<Finding> findings, Inputs.Read read) {
    Set<SourceFile> files = new LinkedHashSet<>(read.summary().sources());
    findings.forEach(finding -> files.add(finding.span().file()));
    SettingsInForce settings = inputs.settings();
    boolean any = settings.file().isPresent() && !settings.file().get().suppressions().isEmpty();
    for (SourceFile file : files) {
      any |= file.indexOf(IgnoreComments.MARK, 0) >= 0;
    }
    if (!any) {
      return new Loaded<>(findings, List.of());
    }
    Acceptances acceptances = new Acceptances(known, packs);
    files.forEach(acceptances::add);
    if (settings.file().isPresent()) {
      acceptances.add(
          settings.file().get().suppressions(), this::seenFromSettings, Today.in(console));
    }
    return acceptances.applied(findings);
  }

  private Optional<String> seenFromSettings(String path) {
    Path file = console.folder().resolve(path).toAbsolutePath().normalize();
    Path folder = inputs.settings().folder();
    return file.startsWith(folder)
        ? Optional.of(
            folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"))
        : Optional.empty();
  }

  /** A result that nothing is accepted of, and that is compared with nothing. */
  static LintResult plain(Inputs.Named inputs, Inputs.Read read, RulePacks packs, RulePacks known) {
    List<Finding> findings =
        CaseDistinction.settle(
            lint(read, packs, known),
            read.choices(),
            taken -> lint(inputs.again(taken), packs, known));
    return new LintResult(
        packs.packs(), findings, read.allProblems(), coverage(read), read.tags().source());
  }

  private static LintResult.Coverage coverage(Inputs.Read read) {
    return new LintResult.Coverage(
        read.summary().files(),
        read.summary().sources(),
        read.summary().ignored(),
        read.network().groups().size(),
        read.network().subnets().size(),
        read.network().bastionHosts().size(),
        read.network().adminRules().size());
  }

  private static List<Finding> lint(Inputs.Read read, RulePacks packs, RulePacks known) {
    return Linter.lint(read.network(), packs.packs(), known.packs(), read.tags());
  }

  /**
   * What the same command line finds where the repository is laid out in another folder. What is
   * not there is not read.
   */
  private List<Finding> of(Path root, Path folder) {
    Inputs.Named there =
        new Inputs.Named(
            moved(inputs.paths(), root, folder, true),
            moved(inputs.parameterFiles(), root, folder, false),
            inputs.assumed().afresh(),
            inputs.target(),
            inputs.tags(),
            inputs.limits(),
            inputs.settings(),
            inputs.standardInput());
    if (there.paths().isEmpty()) {
      return List.of();
    }
    Inputs.Read read = there.read();
    if (CheckCommand.hasUnread(read.allProblems())) {
      console
          .err()
          .println("nsglint: the baseline could not be read in full; what it lacks counts as new");
    }
    return findings(there, read).value();
  }

  private List<String> moved(List<String> paths, Path root, Path folder, boolean only) {
    List<String> moved = new ArrayList<>();
    for (String path : paths) {
      Path file = console.folder().resolve(path).toAbsolutePath().normalize();
      Path there = file.startsWith(root) ? folder.resolve(root.relativize(file)) : file;
      if (Files.exists(there)) {
        moved.add(there.toString());
      } else if (!only) {
        moved.add(path);
      }
    }
    return moved;
  }
}
