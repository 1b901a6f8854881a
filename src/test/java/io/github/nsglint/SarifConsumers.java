package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private final List<String> faults = new ArrayList<>();
  private final JsonNode run;
  private final Profile profile;

  private SarifConsumers(JsonNode run, Profile profile) {
    this.run = run;
    this.profile = profile;
  }

  static void assertReadable(JsonNode log, Profile profile) {
    assertEquals(1, log.path("runs").size());
    SarifConsumers consumers = new SarifConsumers(log.at("/runs/0"), profile);
    consumers.driver();
    consumers.results();
    assertEquals(List.of(), consumers.faults);
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      faults.add(what);
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
      check(severity.isMissingNode() || severity.isTextual(), id + "'s security-severity");
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
    for (JsonNode result : run.path("results")) {
      result(result);
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
    check(result.path("locations").size() == 1, "one location");
    physical(result.at("/locations/0/physicalLocation"), rule);
    Set<Integer> ids = new HashSet<>();
    for (JsonNode related : result.path("relatedLocations")) {
      check(ids.add(related.path("id").asInt()), rule + ": ids of related locations");
      physical(related.path("physicalLocation"), rule + ", related");
    }
    message(result.path("message"), ids, rule);
    for (JsonNode step : result.at("/codeFlows/0/threadFlows/0/locations")) {
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

  /** Whoever shows markdown shows no links of it. */
  private void message(JsonNode message, Set<Integer> ids, String rule) {
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
