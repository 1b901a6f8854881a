package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nsglint.report.SarifReport.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What readers of SARIF logs need beyond the standard's schema: without it GitHub refuses a log,
 * DefectDojo and Visual Studio Code fail, or show something else than is meant.
 */
final class SarifConsumers {
  private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\(([0-9]+)\\)");

  private static final String GUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final List<String> faults = new ArrayList<>();
  private final JsonNode run;
  private final Profile profile;

  private SarifConsumers(JsonNode run, Profile profile) {
    this.run = run;
    this.profile = profile;
  }

  static void assertReadable(JsonNode log, Profile profile) {
    assertEquals(1, log.path("runs").size());
    assertEquals("2.1.0", log.path("version").asText());
    assertTrue(log.path("$schema").asText().endsWith("2.1.0.json"), "GitHub looks at its end");
    SarifConsumers consumers = new SarifConsumers(log.at("/runs/0"), profile);
    consumers.run();
    consumers.driver();
    consumers.results();
    assertEquals(List.of(), consumers.faults);
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      faults.add(what);
    }
  }

  private void run() {
    check(run.at("/automationDetails/id").asText().contains("/"), "a category");
    check(run.path("columnKind").asText().equals("utf16CodeUnits"), "what columns count");
    run.path("originalUriBaseIds")
        .forEach(base -> check(!base.has("uri"), "the folder of a run is private"));
    JsonNode invocation = run.at("/invocations/0");
    check(invocation.path("executionSuccessful").isBoolean(), "executionSuccessful");
    check(!invocation.has("workingDirectory"), "GitHub takes it for the root of the checkout");
    for (String kind : List.of("toolExecutionNotifications", "toolConfigurationNotifications")) {
      for (JsonNode notification : invocation.path(kind)) {
        String id = notification.at("/descriptor/id").asText();
        int index = notification.at("/descriptor/index").asInt(-1);
        check(
            run.at("/tool/driver/notifications/" + index + "/id").asText().equals(id),
            id + "'s index");
        check(!notification.at("/message/text").asText().isEmpty(), id + "'s message");
      }
    }
    for (JsonNode artifact : run.path("artifacts")) {
      check(!artifact.at("/location/uri").asText().isEmpty(), "an artifact without a file");
      check(!artifact.has("contents"), "contents are never embedded");
    }
    for (JsonNode taxonomy : run.path("taxonomies")) {
      check(!taxonomy.path("guid").asText().isEmpty(), "a taxonomy's guid");
      taxonomy
          .path("taxa")
          .forEach(taxon -> check(!taxon.path("id").asText().isEmpty(), "a taxon"));
    }
  }

  private void driver() {
    JsonNode driver = run.at("/tool/driver");
    check(driver.path("name").asText().equals("nsglint"), "the name is the alerts' identity");
    check(!driver.path("version").asText().isEmpty(), "version");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : driver.path("rules")) {
      String id = rule.path("id").asText();
      check(ids.add(id), id + " is there twice");
      check(id.matches("[A-Z]{1,8}(-?[0-9]{1,6}){0,3}"), "the id " + id);
      check(rule.path("name").asText().matches("[A-Z][A-Za-z0-9]{1,254}"), id + "'s name");
      for (String text : List.of("/shortDescription/text", "/fullDescription/text")) {
        check(rule.at(text).asText().matches("(?s).{1,1023}\\."), id + text);
      }
      check(!rule.at("/help/text").asText().isEmpty(), id + "'s help");
      check(
          !rule.has("helpUri") || rule.path("helpUri").asText().startsWith("https://"),
          id + "'s helpUri");
      JsonNode severity = rule.at("/properties/security-severity");
      check(
          severity.isMissingNode() || severity.asText().matches("([0-9]\\.[0-9]|10\\.0)"),
          id + "'s security-severity");
      check(severity.isMissingNode() || severity.isTextual(), id + "'s security-severity");
      check(!rule.at("/properties/precision").asText().isEmpty(), id + "'s precision");
      check(!rule.has("messageStrings"), "templates that no result names");
      Set<String> tags = new HashSet<>();
      rule.at("/properties/tags").forEach(tag -> check(tags.add(tag.asText()), id + "'s tags"));
      check(tags.size() <= 20 && tags.contains("security"), id + "'s tags");
      rule.path("relationships")
          .forEach(
              relation ->
                  check(!relation.at("/target/id").asText().isEmpty(), id + "'s relationship"));
    }
  }

  private void results() {
    check(run.path("results").isArray(), "results are there, be it none");
    Set<String> guids = new HashSet<>();
    for (JsonNode result : run.path("results")) {
      result(result);
      String guid = result.path("guid").asText();
      check(guids.add(guid), guid + " is there twice");
      check(guid.matches(GUID), "only versions 1 to 5 are valid: " + guid);
    }
  }

  private void result(JsonNode result) {
    String rule = result.path("ruleId").asText();
    check(
        run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt(-1) + "/id")
            .asText()
            .equals(rule),
        rule + "'s index");
    boolean fail = result.path("kind").asText().equals("fail");
    check(fail || profile == Profile.FULL, "code scanning takes every result for an alert");
    check(result.has("level"), "the level is written");
    check(fail != result.path("level").asText().equals("none"), "only a failure has a level");
    check(fail == result.has("rank"), "a failure has a rank");
    check(!result.has("fingerprints"), "DefectDojo would look at nothing else");
    check(result.path("locations").size() == 1, "one location");
    for (JsonNode logical : result.at("/locations/0/logicalLocations")) {
      check(!logical.path("fullyQualifiedName").asText().isEmpty(), rule + "'s resource");
    }
    for (JsonNode suppression : result.path("suppressions")) {
      check(
          suppression.path("status").asText().equals("accepted"), "what counts is not suppressed");
      check(!suppression.path("justification").asText().isEmpty(), "why " + rule + " is accepted");
    }
    physical(result.at("/locations/0/physicalLocation"), rule);
    Set<Integer> ids = new HashSet<>();
    for (JsonNode related : result.path("relatedLocations")) {
      check(ids.add(related.path("id").asInt()), rule + ": ids of related locations");
      physical(related.path("physicalLocation"), rule + ", related");
    }
    message(result.path("message"), ids, rule);
    JsonNode steps = result.at("/codeFlows/0/threadFlows/0/locations");
    check(steps.size() <= 1000, rule + ": GitHub shows a thousand steps");
    check(result.path("relatedLocations").size() <= 100, rule + ": GitHub shows a hundred places");
    for (JsonNode step : steps) {
      physical(step.at("/location/physicalLocation"), rule + ", a step");
      check(!step.at("/location/message/text").asText().isEmpty(), rule + ", a step's message");
    }
    Iterator<String> keys = result.path("partialFingerprints").fieldNames();
    keys.forEachRemaining(
        key -> check(key.matches("[A-Za-z]+(/v[0-9]+)?"), "the fingerprint " + key));
    check(
        !result.at("/partialFingerprints/nsglintResult~1v1").asText().isEmpty(),
        rule + "'s fingerprint");
    result
        .path("fixes")
        .forEach(fix -> check(!fix.at("/description/text").asText().isEmpty(), rule + "'s fix"));
  }

  /** Whoever shows markdown shows no links of it; an id that a rule lacks ends DefectDojo. */
  private void message(JsonNode message, Set<Integer> ids, String rule) {
    check(!message.has("id"), rule + "'s message has an id");
    check(!message.path("text").asText().isEmpty(), rule + "'s message");
    check(!message.has("markdown"), rule + "'s message in markdown");
    Matcher links = LINK.matcher(message.path("text").asText());
    while (links.find()) {
      check(ids.contains(Integer.parseInt(links.group(1))), rule + ": link " + links.group());
    }
  }

  private void physical(JsonNode place, String rule) {
    String uri = place.at("/artifactLocation/uri").asText();
    check(!uri.isEmpty(), rule + ": a place without a file");
    if (profile != Profile.FULL) {
      check(!uri.matches("[a-z]+:.*|/.*|\\./.*"), rule + ": code scanning does not know " + uri);
    }
    check(!uri.contains("\\") && !uri.contains(" "), rule + ": the URI " + uri);
    int index = place.at("/artifactLocation/index").asInt(-1);
    check(
        index < 0 || run.at("/artifacts/" + index + "/location/uri").asText().equals(uri),
        rule + ": the artifact of " + uri);
    JsonNode region = place.path("region");
    for (String field : List.of("startLine", "startColumn", "endLine", "endColumn")) {
      check(region.path(field).asInt() > 0, rule + ": " + field);
    }
    check(
        region.path("startLine").asInt() == region.path("endLine").asInt(),
        rule + ": GitHub shows an alert whose lines are all in the diff");
    JsonNode context = place.path("contextRegion");
    if (!context.isMissingNode()) {
      check(
          context.path("endLine").asInt() - context.path("startLine").asInt() > 0,
          rule + ": the context is larger");
    }
  }
}
