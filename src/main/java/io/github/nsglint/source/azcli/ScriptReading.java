package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.TemplateFiles;
import io.github.nsglint.source.shell.ShellParser;
import io.github.nsglint.source.shell.Statement;
import java.util.List;
import java.util.Locale;

/** One script on its way to resources. */
final class ScriptReading {
  private final InputFile file;
  private final Output output;
  private final ScriptedResources resources;
  private final AzSession az;
  private final ScriptRunner runner;

  ScriptReading(
      InputFile file, Output output, AssumedValues assumed, TemplateFiles templates, int most) {
    this.file = file;
    this.output = output;
    this.resources = new ScriptedResources(output.problems());
    ScriptVariables variables = new ScriptVariables(assumed, file.source().path());
    ScriptFiles files = new ScriptFiles(file, variables);
    this.az = new AzSession(resources, new TemplateCommands(resources, files, file, templates));
    this.runner = new ScriptRunner(variables, files, az, resources, most, output.problems());
  }

  void run() {
    SourceFile source = file.source();
    int zero = source.text().indexOf('\0');
    if (zero >= 0) {
      output
          .problems()
          .accept(
              Problem.error(
                  "script-binary",
                  "found a zero byte, which no script has; this is another kind of file",
                  source.span(zero, zero + 1)));
      return;
    }
    boolean markdown = isMarkdown(file.name());
    boolean goesOn = true;
    for (Span block :
        markdown ? FencedBlocks.of(source) : List.of(source.span(0, source.length()))) {
      Loaded<List<Statement>> statements = ShellParser.parse(source, block.start(), block.end());
      statements.problems().forEach(output.problems());
      goesOn = goesOn && runner.run(statements.value());
    }
    if (goesOn) {
      runner.runUncalledFunctions();
    }
    resources.resources().forEach(output.resources());
  }

  /** Whether the commands of a file stand in blocks of a text. */
  static boolean isMarkdown(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  List<Span> steps() {
    return az.steps();
  }

  /** The places of all calls of az, in the order in which they run. */
  List<Span> calls() {
    return az.calls();
  }

  int ignored() {
    return az.ignored();
  }
}
