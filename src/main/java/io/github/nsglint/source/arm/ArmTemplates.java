package io.github.nsglint.source.arm;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.InputFormat;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Recognition;
import io.github.nsglint.source.template.Deployment;
import io.github.nsglint.source.template.Template;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Templates of Azure Resource Manager. The values of parameters come from the files the user names,
 * else from {@code main.parameters.json} beside {@code main.json}.
 *
 * <p>Problems, besides those of {@code source.template}: {@code template-shape}, {@code
 * parameter-file}, a named file cannot be used; {@code unknown-parameter}, a value that no template
 * asks for; {@code not-allowed-value}, one outside {@code allowedValues}.
 */
public final class ArmTemplates implements InputFormat {
  private final List<ParameterFile> given = new ArrayList<>();
  private final List<Problem> givenProblems = new ArrayList<>();
  private final List<Template> templates = new ArrayList<>();
  private final Map<String, Integer> namesSeen = new HashMap<>();
  private final AssumedValues assumed;
  private final OpenChoices choices;

  /**
   * @param parameterFiles paths as the user gave them; where two give a parameter, the later counts
   */
  public ArmTemplates(List<String> parameterFiles, Limits limits) {
    this(parameterFiles, AssumedValues.none(), OpenChoices.none(), limits);
  }

  /**
   * @param assumed learns what came of each value
   * @param choices learns what is not known but one of a few, and may take it to be one of them
   */
  public ArmTemplates(
      List<String> parameterFiles, AssumedValues assumed, OpenChoices choices, Limits limits) {
    this.assumed = assumed;
    this.choices = choices;
    for (String path : parameterFiles) {
      readGiven(path, limits);
    }
  }

  private void readGiven(String path, Limits limits) {
    String shown = path.replace(File.separatorChar, '/');
    if (path.isEmpty() || !Files.exists(Path.of(path)) || Files.isDirectory(Path.of(path))) {
      givenProblems.add(
          Problem.error(
              "parameter-file",
              "there is no file '" + shown + "'",
              new SourceFile(shown, "").start()));
      return;
    }
    Loaded<SourceFile> file = FileBytes.read(Path.of(path), shown, limits);
    Optional<ParameterFile> read = parameterFile(file, givenProblems::add);
    read.ifPresentOrElse(
        given::add,
        () -> {
          if (givenProblems.stream().noneMatch(p -> p.span().file() == file.value())) {
            givenProblems.add(
                Problem.error("parameter-file", "this is no parameter file", file.value().start()));
          }
        });
  }

  private static Optional<ParameterFile> parameterFile(
      Loaded<SourceFile> file, Consumer<Problem> problems) {
    file.problems().forEach(problems);
    if (FileBytes.isUnread(file)) {
      return Optional.empty();
    }
    Loaded<Node> root = JsonReader.read(file.value());
    root.problems().forEach(problems);
    return ParameterFile.of(root.value());
  }

  @Override
  public Reading open(InputFile file, Output output) {
    return new TemplateReading(file, output);
  }

  /** What is wrong with the named parameter files, in their order. */
  @Override
  public List<Problem> remaining() {
    List<Problem> problems = new ArrayList<>(givenProblems);
    if (!templates.isEmpty()) {
      for (ParameterFile file : given) {
        problems.addAll(ParameterValues.unknown(file, templates));
      }
    }
    return problems;
  }

  static boolean isTemplate(MapNode root) {
    Optional<String> schema = root.get("$schema").flatMap(Node::scalar);
    return schema.isPresent()
        ? schema.get().toLowerCase(Locale.ROOT).contains("deploymenttemplate.json")
        : root.get("resources").isPresent() && root.get("contentVersion").isPresent();
  }

  private final class TemplateReading implements Reading {
    private final InputFile file;
    private final Output output;

    TemplateReading(InputFile file, Output output) {
      this.file = file;
      this.output = output;
    }

    @Override
    public Recognition element(Node element) {
      return Recognition.FOREIGN;
    }

    @Override
    public Recognition root(Node root) {
      if (root instanceof MapNode map && isTemplate(map)) {
        template(map);
        return Recognition.AZURE;
      }
      return ParameterFile.of(root).isPresent() ? Recognition.COMPANION : Recognition.FOREIGN;
    }

    private void template(MapNode root) {
      ArmValues values = new ArmValues(file.limits().expressionDepth());
      Template template = new TemplateReader(values, output.problems()).read(root);
      String label = label();
      templates.add(template);
      List<ParameterFile> files = given.isEmpty() ? beside(template) : given;
      ParameterValues parameters = ParameterValues.of(template, files, output.problems());
      new Deployment(template, parameters.values(), label, choices, file.limits(), output)
          .assuming(assumed, file.source().path())
          .run();
    }

    /** A parameter's name alone means one value in one file only. */
    private String label() {
      String name = file.name().isEmpty() ? "standard input" : file.name();
      int count = namesSeen.merge(name, 1, Integer::sum);
      if (templates.isEmpty()) {
        return "";
      }
      return count == 1 ? name : name + " " + count;
    }

    private List<ParameterFile> beside(Template template) {
      String name = file.name();
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return List.of();
      }
      Optional<ParameterFile> found =
          file.beside(name.substring(0, dot) + ".parameters.json")
              .flatMap(loaded -> parameterFile(loaded, output.problems()));
      found.ifPresent(
          parameters ->
              ParameterValues.unknown(parameters, List.of(template)).forEach(output.problems()));
      return found.stream().toList();
    }
  }
}
