package io.github.nsglint.report;

import io.github.nsglint.document.Severity;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SARIF's {@code tool.driver}: who wrote the log, every rule in force, also those without a result,
 * and the codes of the input's problems. Rules and codes stand in the order of their ids, and are
 * referred to by their index.
 */
final class SarifDriver {
  private static final String HOME = "https://github.com/nsglint/nsglint";

  /** GitHub refuses a file with more in one rule. */
  private static final int MOST_TAGS = 20;

  private record PackedRule(RulePack pack, Rule rule) {}

  private final String version;
  private final SortedMap<String, PackedRule> rules;
  private final List<String> ruleIds;
  private final List<String> codes;
  private final Taxonomies taxonomies;

  /**
   * @param codes of the problems that will be reported
   */
  SarifDriver(String version, List<RulePack> packs, SortedSet<String> codes) {
    this.version = version;
    SortedMap<String, PackedRule> byId = new TreeMap<>();
    for (RulePack pack : packs) {
      for (Rule rule : pack.rules()) {
        byId.putIfAbsent(rule.id(), new PackedRule(pack, rule));
      }
    }
    this.rules = byId;
    this.ruleIds = List.copyOf(byId.keySet());
    this.codes = List.copyOf(codes);
    this.taxonomies = new Taxonomies(byId.values().stream().map(PackedRule::rule).toList());
  }

  void taxonomies(JsonOutput out) throws IOException {
    taxonomies.write(out);
  }

  /** Empty for a rule that is in force no more. */
  Optional<Integer> indexOf(String id) {
    int index = Collections.binarySearch(ruleIds, id);
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  int ruleIndex(String id) {
    int index = Collections.binarySearch(ruleIds, id);
    if (index < 0) {
      throw new IllegalArgumentException("a finding of " + id + ", which is in no pack");
    }
    return index;
  }

  int codeIndex(String code) {
    return Collections.binarySearch(codes, code);
  }

  void write(JsonOutput out) throws IOException {
    out.writeObjectFieldStart("tool");
    out.writeObjectFieldStart("driver");
    out.writeStringField("name", "nsglint");
    out.writeStringField(
        "fullName", "nsglint " + version + ", a linter for Azure network security groups");
    out.writeStringField("organization", "nsglint");
    out.writeStringField("guid", Taxonomies.guid("tool", "nsglint"));
    out.writeStringField("version", version);
    out.writeStringField("semanticVersion", version);
    text(
        out,
        "shortDescription",
        "Proves whether Azure network security groups do what Azure Bastion needs.");
    out.writeStringField("informationUri", HOME);
    out.writeStringField("language", "en-US");
    taxonomies.supported(out);
    out.writeArrayFieldStart("rules");
    for (PackedRule packed : rules.values()) {
      rule(out, packed);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("notifications");
    for (String code : codes) {
      notification(out, code);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void rule(JsonOutput out, PackedRule packed) throws IOException {
    Rule rule = packed.rule();
    out.writeStartObject();
    out.writeStringField("id", rule.id());
    out.writeStringField("guid", Taxonomies.guid("rule", rule.id()));
    out.writeStringField("name", pascalCase(rule.name()));
    text(out, "shortDescription", Wording.sentence(rule.title()));
    text(out, "fullDescription", Wording.sentence(rule.why()));
    Optional<String> page = page(packed);
    if (page.isPresent()) {
      out.writeStringField("helpUri", page.get());
    }
    help(out, rule);
    out.writeObjectFieldStart("defaultConfiguration");
    out.writeBooleanField("enabled", true);
    out.writeStringField("level", Wording.severity(rule.severity()));
    out.writeNumberField("rank", rank(rule.severity()));
    out.writeEndObject();
    Taxonomies.relationships(out, rule);
    properties(out, packed);
    out.writeEndObject();
  }

  /** SARIF's priority from 0 to 100, for readers that sort by it: as the security severity. */
  static int rank(Severity severity) {
    return switch (severity) {
      case ERROR -> 75;
      case WARNING -> 50;
      case NOTE -> 25;
    };
  }

  /** An empty or relative {@code helpUri} makes the whole log invalid. */
  private static Optional<String> page(PackedRule packed) {
    List<String> references = packed.rule().references();
    String page = references.isEmpty() ? packed.pack().source() : references.get(0);
    try {
      return Optional.of(new URI(page)).filter(URI::isAbsolute).map(URI::toString);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static void help(JsonOutput out, Rule rule) throws IOException {
    String fix = Wording.sentence(rule.fix());
    String links =
        rule.references().stream()
            .map(page -> "- <" + Wording.oneLine(page) + ">")
            .collect(Collectors.joining("\n"));
    out.writeObjectFieldStart("help");
    out.writeStringField(
        "text",
        fix
            + " More: nsglint explain "
            + rule.id()
            + rule.references().stream().map(page -> " " + page).collect(Collectors.joining()));
    out.writeStringField(
        "markdown",
        "**Why.** "
            + Wording.sentence(rule.why())
            + "\n\n**Fix.** "
            + fix
            + (links.isEmpty() ? "" : "\n\n**Read more**\n\n" + links)
            + "\n\nAn example that holds and one that is broken: `nsglint explain "
            + rule.id()
            + "`");
    out.writeEndObject();
  }

  private static void properties(JsonOutput out, PackedRule packed) throws IOException {
    Rule rule = packed.rule();
    out.writeObjectFieldStart("properties");
    out.writeStrings("tags", tags(rule));
    out.writeStringField(
        "precision",
        switch (rule.notes().confidence()) {
          case HIGH -> "very-high";
          case MEDIUM -> "high";
          case LOW -> "medium";
        });
    switch (rule.severity()) {
      case ERROR -> out.writeStringField("security-severity", "7.5");
      case WARNING -> out.writeStringField("security-severity", "5.0");
      case NOTE -> {} // not a matter of security alone
    }
    out.writeStringField(
        "problem.severity",
        rule.severity() == Severity.NOTE ? "recommendation" : Wording.severity(rule.severity()));
    out.writeStringField("pack", packed.pack().name());
    out.writeStringField("packVersion", packed.pack().version());
    out.writeEndObject();
  }

  private static List<String> tags(Rule rule) {
    Set<String> tags = new LinkedHashSet<>(List.of("security"));
    rule.tags().forEach(tag -> tags.add(tag.toLowerCase(Locale.ROOT)));
    return tags.stream().limit(MOST_TAGS).toList();
  }

  private void notification(JsonOutput out, String code) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", code);
    // A name that differs from the id in case alone is taken for the id.
    out.writeStringField("name", "Input" + pascalCase(code));
    text(out, "shortDescription", "The input has a problem: " + code.replace('-', ' ') + ".");
    text(
        out,
        "fullDescription",
        "A problem of the input, not a finding. At level error, something was not judged.");
    text(out, "help", "Mend the input at the place named, and run again.");
    out.writeEndObject();
  }

  private static void text(JsonOutput out, String field, String text) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("text", text);
    out.writeEndObject();
  }

  /** {@code bastion-inbound-https} → {@code BastionInboundHttps}. */
  private static String pascalCase(String kebab) {
    return Arrays.stream(kebab.split("-"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
