package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Recognition;
import io.github.nsglint.source.TemplateFiles;
import io.github.nsglint.source.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shell scripts that call az, and the blocks of Markdown that hold such commands. Nothing is run:
 * the resources are those that would be there after the last command.
 *
 * <p>Problems: {@code script-binary}, the file is no text; those of {@code source.shell}, {@link
 * ScriptRunner} and {@link AzSession}.
 */
public final class AzScripts implements TextFormat {
  private final AssumedValues assumed;
  private final TemplateFiles templates;
  private final int most;
  private final List<Span> steps = new ArrayList<>();
  private int commands;
  private int ignored;

  /**
   * @param assumed values of variables that scripts do not set; learns what came of each
   * @param templates that scripts deploy
   */
  public AzScripts(AssumedValues assumed, TemplateFiles templates) {
    this(assumed, templates, Integer.MAX_VALUE);
  }

  /**
   * @param most of the commands that change a network are run, over all scripts
   */
  public AzScripts(AssumedValues assumed, TemplateFiles templates, int most) {
    this.assumed = assumed;
    this.templates = templates;
    this.most = most;
  }

  /** The places of the commands that change a network, in the order in which they run. */
  public List<Span> steps() {
    return List.copyOf(steps);
  }

  /** How many calls of az were read. */
  public int commands() {
    return commands;
  }

  /** How many of them are about nothing that is judged. */
  public int ignored() {
    return ignored;
  }

  @Override
  public Claim claim(String name) {
    return claimOf(name);
  }

  /** When a file of this name is a script, or holds some. */
  public static Claim claimOf(String name) {
    int dot = name.lastIndexOf('.');
    return switch (dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "sh", "bash", "azcli" -> Claim.ALWAYS;
      case "md", "markdown" -> Claim.NAMED;
      default -> Claim.NONE;
    };
  }

  @Override
  public Recognition read(InputFile file, Output output) {
    ScriptReading reading =
        new ScriptReading(file, output, assumed, templates, most - steps.size());
    reading.run();
    steps.addAll(reading.steps());
    commands += reading.calls().size();
    ignored += reading.ignored();
    return !reading.calls().isEmpty() ? Recognition.AZURE : Recognition.FOREIGN;
  }
}
