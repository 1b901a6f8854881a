package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0, for code scanning services and auditors: one run, one result for each requirement
 * and each thing it was asked of. What could not be read is a notification of the run.
 *
 * <p>Every result has one place in a file. A path inside the base folder becomes a URI relative to
 * it; another one an absolute {@code file:} URI; standard input {@code stdin.json}. Two results of
 * one rule on one line (a group that two subnets share) stay two results with two fingerprints;
 * GitHub shows them as one alert.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the standard</a>
 */
public final class SarifReport implements Report {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Beyond it, logs grow too large for their readers. */
  private static final int MOST_WITH_FLOWS = 1000;

  /** What code scanning shows of a run, and what it refuses a run for. */
  private static final int MOST_SHOWN = 5000;

  private static final int MOST_TAKEN = 25_000;

  /** What the codes of problems with acceptances start with: the files are read all the same. */
  private static final String ACCEPTANCES = "suppression-";

  /** Who the log is for. */
  public enum Profile {
    /** Everyone who reads {@code kind}: also what holds, is undecided or does not apply. */
    FULL,
    /**
     * GitHub code scanning, which takes every result for an alert, and refuses a log with a place
     * outside of the repository: what is broken, in files inside the base folder. A notification
     * tells of what was left out.
     */
    GITHUB,
    /** Code scanning of Azure DevOps, which is as GitHub's. */
    AZURE_DEVOPS
  }

  private final String version;
  private final Profile profile;
  private final SourceUris uris;
  private final int exitCode;
  private final RunDetails details;
  private final SarifFixes fixes;

  /**
   * @param version of this program
   * @param exitCode what the process will end with
   */
  public SarifReport(String version, Profile profile, SourceUris uris, int exitCode) {
    this(version, profile, uris, exitCode, RunDetails.NONE);
  }

  /**
   * @param version of this program
   * @param exitCode what the process will end with
   */
  public SarifReport(
      String version, Profile profile, SourceUris uris, int exitCode, RunDetails details) {
    this(version, profile, uris, exitCode, details, SarifFixes.NONE);
  }

  /**
   * @param version of this program
   * @param exitCode what the process will end with
   * @param fixes of some of the findings
   */
  public SarifReport(
      String version,
      Profile profile,
      SourceUris uris,
      int exitCode,
      RunDetails details,
      SarifFixes fixes) {
    this.fixes = requireNonNull(fixes);
    this.version = requireNonNull(version);
    this.profile = requireNonNull(profile);
    this.uris = requireNonNull(uris);
    this.exitCode = exitCode;
    this.details = requireNonNull(details);
  }

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    int broken = count(result);
    List<Problem> notifications = new ArrayList<>(result.problems());
    notifications.addAll(remarks(result, broken));
    SarifDriver driver =
        new SarifDriver(
            version,
            result.packs(),
            notifications.stream()
                .map(Problem::code)
                .collect(Collectors.toCollection(TreeSet::new)));
    try (JsonOutput out = JsonOutput.to(stream)) {
      SarifLocations locations =
          new SarifLocations(out, uris, result.coverage().files(), result.serviceTags());
      out.writeStartObject();
      out.writeStringField("$schema", SCHEMA);
      out.writeStringField("version", "2.1.0");
      out.writeArrayFieldStart("runs");
      out.writeStartObject();
      driver.write(out);
      run(out, driver);
      invocation(out, result, notifications, driver, locations);
      locations.artifacts(
          result.coverage().files(),
          profile == Profile.FULL ? result.coverage().sources() : List.of(),
          result.serviceTags());
      List<Comparison.Absent> absent =
          profile == Profile.FULL && result.comparison().isPresent()
              ? result.comparison().get().absent()
              : List.of();
      new SarifResultList(
              ordered(result.findings()),
              this::isWritten,
              this::isNameable,
              driver,
              locations,
              fixes,
              broken <= MOST_WITH_FLOWS)
          .write(out, stream, absent);
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
      out.writeLineEnd();
    }
  }

  private boolean isWritten(Finding finding) {
    return switch (profile) {
      case FULL -> true;
      // Also what fails no run because it is known: what a log has no more, GitHub closes.
      case GITHUB, AZURE_DEVOPS -> Shown.isThere(finding) && isNameable(finding.span());
    };
  }

  private boolean isNameable(Span span) {
    return profile == Profile.FULL || uris.of(span.file().path()).inside();
  }

  /** One for each file whose broken findings the profile cannot show. */
  private List<Problem> leftOut(LintResult result) {
    if (profile == Profile.FULL) {
      return List.of();
    }
    Map<String, Span> places = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Finding finding : result.findings()) {
      if (Shown.isThere(finding) && !isWritten(finding)) {
        String path = finding.span().file().path();
        places.putIfAbsent(path, finding.span().file().start());
        counts.merge(path, 1, Integer::sum);
      }
    }
    List<Problem> problems = new ArrayList<>();
    places.forEach(
        (path, place) ->
            problems.add(
                Problem.warning(
                    "sarif-outside-base",
                    Wording.count(counts.getOrDefault(path, 0), "finding")
                        + " left out, because GitHub takes no file outside of the repository",
                    place)));
    return problems;
  }

  private void run(JsonOutput out, SarifDriver driver) throws IOException {
    driver.taxonomies(out);
    // Everything before the last slash is the category that GitHub keeps alerts apart by.
    out.writeObjectFieldStart("automationDetails");
    out.writeStringField("id", details.category());
    if (!details.properties().isEmpty()) {
      out.writeObjectFieldStart("properties");
      for (Map.Entry<String, String> property : details.properties().entrySet()) {
        out.writeStringField(property.getKey(), property.getValue());
      }
      out.writeEndObject();
    }
    out.writeEndObject();
    if (details.provenance().isPresent()) {
      provenance(out, details.provenance().get());
    }
    out.writeStringField("language", "en-US");
    out.writeStringField("defaultEncoding", "utf-8");
    out.writeStringField("columnKind", "utf16CodeUnits");
    out.writeStrings("newlineSequences", List.of("\r\n", "\n", "\r"));
    out.writeObjectFieldStart("originalUriBaseIds");
    out.writeObjectFieldStart(SarifLocations.ROOT);
    out.writeObjectFieldStart("description");
    out.writeStringField(
        "text",
        "The root of the repository, or the folder that nsglint ran in; its place is left out.");
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }

  /** How many requirements are broken, of those that the log has. */
  private int count(LintResult result) {
    int count = 0;
    for (Finding finding : result.findings()) {
      count += finding.verdict() instanceof Verdict.Broken && isWritten(finding) ? 1 : 0;
    }
    return count;
  }

  /** The gravest first where code scanning does not show all of them, and no more than it takes. */
  private List<Finding> ordered(List<Finding> findings) {
    if (profile == Profile.FULL || findings.size() <= MOST_SHOWN) {
      return findings;
    }
    List<Finding> written = new ArrayList<>();
    for (Finding finding : findings) {
      if (isWritten(finding)) {
        written.add(finding);
      }
    }
    if (written.size() <= MOST_SHOWN) {
      return findings;
    }
    written.sort((a, b) -> Integer.compare(Shown.gravity(a), Shown.gravity(b)));
    return written.subList(0, Math.min(written.size(), MOST_TAKEN));
  }

  /** What the log cannot say, or says of itself: for its notifications, and for the user. */
  public List<Problem> remarks(LintResult result) {
    return remarks(result, count(result));
  }

  /**
   * @param broken how many requirements are, of those that the log has
   */
  private List<Problem> remarks(LintResult result, int broken) {
    List<Problem> remarks = new ArrayList<>(leftOut(result));
    if (fixes.untried() > 0) {
      remarks.add(
          Problem.note(
              "sarif-fixes-untried",
              "for "
                  + Wording.count(fixes.untried(), "finding")
                  + " no fix was looked for: there are too many to prove each; see `nsglint fix`",
              result.findings().get(0).span().file().start()));
    }
    if (result.findings().isEmpty() || broken <= MOST_WITH_FLOWS) {
      return remarks;
    }
    Span place = result.findings().get(0).span().file().start();
    if (profile != Profile.FULL && broken > MOST_SHOWN) {
      int left = Math.max(0, broken - MOST_TAKEN);
      remarks.add(
          Problem.warning(
              "sarif-many-results",
              broken
                  + " results, of which code scanning shows "
                  + MOST_SHOWN
                  + "; the gravest stand first"
                  + (left > 0 ? ", and the last " + left + " are left out" : ""),
              place));
    }
    remarks.add(
        Problem.note(
            "sarif-without-flows",
            "with more than "
                + MOST_WITH_FLOWS
                + " results, the log does not tell how each flow is decided",
            place));
    return remarks;
  }

  private static void provenance(JsonOutput out, RunDetails.Provenance provenance)
      throws IOException {
    out.writeArrayFieldStart("versionControlProvenance");
    out.writeStartObject();
    out.writeStringField("repositoryUri", provenance.repository());
    if (provenance.revision().isPresent()) {
      out.writeStringField("revisionId", provenance.revision().get());
    }
    if (provenance.branch().isPresent()) {
      out.writeStringField("branch", provenance.branch().get());
    }
    out.writeObjectFieldStart("mappedTo");
    out.writeStringField("uriBaseId", SarifLocations.ROOT);
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndArray();
  }

  private void invocation(
      JsonOutput out,
      LintResult result,
      List<Problem> notifications,
      SarifDriver driver,
      SarifLocations locations)
      throws IOException {
    Summary summary = Summary.of(result);
    out.writeArrayFieldStart("invocations");
    out.writeStartObject();
    // A run that could not read everything has still proved what it says of the rest.
    out.writeBooleanField(
        "executionSuccessful", summary.unread().isEmpty() || summary.requirements() > 0);
    out.writeNumberField("exitCode", exitCode);
    if (!details.ending().isEmpty()) {
      out.writeStringField("exitCodeDescription", details.ending());
    }
    if (details.time().isPresent()) {
      out.writeStringField("startTimeUtc", details.time().get().toString());
      out.writeStringField("endTimeUtc", details.time().get().toString());
    }
    notifications(out, "toolConfigurationNotifications", notifications, true, driver, locations);
    notifications(out, "toolExecutionNotifications", notifications, false, driver, locations);
    out.writeObjectFieldStart("properties");
    // With none, what comes before the groups was not seen.
    out.writeNumberField("securityAdminRules", result.coverage().adminRules());
    out.writeBooleanField("allSecurityAdminRulesRead", result.coverage().allAdminRules());
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void notifications(
      JsonOutput out,
      String field,
      List<Problem> notifications,
      boolean aboutAcceptances,
      SarifDriver driver,
      SarifLocations locations)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Problem problem : notifications) {
      if (problem.code().startsWith(ACCEPTANCES) == aboutAcceptances) {
        notification(out, problem, driver, locations);
      }
    }
    out.writeEndArray();
  }

  private static void notification(
      JsonOutput out, Problem problem, SarifDriver driver, SarifLocations locations)
      throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("descriptor");
    out.writeStringField("id", problem.code());
    out.writeNumberField("index", driver.codeIndex(problem.code()));
    out.writeEndObject();
    out.writeStringField("level", Wording.severity(problem.severity()));
    out.writeObjectFieldStart("message");
    out.writeStringField("text", Wording.sentence(problem.message()));
    out.writeEndObject();
    out.writeArrayFieldStart("locations");
    out.writeStartObject();
    locations.physical(problem.span());
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }
}
