package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.VerdictChange;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.Mapping;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * For programs: one object that holds everything, every answer included. A key is always there;
 * {@code null} stands for what a finding does not have. New keys may come; none goes, and none
 * changes its meaning, without a new {@code schemaVersion}.
 *
 * <pre>{@code
 * {
 *   "nsglint": "0.1.0",
 *   "schemaVersion": 1,
 *   "summary": {
 *     "files": 3, "ignoredFiles": 0, "networkSecurityGroups": 2, "subnets": 4, "bastionHosts": 1,
 *     "securityAdminRules": 0,
 *     "requirements": 24, "broken": 1, "brokenErrors": 1, "brokenWarnings": 0, "brokenNotes": 0,
 *     "undecided": 1, "hold": 22, "notApplicable": 0, "accepted": 0,
 *     "known": 0, "notInDiff": 0, "problems": 1, "unreadFiles": 1
 *   },
 *   "packs": [{ "name": "azure-bastion", "version": "2026-02-24", "source": "https://…", "rules": ["BAS101", …],
 *     "mappings": [{ "rule": "BAS120", "benchmark": "cis-azure-foundations", "version": "3.0", "controls": ["7.1", …] }, …] }],
 *   "findings": [{
 *     "rule": "BAS106", "name": "bastion-outbound-azure-cloud",
 *     "severity": "error",                   // error, warning, note
 *     "verdict": "broken",                   // broken, undecided, holds, notApplicable
 *     "target": "AzureBastionSubnet (vnet-hub)", "resource": "/subscriptions/…/subnets/AzureBastionSubnet",
 *     "file": "infra/bastion.json", "line": 41, "column": 21, "endLine": 41, "endColumn": 38,
 *     "readAt": null,                             // or 2026-11-26T02:15:33Z: when Azure told
 *     "message": "AzureBastionSubnet (vnet-hub) cannot reach …",
 *     "fix": "Allow …",                      // null unless broken
 *     "witness": { "protocol": "Tcp", "source": "10.0.255.4", "sourcePort": 49152,
 *                  "destination": "AzureCloud", "destinationPort": 443,          // or null
 *                  "sourceServiceTag": null, "destinationServiceTag": null },    // of an address known to be in one
 *     "decidedBy": { "name": "DenyAllOutBound", "priority": 1000, "standard": false,
 *                    "file": "infra/bastion.json", "line": 41, "column": 21 },   // or null
 *     "nearMisses": [{ "text": "…", "file": "…", "line": 33, "column": 21 }],
 *     "dependsOn": [{ "text": "…", "advice": "holds if …",   // only of undecided; advice may be null
 *                     "file": "…", "line": 7, "column": 5 }],
 *     "accepted": { "source": "comment",     // comment, settings
 *                   "reason": "…", "expires": null, "owner": null,
 *                   "file": "…", "line": 6, "column": 3 },                // or null
 *     "age": "new",                          // new, known (the baseline has it); null without a baseline
 *     "inDiff": true                         // false only with --diff-only
 *   }],
 *   "problems": [{ "severity": "error", "code": "json-syntax", "message": "…", "file": "…",
 *                  "line": 3, "column": 1, "endLine": 3, "endColumn": 2 }],
 *   "steps": [{ "command": "az network nsg rule create", "file": "deploy.sh", "line": 7, "column": 1,
 *               "change": "lost",            // lost, met, undecided
 *               "rule": "EXP301", "target": "nsg-web", "resource": "/resourceGroups/…",
 *               "message": "Internet can reach …" }, …],  // only with --at-each-step
 *   "baseline": { "name": "nsglint-baseline.sarif",                      // or null
 *                 "fixed": [{ "rule": "BAS101", "message": "…", "resource": "…", "file": "…", "line": 9 }] },
 *   "files": ["infra/bastion.json", …],
 *   "serviceTags": { "file": "ServiceTags_Public_20230213.json", "cloud": "Public", "changeNumber": "240",
 *                    "date": "2023-02-13",     // of the file's name, or null
 *                    "use": "used" }           // used, notNeeded, notUsable; null without --service-tags
 * }
 * }</pre>
 *
 * Lines and columns count from 1, columns in UTF-16 units; {@code endColumn} is the one after the
 * last. A {@code decidedBy} that is {@code standard} is a rule that Azure adds: its place is the
 * group's. A {@code priority} that is not known is {@code null}. Files are named as the user did;
 * {@code -} is standard input. Names are those of the input, messages are safe to show.
 */
public final class JsonReport implements Report {
  private static final int SCHEMA_VERSION = 1;

  private final String version;
  private final Optional<List<VerdictChange>> steps;

  /**
   * @param version of this program
   */
  public JsonReport(String version) {
    this(version, Optional.empty());
  }

  /**
   * @param steps what the commands of scripts change, in their order, if that was asked
   */
  public JsonReport(String version, Optional<List<VerdictChange>> steps) {
    this.version = requireNonNull(version);
    this.steps = steps.map(List::copyOf);
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartObject();
      out.writeStringField("nsglint", version);
      out.writeNumberField("schemaVersion", SCHEMA_VERSION);
      summary(out, result);
      out.writeArrayFieldStart("packs");
      for (RulePack pack : result.packs()) {
        pack(out, pack);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("findings");
      findings(out, stream, result);
      out.writeEndArray();
      out.writeArrayFieldStart("problems");
      for (Problem problem : result.problems()) {
        problem(out, problem);
      }
      out.writeEndArray();
      if (steps.isPresent()) {
        out.writeArrayFieldStart("steps");
        for (VerdictChange change : steps.get()) {
          step(out, change);
        }
        out.writeEndArray();
      }
      baseline(out, result.comparison());
      out.writeStrings("files", result.coverage().files());
      serviceTags(out, result.serviceTags());
      out.writeEndObject();
      out.writeLineEnd();
    }
  }

  private static void summary(JsonOutput out, LintResult result) throws IOException {
    Summary summary = Summary.of(result);
    LintResult.Coverage coverage = result.coverage();
    out.writeObjectFieldStart("summary");
    out.writeNumberField("files", coverage.files().size());
    out.writeNumberField("ignoredFiles", coverage.ignoredFiles());
    out.writeNumberField("networkSecurityGroups", coverage.groups());
    out.writeNumberField("subnets", coverage.subnets());
    out.writeNumberField("bastionHosts", coverage.bastionHosts());
    out.writeNumberField("securityAdminRules", coverage.adminRules());
    out.writeBooleanField("allSecurityAdminRulesRead", coverage.allAdminRules());
    out.writeNumberField("leftOut", coverage.leftOut());
    out.writeNumberField("requirements", summary.requirements());
    out.writeNumberField("broken", summary.brokenInAll());
    out.writeNumberField("brokenErrors", summary.broken(Severity.ERROR));
    out.writeNumberField("brokenWarnings", summary.broken(Severity.WARNING));
    out.writeNumberField("brokenNotes", summary.broken(Severity.NOTE));
    out.writeNumberField("undecided", summary.undecided());
    out.writeNumberField("hold", summary.hold());
    out.writeNumberField("notApplicable", summary.notApplicable());
    out.writeNumberField("accepted", summary.accepted());
    out.writeNumberField("known", summary.known());
    out.writeNumberField("notInDiff", summary.elsewhere());
    out.writeNumberField("problems", result.problems().size());
    out.writeNumberField("unreadFiles", summary.unread().size());
    out.writeEndObject();
  }

  private static void step(JsonOutput out, VerdictChange change) throws IOException {
    Finding finding = change.finding();
    out.writeStartObject();
    out.writeStringField("command", StepsText.words(change.command()));
    place(out, change.command());
    out.writeStringField("change", change.kind().name().toLowerCase(Locale.ROOT));
    out.writeStringField("rule", finding.rule().id());
    out.writeStringField("target", finding.target());
    out.writeStringField("resource", finding.resourceId());
    out.writeStringField("message", Wording.oneLine(StepsText.said(finding)));
    out.writeEndObject();
  }

  private static void pack(JsonOutput out, RulePack pack) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", pack.name());
    out.writeStringField("version", pack.version());
    out.writeStringField("source", pack.source());
    out.writeStrings("rules", pack.rules().stream().map(rule -> rule.id()).sorted().toList());
    out.writeArrayFieldStart("mappings");
    for (Rule rule : pack.rules()) {
      for (Mapping mapping : rule.notes().mappings()) {
        out.writeStartObject();
        out.writeStringField("rule", rule.id());
        out.writeStringField("benchmark", mapping.benchmark());
        out.writeStringField("version", mapping.version());
        out.writeStrings("controls", mapping.controls());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /**
   * @param stream that {@code out} writes to
   */
  private static void findings(JsonOutput out, OutputStream stream, LintResult result)
      throws IOException {
    int all = result.findings().size();
    // What is written apart follows another finding.
    int next = all <= OrderedParts.FEW ? all : 1;
    findings(out, result, 0, next);
    out.flush();
    OrderedParts.write(
        next,
        all,
        stream,
        (from, to, part) -> {
          try (JsonOutput own = out.continued(part)) {
            findings(own, result, from, to);
          }
        });
  }

  private static void findings(JsonOutput out, LintResult result, int from, int to)
      throws IOException {
    for (Finding finding : result.findings().subList(from, to)) {
      finding(out, finding, result.coverage().readAt(finding));
    }
  }

  private static void finding(JsonOutput out, Finding finding, Optional<String> readAt)
      throws IOException {
    Verdict verdict = finding.verdict();
    Optional<Verdict.Broken> broken =
        verdict.fold(
            holds -> Optional.empty(),
            Optional::of,
            undecided -> Optional.empty(),
            notApplicable -> Optional.empty());
    List<Verdict.Remark> reasons =
        verdict.fold(
            holds -> List.of(),
            wrong -> List.of(),
            Verdict.Undecided::reasons,
            notApplicable -> List.of());
    out.writeStartObject();
    out.writeStringField("rule", finding.rule().id());
    out.writeStringField("name", finding.rule().name());
    out.writeStringField("severity", Wording.severity(finding.severity()));
    out.writeStringField("verdict", VerdictKind.of(verdict).key());
    out.writeStringField("target", finding.target());
    out.writeStringField("resource", finding.resourceId());
    stretch(out, finding.span());
    out.writeStringField("message", Wording.message(finding));
    // When Azure gave what it is about, for what a scan or a snapshot read.
    if (readAt.isPresent()) {
      out.writeStringField("readAt", readAt.get());
    } else {
      out.writeNullField("readAt");
    }
    if (broken.isPresent()) {
      out.writeStringField("fix", Wording.sentence(finding.fix()));
    } else {
      out.writeNullField("fix");
    }
    witness(out, broken.flatMap(Verdict.Broken::witness));
    decidedBy(out, broken.flatMap(Verdict.Broken::decidedBy));
    involved(out, broken.map(Verdict.Broken::involved).orElse(List.of()));
    remarks(out, "nearMisses", broken.map(Verdict.Broken::nearMisses).orElse(List.of()));
    reasons(out, reasons);
    accepted(out, finding.standing().acceptance());
    switch (finding.standing().age()) {
      case NOT_COMPARED -> out.writeNullField("age");
      case NEW -> out.writeStringField("age", "new");
      case KNOWN -> out.writeStringField("age", "known");
    }
    out.writeBooleanField("inDiff", !finding.standing().elsewhere());
    out.writeEndObject();
  }

  private static void baseline(JsonOutput out, Optional<Comparison> comparison) throws IOException {
    if (comparison.isEmpty()) {
      out.writeNullField("baseline");
      return;
    }
    out.writeObjectFieldStart("baseline");
    out.writeStringField("name", comparison.get().baseline());
    out.writeArrayFieldStart("fixed");
    for (Comparison.Absent absent : comparison.get().absent()) {
      if (absent.fate() == Comparison.Fate.FIXED) {
        out.writeStartObject();
        out.writeStringField("rule", absent.rule());
        out.writeStringField("message", absent.message());
        out.writeStringField("resource", absent.resource());
        text(out, "file", absent.uri());
        out.writeNumberField("line", absent.line());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void accepted(JsonOutput out, Optional<Acceptance> by) throws IOException {
    if (by.isEmpty()) {
      out.writeNullField("accepted");
      return;
    }
    Acceptance acceptance = by.get();
    out.writeObjectFieldStart("accepted");
    out.writeStringField(
        "source",
        switch (acceptance.source()) {
          case COMMENT -> "comment";
          case SETTINGS -> "settings";
        });
    out.writeStringField("reason", Wording.oneLine(acceptance.reason()));
    text(out, "expires", acceptance.expires().map(LocalDate::toString));
    text(out, "owner", acceptance.owner());
    place(out, acceptance.span());
    out.writeEndObject();
  }

  private static void witness(JsonOutput out, Optional<Verdict.Witness> known) throws IOException {
    if (known.isEmpty()) {
      out.writeNullField("witness");
      return;
    }
    Verdict.Witness witness = known.get();
    out.writeObjectFieldStart("witness");
    out.writeStringField("protocol", witness.protocol());
    out.writeStringField("source", witness.source());
    out.writeNumberField("sourcePort", witness.sourcePort());
    out.writeStringField("destination", witness.destination());
    out.writeNumberField("destinationPort", witness.destinationPort());
    text(out, "sourceServiceTag", witness.sourceTag());
    text(out, "destinationServiceTag", witness.destinationTag());
    out.writeEndObject();
  }

  private static void text(JsonOutput out, String key, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      out.writeStringField(key, text.get());
    } else {
      out.writeNullField(key);
    }
  }

  static void serviceTags(JsonOutput out, Optional<ServiceTagSource> source) throws IOException {
    if (source.isEmpty()) {
      out.writeNullField("serviceTags");
      return;
    }
    out.writeObjectFieldStart("serviceTags");
    out.writeStringField("file", source.get().file());
    text(out, "cloud", source.get().cloud());
    text(out, "changeNumber", source.get().changeNumber());
    text(out, "date", source.get().date());
    out.writeStringField(
        "use",
        switch (source.get().use()) {
          case USED -> "used";
          case NOT_NEEDED -> "notNeeded";
          case NOT_USABLE -> "notUsable";
        });
    out.writeEndObject();
  }

  static void decidedBy(JsonOutput out, Optional<Verdict.DecidingRule> known) throws IOException {
    if (known.isEmpty()) {
      out.writeNullField("decidedBy");
      return;
    }
    out.writeFieldName("decidedBy");
    rule(out, known.get());
  }

  private static void involved(JsonOutput out, List<Verdict.DecidingRule> rules)
      throws IOException {
    out.writeArrayFieldStart("involved");
    for (Verdict.DecidingRule rule : rules) {
      rule(out, rule);
    }
    out.writeEndArray();
  }

  private static void rule(JsonOutput out, Verdict.DecidingRule rule) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", rule.name());
    if (rule.priority().isPresent()) {
      out.writeNumberField("priority", rule.priority().get());
    } else {
      out.writeNullField("priority");
    }
    out.writeBooleanField("standard", rule.standard());
    place(out, rule.span());
    out.writeEndObject();
  }

  private static void remarks(JsonOutput out, String field, List<Verdict.Remark> remarks)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Verdict.Remark remark : remarks) {
      out.writeStartObject();
      out.writeStringField("text", Wording.oneLine(remark.text()));
      place(out, remark.span());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void reasons(JsonOutput out, List<Verdict.Remark> reasons) throws IOException {
    out.writeArrayFieldStart("dependsOn");
    for (Verdict.Remark reason : reasons) {
      out.writeStartObject();
      out.writeStringField("text", Wording.oneLine(reason.text()));
      if (reason.advice().isEmpty()) {
        out.writeNullField("advice");
      } else {
        out.writeStringField("advice", Wording.oneLine(reason.advice()));
      }
      place(out, reason.span());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void problem(JsonOutput out, Problem problem) throws IOException {
    out.writeStartObject();
    out.writeStringField("severity", Wording.severity(problem.severity()));
    out.writeStringField("code", problem.code());
    out.writeStringField("message", Wording.sentence(problem.message()));
    stretch(out, problem.span());
    out.writeEndObject();
  }

  static void place(JsonOutput out, Span span) throws IOException {
    out.writeStringField("file", span.file().path());
    out.writeNumberField("line", span.line());
    out.writeNumberField("column", span.column());
  }

  private static void stretch(JsonOutput out, Span span) throws IOException {
    place(out, span);
    out.writeNumberField("endLine", span.endLine());
    out.writeNumberField("endColumn", span.endColumn());
  }
}
