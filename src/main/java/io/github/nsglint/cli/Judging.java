package io.github.nsglint.cli;

import io.github.nsglint.analysis.Acceptances;
import io.github.nsglint.analysis.CaseDistinction;
import io.github.nsglint.analysis.ChosenTargets;
import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.EffectiveComparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Judged;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.IgnoreComments;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ParseResult;

/** Reads what a command line names, and judges it. */
final class Judging {
  /** From so many units on a thread of its own is worth it. */
  private static final int LARGE = 1 << 22;

  private final ParseResult arguments;
  private final Console console;
  private final Inputs.Named inputs;

  /** Where a user names any; then they say what there is to look for. */
  private final Optional<RulePacks> named;

  Judging(ParseResult arguments, Console console) throws UsageException {
    this.arguments = arguments;
    this.console = console;
    Inputs.Named given = Inputs.named(arguments, console);
    this.named = Packs.named(arguments, given.settings(), console);
    this.inputs = named.isPresent() ? given.lookingFor(Packs.types(named, arguments)) : given;
  }

  /**
   * The rules for a network.
   *
   * @param packs with the rules to ask
   * @param known all packs, asked or not
   * @param chosen what the user wants to hear of
   */
  record Asked(RulePacks packs, RulePacks known, ChosenTargets chosen) {
    /** Of a user who wants to hear of all resources. */
    Asked(RulePacks packs, RulePacks known) {
      this(packs, known, ChosenTargets.all());
    }

    static Asked of(Inputs.Read read, ParseResult arguments, Optional<RulePacks> named)
        throws UsageException {
      RulePacks known =
          named.isPresent() ? named.get() : Packs.general().withServicesOf(read.network());
      return new Asked(Packs.chosen(known, arguments, read.network()), known, Where.of(arguments));
    }

    List<Finding> of(Inputs.Read read) {
      return Linter.lint(read.network(), packs.packs(), known.packs(), read.tags());
    }

    /** For each case, where a value that is not known can only be one of a few. */
    List<Finding> of(Inputs.Named named, Inputs.Read read) {
      return named.isRepeatable()
          ? CaseDistinction.settle(of(read), read.choices(), taken -> of(named.again(taken)))
          : of(read);
    }
  }

  Asked asked(Inputs.Read read) throws UsageException {
    return Asked.of(read, arguments, named);
  }

  Inputs.Named inputs() {
    return inputs;
  }

  Inputs.Read read() throws UsageException {
    return Inputs.read(inputs, arguments, console);
  }

  /** The result, compared with what the options say. */
  LintResult judged(Inputs.Read read, Asked asked, Comparing comparing)
      throws UsageException, IOException {
    Loaded<List<Finding>> judged = found(asked, inputs, read);
    Comparing.Compared compared =
        comparing.apply(judged.value(), inputs.paths(), (root, folder) -> of(root, folder));
    return result(asked, compared.findings(), judged.problems(), read, compared.comparison());
  }

  /**
   * Everything that is known to ask, asked of the inputs with other texts in the place of files.
   * What somebody has accepted is marked.
   */
  Judged judged(Asked asked, Map<String, SourceFile> texts) {
    Inputs.Named changed = inputs.with(texts);
    return judged(asked, changed, changed.again());
  }

  /** The same of what was read already. */
  Judged judged(Asked asked, Inputs.Read read) {
    return judged(asked, inputs, read);
  }

  private Judged judged(Asked asked, Inputs.Named named, Inputs.Read read) {
    Asked all = new Asked(asked.known(), asked.known());
    List<Finding> findings = found(all, named, read).value();
    return new Judged(
        read.network(), asked.known().packs(), read.tags(), findings, read.problems());
  }

  /** The result, of which some is known already. */
  LintResult result(Asked asked, List<Finding> findings, Inputs.Read read) {
    return result(asked, findings, List.of(), read, Optional.empty());
  }

  /** The result of an example, which is compared with nothing. */
  static LintResult example(Inputs.Named inputs, Asked asked) {
    Inputs.Read read = inputs.read();
    return result(asked, asked.of(inputs, read), List.of(), read, Optional.empty());
  }

  /** The result of what is read as it is, without a case distinction. */
  static LintResult plain(Asked asked, Inputs.Read read) {
    return result(asked, asked.of(read), List.of(), read, Optional.empty());
  }

  private static LintResult result(
      Asked asked,
      List<Finding> findings,
      List<Problem> problems,
      Inputs.Read read,
      Optional<Comparison> comparison) {
    List<Finding> chosen = asked.chosen().of(findings, read.network());
    List<Problem> more = new ArrayList<>(problems);
    more.addAll(EffectiveComparison.of(read.network(), read.tags()));
    return new LintResult(
        asked.packs().packs(),
        chosen,
        Inputs.together(read.allProblems(), more),
        coverage(read, findings.size() - chosen.size()),
        read.tags().source(),
        comparison);
  }

  private Loaded<List<Finding>> found(Asked asked, Inputs.Named named, Inputs.Read read) {
    BooleanSupplier marked = looking(read.summary().sources());
    return accepted(asked, asked.of(named, read), read, marked);
  }

  /**
   * Whether any has a comment of ours; of large ones it is looked for while the rules are asked.
   */
  private static BooleanSupplier looking(Collection<SourceFile> files) {
    long length = 0;
    for (SourceFile file : files) {
      length += file.length();
    }
    if (length < LARGE) {
      return () -> isAnyMarked(files);
    }
    ForkJoinTask<Boolean> search = ForkJoinPool.commonPool().submit(() -> isAnyMarked(files));
    return search::join;
  }

  private static boolean isAnyMarked(Collection<SourceFile> files) {
    boolean any = false;
    for (SourceFile file : files) {
      any |= file.indexOf(IgnoreComments.MARK, 0) >= 0;
    }
    return any;
  }

  /**
   * With what the authors of the files and of the settings answer for.
   *
   * @param marked whether any source has a comment of ours
   */
  private Loaded<List<Finding>> accepted(
      Asked asked, List<Finding> findings, Inputs.Read read, BooleanSupplier marked) {
    Set<SourceFile> files = new LinkedHashSet<>(read.summary().sources());
    List<SourceFile> others = new ArrayList<>();
    SourceFile last = null;
    for (Finding finding : findings) {
      if (finding.span().file() != last) {
        last = finding.span().file();
        if (files.add(last)) {
          others.add(last);
        }
      }
    }
    SettingsInForce settings = inputs.settings();
    boolean set = settings.file().isPresent() && !settings.file().get().suppressions().isEmpty();
    if (!set && !marked.getAsBoolean() && !isAnyMarked(others)) {
      return new Loaded<>(findings, List.of());
    }
    Acceptances acceptances = new Acceptances(asked.known(), asked.packs());
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

  private static LintResult.Coverage coverage(Inputs.Read read, int leftOut) {
    return new LintResult.Coverage(
        read.summary().files(),
        read.summary().sources(),
        read.summary().ignored(),
        read.network().groups().size(),
        read.network().subnets().size(),
        read.network().bastionHosts().size(),
        read.network().adminRules().size(),
        read.network().hasAllAdminRules(),
        read.readAt(),
        leftOut);
  }

  /**
   * What the same command line finds where the repository is laid out in another folder. What is
   * not there is not read.
   */
  private List<Finding> of(Path root, Path folder) throws UsageException {
    Inputs.Named there =
        new Inputs.Named(
            moved(inputs.paths(), root, folder, true),
            moved(inputs.parameterFiles(), root, folder, false),
            inputs.assumed().afresh(),
            inputs.target(),
            inputs.tags(),
            inputs.limits(),
            inputs.settings(),
            inputs.standardInput(),
            inputs.types(),
            Map.of());
    if (there.paths().isEmpty()) {
      return List.of();
    }
    Inputs.Read read = there.read();
    if (CheckCommand.hasUnread(read.allProblems())) {
      console
          .err()
          .println("nsglint: the baseline could not be read in full; what it lacks counts as new");
    }
    Asked asked = asked(read);
    return found(asked, there, read).value();
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
