package io.github.nsglint.cli;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.report.VerdictLines;
import io.github.nsglint.source.NetworkTypes;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An example of a pack: a file, or a folder of files that are one network, in the folder of its
 * rule. Its name starts with the worst verdict it gets: {@code broken-telnet.json}.
 */
record PackExample(Path path, Rule rule) {
  private static final String EXPECTED = ".expected";
  private static final String SERVICE_TAGS = ".service-tags.json";

  /** From the worst to the best. */
  static final List<String> VERDICTS = List.of("broken", "undecided", "holds", "notapplicable");

  PackExample {
    requireNonNull(path);
    requireNonNull(rule);
  }

  /** Those in the folder of a rule, by name. */
  static List<PackExample> in(Path folder, Rule rule) throws IOException {
    List<PackExample> examples = new ArrayList<>();
    for (Path path : children(folder)) {
      String name = name(path);
      if (!name.startsWith(".") && !name.endsWith(EXPECTED) && !name.endsWith(SERVICE_TAGS)) {
        examples.add(new PackExample(path, rule));
      }
    }
    return examples;
  }

  static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    }
    children.sort((a, b) -> name(a).compareTo(name(b)));
    return children;
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The verdict that its name says; empty when it says none. */
  Optional<String> said() {
    String name = name(path);
    return VERDICTS.stream().filter(verdict -> name.startsWith(verdict + "-")).findFirst();
  }

  private Path beside(String ending) {
    String name = name(path);
    int dot = Files.isDirectory(path) ? -1 : name.lastIndexOf('.');
    return path.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
  }

  /** Where the verdicts stand that it should get. */
  Path expected() {
    return beside(EXPECTED);
  }

  /**
   * What the program says of an example.
   *
   * @param worst of its verdicts; {@code nothing} when the rule asked nothing
   */
  record Answer(String text, String worst) {}

  Answer answer(RulePacks known, Console console) {
    Path tags = beside(SERVICE_TAGS);
    Inputs.Named inputs =
        Inputs.example(
                path.toString(), Files.exists(tags) ? Optional.of(tags) : Optional.empty(), console)
            .lookingFor(NetworkTypes.known().with(known.types()));
    RulePacks.Choice choice = new RulePacks.Choice(List.of(), List.of(rule.id()), List.of());
    LintResult result =
        Judging.example(inputs, new Judging.Asked(known.select(choice).packs(), known));
    String folder = String.valueOf(path.getParent()).replace(File.separatorChar, '/');
    return new Answer(
        VerdictLines.of(result, result.findings(), folder + "/"), worst(result.findings()));
  }

  private static String worst(List<Finding> findings) {
    List<String> kinds =
        findings.stream()
            .map(
                finding ->
                    finding
                        .verdict()
                        .fold(
                            holds -> "holds",
                            broken -> "broken",
                            undecided -> "undecided",
                            notApplicable -> "notapplicable"))
            .toList();
    return VERDICTS.stream().filter(kinds::contains).findFirst().orElse("nothing");
  }
}
