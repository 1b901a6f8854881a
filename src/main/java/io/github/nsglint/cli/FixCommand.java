package io.github.nsglint.cli;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Fix;
import io.github.nsglint.analysis.Judged;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.LineDiff;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.report.NetworkText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint fix}: changes definitions so that what is broken holds. */
final class FixCommand implements Command {
  /** Each reads and judges everything anew. */
  private static final int MOST_PROOFS = 1000;

  private final Console console;

  FixCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Change ARM templates and scripts so that what is broken holds: add the security rule that"
                + " is missing, correct a value, move a priority.",
            "Each change is proved first: the requirement holds, nothing else is broken, and nothing"
                + " passes that no requirement asks for. What has no such change is told with the"
                + " reason.")
        .footer(
            "",
            "Exit codes are those of `nsglint check` on the result.",
            "",
            "Examples:",
            "  nsglint fix infra/ --dry-run",
            "  nsglint fix main.json --only BAS104,BAS110");
    Inputs.addTo(spec);
    Packs.addTo(spec);
    spec.addOption(
        OptionSpec.builder("--dry-run")
            .type(boolean.class)
            .description("Print the changes as a unified diff, and write nothing.")
            .build());
    CheckCommand.addFailingTo(spec);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    Optional<Severity> failOn = CheckCommand.failOn(arguments);
    Judging judging = new Judging(arguments, console);
    Inputs.Read read = judging.read();
    if (!judging.inputs().isRepeatable()) {
      throw new UsageException("fix: standard input is too large to be read more than once");
    }
    Judging.Asked asked = judging.asked(read);
    boolean dry = arguments.hasMatchedOption("--dry-run");
    Run run =
        new Run(judging, asked, Fixes.proofs(read, MOST_PROOFS), judging.judged(asked, read), dry);
    run.fixAll();
    if (dry) {
      run.printDiff();
    } else {
      run.write();
    }
    run.tell();
    return CheckCommand.status(
        judging.result(
            asked, run.now.judged().findings().stream().filter(run::isAsked).toList(), read),
        failOn,
        arguments.hasMatchedOption("--strict"));
  }

  /** One call of the command. */
  private final class Run {
    private final Fixes fixes;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> none = new LinkedHashMap<>();
    private final Map<String, SourceFile> originals = new LinkedHashMap<>();
    private final boolean dry;
    private final PrintStream out;
    private Fixes.Outcome now;
    private final List<String> made = new ArrayList<>();

    Run(Judging judging, Judging.Asked asked, int proofs, Judged judged, boolean dry) {
      this.dry = dry;
      this.out = dry ? console.err() : console.out();
      this.fixes = new Fixes(texts -> judging.judged(asked, texts), proofs);
      this.now = new Fixes.Outcome(Map.of(), judged);
      asked
          .packs()
          .packs()
          .forEach(pack -> pack.rules().forEach(rule -> this.asked.add(rule.id())));
    }

    /** One after the other, each on the result of those before. */
    void fixAll() {
      Optional<Finding> next = next();
      while (next.isPresent()) {
        Finding finding = next.get();
        Fixes.Attempt attempt = fixes.of(finding, now);
        if (attempt.fix().isPresent()) {
          Fix fix = attempt.fix().get();
          fix.edits()
              .forEach(
                  edit -> originals.putIfAbsent(edit.span().file().path(), edit.span().file()));
          now = attempt.after().orElseThrow();
          made.add(heading(finding) + ": " + fix.words());
        } else {
          none.put(key(finding), attempt.none());
        }
        next = next();
      }
    }

    private Optional<Finding> next() {
      return now.judged().findings().stream()
          .filter(this::isAsked)
          .filter(Finding::isBreach)
          .filter(finding -> !none.containsKey(key(finding)))
          .findFirst();
    }

    boolean isAsked(Finding finding) {
      return asked.contains(finding.rule().id());
    }

    private static String heading(Finding finding) {
      Rule rule = finding.rule();
      // Without a line: each fix moves those after it.
      return finding.span().file().path()
          + ": "
          + rule.id()
          + " "
          + rule.name()
          + " of "
          + finding.target();
    }

    private static String key(Finding finding) {
      String part = finding.verdict() instanceof Verdict.Broken broken ? broken.part() : "";
      return finding.rule().id() + " " + finding.resourceId() + " " + finding.target() + " " + part;
    }

    void printDiff() {
      originals.forEach(
          (path, original) ->
              console.out().print(LineDiff.of(path, original.text(), changed(path).text())));
    }

    private SourceFile changed(String path) {
      SourceFile changed = now.texts().get(path);
      if (changed == null) {
        throw new AssertionError(path);
      }
      return changed;
    }

    /** All files are looked at before the first is written. */
    void write() throws UsageException {
      Map<Path, String> files = new LinkedHashMap<>();
      for (Map.Entry<String, SourceFile> entry : originals.entrySet()) {
        files.put(writable(entry.getKey(), entry.getValue()), entry.getKey());
      }
      for (Map.Entry<Path, String> file : files.entrySet()) {
        try {
          WholeFile.replace(file.getKey(), changed(file.getValue()).written());
        } catch (IOException e) {
          throw new UsageException("cannot write " + file.getValue() + ": " + Refusal.reason(e));
        }
      }
    }

    private Path writable(String name, SourceFile original) throws UsageException {
      try {
        Path file = Path.of(name).toRealPath();
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
          throw new UsageException(
              "cannot write "
                  + name
                  + ": "
                  + (Files.isRegularFile(file) ? "it is read-only" : "it is no file"));
        }
        if (!Arrays.equals(Files.readAllBytes(file), original.written())) {
          throw new UsageException(
              "cannot write " + name + ": it has changed since it was read; nothing was written");
        }
        return file;
      } catch (IOException e) {
        throw new UsageException("cannot write " + name + ": " + Refusal.reason(e));
      }
    }

    void tell() {
      List<String> unread =
          now.judged().problems().stream()
              .filter(problem -> problem.severity() == Severity.ERROR)
              .map(NetworkText::problem)
              .distinct()
              .toList();
      unread.forEach(out::println);
      made.forEach(out::println);
      List<Finding> rest = new ArrayList<>();
      for (Finding finding : now.judged().findings()) {
        if (isAsked(finding) && finding.isBreach()) {
          rest.add(finding);
        }
      }
      for (Finding finding : rest) {
        out.println(
            heading(finding) + ": no fix: " + none.getOrDefault(key(finding), "it was not tried"));
      }
      out.println(
          made.size()
              + (made.size() == 1 ? " fix in " : " fixes in ")
              + originals.size()
              + (originals.size() == 1 ? " file" : " files")
              + (dry ? ", not written; " : "; ")
              + rest.size()
              + " broken without a fix"
              + (unread.isEmpty() ? "" : "; not all was read, see above"));
    }
  }
}
