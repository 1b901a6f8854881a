package io.github.nsglint;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.CaseDistinction;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.azure.ServiceTagFile;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.SettingsFile;
import io.github.nsglint.policy.SettingsReader;
import io.github.nsglint.report.VerdictLines;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.LoadSummary;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzScripts;
import io.github.nsglint.source.azcli.AzureListing;
import io.github.nsglint.source.azcli.PowerShellScripts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file, or a folder of files that are one network, with what the program should say of it in a
 * file beside it.
 */
record Example(Path path) {
  static final String EXPECTED = ".expected";

  /** What a file is named that gives the addresses of service tags to the example beside it. */
  static final String SERVICE_TAGS = ".service-tags.json";

  Example {
    requireNonNull(path);
  }

  /** The file's name without its ending: what the example shows. */
  String name() {
    String file = String.valueOf(path.getFileName());
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  Path expected() {
    return path.resolveSibling(name() + EXPECTED);
  }

  Path serviceTags() {
    return path.resolveSibling(name() + SERVICE_TAGS);
  }

  /**
   * What the file or folder holds, not judged yet.
   *
   * @param problems of reading and of the network, in any order
   */
  record Contents(
      Network network,
      LoadSummary summary,
      List<Problem> problems,
      TagAddresses tags,
      OpenChoices choices) {}

  /** Judged by every rule that comes with the program. */
  LintResult lint() {
    return judge(read(), packs());
  }

  boolean hasSettings() {
    return Files.isRegularFile(path.resolve(SettingsFile.NAME));
  }

  /** With what the example's own settings want, if it is a folder that has such. */
  private List<RulePack> packs() {
    if (!hasSettings()) {
      return RulePacks.builtIn().packs();
    }
    Path file = path.resolve(SettingsFile.NAME);
    Loaded<SettingsFile> settings =
        SettingsReader.read(FileBytes.read(file, file.toString(), Limits.standard()).value());
    Loaded<RulePacks> loaded =
        RulePacks.builtIn()
            .with(
                List.of(),
                Optional.of(settings.value()),
                other -> {
                  throw new IOException("no other file is read here");
                });
    assertEquals(List.of(), settings.problems());
    assertEquals(List.of(), loaded.problems());
    return loaded.value().packs();
  }

  Contents read() {
    Limits limits = Limits.standard();
    TagAddresses tags =
        Files.exists(serviceTags())
            ? TagAddresses.of(ServiceTagFile.at(serviceTags(), serviceTags().toString(), limits))
            : TagAddresses.unknown();
    NetworkReader reader = new NetworkReader(tags);
    OpenChoices choices = OpenChoices.none();
    LoadSummary summary = load(reader, choices, limits);
    Loaded<Network> network = reader.network();
    List<Problem> problems = new ArrayList<>(summary.problems());
    problems.addAll(network.problems());
    return new Contents(network.value(), summary, problems, tags, choices);
  }

  /**
   * @param packs with the rules to ask
   */
  LintResult judge(Contents contents, List<RulePack> packs) {
    List<RulePack> known = RulePacks.builtIn().packs();
    TagAddresses tags = contents.tags();
    List<Finding> findings =
        CaseDistinction.settle(
            Linter.lint(contents.network(), packs, known, tags),
            contents.choices().met(),
            taken -> {
              NetworkReader again = new NetworkReader(tags);
              load(again, OpenChoices.taking(taken), Limits.standard());
              return Linter.lint(again.network().value(), packs, known, tags);
            });
    List<Problem> problems = new ArrayList<>(contents.problems());
    problems.addAll(tags.problems());
    problems.sort(Comparator.comparing(Problem::span).thenComparing(Problem::code));
    return new LintResult(
        packs,
        findings,
        problems,
        new LintResult.Coverage(
            contents.summary().files(),
            contents.summary().sources(),
            contents.summary().ignored(),
            contents.network().groups().size(),
            contents.network().subnets().size(),
            contents.network().bastionHosts().size(),
            contents.network().adminRules().size(),
            contents.network().hasAllAdminRules(),
            Map.of(),
            0),
        contents.tags().source());
  }

  private LoadSummary load(NetworkReader reader, OpenChoices choices, Limits limits) {
    ArmTemplates templates =
        new ArmTemplates(
            List.of(), AssumedValues.none(), DeploymentTarget.unknown(), choices, limits);
    return new SourceLoader(
            List.of(templates, new AzureListing()),
            List.of(new AzScripts(AssumedValues.none(), templates), new PowerShellScripts()),
            limits)
        .load(List.of(path.toString()), InputStream.nullInputStream(), reader);
  }

  /** The answers of one rule, and what was wrong with the input; places are in the folder. */
  String words(LintResult result, List<Finding> findings) {
    return VerdictLines.of(result, findings, path.getParent() + "/");
  }
}
