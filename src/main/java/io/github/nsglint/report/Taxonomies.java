package io.github.nsglint.report;

import io.github.nsglint.policy.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Catalogues of controls and weaknesses that rules have to do with. A rule names a control by a
 * tag: the catalogue's key, a dash, and the control, as in {@code mcsb-ns-1} and {@code cwe-923}.
 * Texts of the catalogues are not repeated.
 */
final class Taxonomies {
  /**
   * @param key what tags of it start with
   * @param name SARIF's short name
   * @param prefix of the ids of its controls
   */
  private record Catalogue(
      String key, String name, String fullName, String organization, String page, String prefix) {
    String guid() {
      return Taxonomies.guid("taxonomy", name);
    }
  }

  private static final List<Catalogue> CATALOGUES =
      List.of(
          new Catalogue(
              "cis",
              "CIS-Azure",
              "CIS Microsoft Azure Foundations Benchmark",
              "Center for Internet Security",
              "https://www.cisecurity.org/benchmark/azure",
              ""),
          new Catalogue(
              "cwe",
              "CWE",
              "Common Weakness Enumeration",
              "MITRE",
              "https://cwe.mitre.org/",
              "CWE-"),
          new Catalogue(
              "mcsb",
              "MCSB",
              "Microsoft cloud security benchmark",
              "Microsoft",
              "https://learn.microsoft.com/security/benchmark/azure/overview",
              ""),
          new Catalogue(
              "nist",
              "NIST-SP-800-53",
              "Security and Privacy Controls for Information Systems and Organizations",
              "National Institute of Standards and Technology",
              "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
              ""));

  private record Control(Catalogue catalogue, String id) {
    String guid() {
      return Taxonomies.guid("taxon", catalogue.name() + "\n" + id);
    }
  }

  private final Map<String, TreeSet<String>> used = new TreeMap<>();

  Taxonomies(Iterable<Rule> rules) {
    for (Rule rule : rules) {
      for (Control control : controls(rule)) {
        used.computeIfAbsent(control.catalogue().name(), key -> new TreeSet<>()).add(control.id());
      }
    }
  }

  private static List<Control> controls(Rule rule) {
    List<Control> controls = new ArrayList<>();
    for (String tag : rule.tags()) {
      int dash = tag.indexOf('-');
      for (Catalogue catalogue : CATALOGUES) {
        if (dash > 0 && tag.substring(0, dash).equalsIgnoreCase(catalogue.key())) {
          String id = tag.substring(dash + 1).toUpperCase(Locale.ROOT);
          controls.add(new Control(catalogue, catalogue.prefix() + id));
        }
      }
    }
    return controls;
  }

  /** The same text gives the same one. */
  static String guid(String kind, String text) {
    byte[] name = ("nsglint " + kind + "\n" + text).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  /** What the driver says of the catalogues that it refers to. */
  void supported(JsonOutput out) throws IOException {
    out.writeArrayFieldStart("supportedTaxonomies");
    for (Catalogue catalogue : CATALOGUES) {
      if (used.containsKey(catalogue.name())) {
        out.writeStartObject();
        out.writeStringField("name", catalogue.name());
        out.writeStringField("guid", catalogue.guid());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  /** A rule's controls. */
  static void relationships(JsonOutput out, Rule rule) throws IOException {
    List<Control> controls = controls(rule);
    if (controls.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("relationships");
    for (Control control : controls) {
      out.writeStartObject();
      out.writeObjectFieldStart("target");
      out.writeStringField("id", control.id());
      out.writeStringField("guid", control.guid());
      out.writeObjectFieldStart("toolComponent");
      out.writeStringField("name", control.catalogue().name());
      out.writeStringField("guid", control.catalogue().guid());
      out.writeEndObject();
      out.writeEndObject();
      out.writeStrings("kinds", List.of("relevant"));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** The run's member of that name, with the controls that rules refer to. */
  void write(JsonOutput out) throws IOException {
    out.writeArrayFieldStart("taxonomies");
    for (Catalogue catalogue : CATALOGUES) {
      if (used.containsKey(catalogue.name())) {
        catalogue(out, catalogue);
      }
    }
    out.writeEndArray();
  }

  private void catalogue(JsonOutput out, Catalogue catalogue) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", catalogue.name());
    out.writeStringField("fullName", catalogue.fullName());
    out.writeStringField("organization", catalogue.organization());
    out.writeStringField("informationUri", catalogue.page());
    out.writeStringField("guid", catalogue.guid());
    out.writeStringField("language", "en-US");
    out.writeBooleanField("isComprehensive", false);
    out.writeObjectFieldStart("shortDescription");
    out.writeStringField("text", "Identifiers of " + catalogue.fullName() + ".");
    out.writeEndObject();
    out.writeArrayFieldStart("taxa");
    for (String id : used.getOrDefault(catalogue.name(), new TreeSet<>())) {
      out.writeStartObject();
      out.writeStringField("id", id);
      out.writeStringField("guid", new Control(catalogue, id).guid());
      out.writeStringField("helpUri", catalogue.page());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
