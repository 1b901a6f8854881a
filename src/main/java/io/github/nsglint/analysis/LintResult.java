package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePack;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything a report may say.
 *
 * @param packs the packs in force, with the rules that were asked
 * @param findings every requirement asked of every target, in {@link Finding#ORDER}
 * @param problems of the input, by place
 * @param coverage what was read
 * @param serviceTags where addresses of service tags come from, if a file was given
 * @param comparison with a baseline, if one was given; then each finding has its age
 */
public record LintResult(
    List<RulePack> packs,
    List<Finding> findings,
    List<Problem> problems,
    Coverage coverage,
    Optional<ServiceTagSource> serviceTags,
    Optional<Comparison> comparison) {
  public LintResult {
    packs = List.copyOf(packs);
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    requireNonNull(coverage);
    requireNonNull(serviceTags);
    requireNonNull(comparison);
  }

  /** A result that is not compared with a baseline. */
  public LintResult(
      List<RulePack> packs,
      List<Finding> findings,
      List<Problem> problems,
      Coverage coverage,
      Optional<ServiceTagSource> serviceTags) {
    this(packs, findings, problems, coverage, serviceTags, Optional.empty());
  }

  /** A result without a file of service tags. */
  public LintResult(
      List<RulePack> packs, List<Finding> findings, List<Problem> problems, Coverage coverage) {
    this(packs, findings, problems, coverage, Optional.empty());
  }

  /**
   * @param files read in full or in part, in the order of reading, as the user named them
   * @param sources their texts, in the same order; empty where nobody asks for them
   * @param ignoredFiles JSON files of a folder that hold nothing of Azure
   * @param groups network security groups
   * @param adminRules security admin rules, which come before the groups
   * @param allAdminRules whether all that are in force were read, which may be none
   * @param readAt when Azure gave what lies in a file, by the file's path, UTC in ISO 8601; of the
   *     files of a snapshot alone
   * @param leftOut requirements that are not told of, since their resources were not chosen
   */
  public record Coverage(
      List<String> files,
      List<SourceFile> sources,
      int ignoredFiles,
      int groups,
      int subnets,
      int bastionHosts,
      int adminRules,
      boolean allAdminRules,
      Map<String, String> readAt,
      int leftOut) {
    public Coverage {
      files = List.copyOf(files);
      sources = List.copyOf(sources);
      readAt = Collections.unmodifiableMap(new TreeMap<>(readAt));
    }

    /** Without the texts of the files. */
    public Coverage(
        List<String> files,
        int ignoredFiles,
        int groups,
        int subnets,
        int bastionHosts,
        int adminRules) {
      this(
          files,
          List.of(),
          ignoredFiles,
          groups,
          subnets,
          bastionHosts,
          adminRules,
          false,
          Map.of(),
          0);
    }

    /** Without security admin rules. */
    public Coverage(
        List<String> files, int ignoredFiles, int groups, int subnets, int bastionHosts) {
      this(files, ignoredFiles, groups, subnets, bastionHosts, 0);
    }

    /** When Azure gave what a finding is about; empty where nobody knows. */
    public Optional<String> readAt(Finding finding) {
      return Optional.ofNullable(readAt.get(finding.span().file().path()));
    }

    /** Whether there are groups that rules nobody showed may come before. */
    public boolean lacksAdminRules() {
      return groups > 0 && adminRules == 0 && !allAdminRules;
    }
  }
}
