package io.github.nsglint.report;

import io.github.nsglint.policy.Mapping;
import io.github.nsglint.policy.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Benchmarks that rules help to meet, each version one taxonomy, since one number means different
 * things in different versions. Texts of the benchmarks are not repeated.
 */
final class Taxonomies {
  /**
   * @param name SARIF's short name, with the version
   */
  private record Catalogue(
      String name, String fullName, String version, String organization, Optional<String> page) {
    static Catalogue of(Mapping mapping) {
      String name = mapping.benchmark() + " " + mapping.version();
      String title = mapping.title();
      String version = mapping.version();
      return switch (mapping.benchmark()) {
        case "cis-azure-foundations" ->
            new Catalogue(
                name,
                title,
                version,
                "Center for Internet Security",
                Optional.of("https://www.cisecurity.org/benchmark/azure"));
        case "mcsb" ->
            new Catalogue(
                name,
                title,
                version,
                "Microsoft",
                Optional.of("https://learn.microsoft.com/security/benchmark/azure/overview"));
        case "nist-800-53" ->
            new Catalogue(
                name,
                title,
                version,
                "National Institute of Standards and Technology",
                Optional.of("https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final"));
        case "pci-dss" ->
            new Catalogue(
                name,
                title,
                version,
                "PCI Security Standards Council",
                Optional.of("https://www.pcisecuritystandards.org/document_library/"));
        // Readers know a weakness by this name alone.
        case "cwe" ->
            new Catalogue(
                "CWE",
                "Common Weakness Enumeration " + version,
                version,
                "MITRE",
                Optional.of("https://cwe.mitre.org/"));
        default -> new Catalogue(name, title, version, "", Optional.empty());
      };
    }

    String guid() {
      return Taxonomies.guid("taxonomy", name);
    }
  }

  private record Control(Catalogue catalogue, String id) {
    String guid() {
      return Taxonomies.guid("taxon", catalogue.name() + "\n" + id);
    }
  }

  private final Map<String, Catalogue> catalogues = new TreeMap<>();
  private final Map<String, TreeSet<String>> used = new TreeMap<>();

  Taxonomies(Iterable<Rule> rules) {
    for (Rule rule : rules) {
      for (Control control : controls(rule)) {
        String name = control.catalogue().name();
        catalogues.putIfAbsent(name, control.catalogue());
        used.computeIfAbsent(name, key -> new TreeSet<>()).add(control.id());
      }
    }
  }

  private static List<Control> controls(Rule rule) {
    List<Control> controls = new ArrayList<>();
    for (Mapping mapping : rule.notes().mappings()) {
      for (String id : mapping.controls()) {
        controls.add(new Control(Catalogue.of(mapping), id));
      }
    }
    return controls;
  }

  /** The same text gives the same one. */
  static String guid(String kind, String text) {
    return new Guids().of(kind, text);
  }

  /** What the driver says of the catalogues that it refers to. */
  void supported(JsonOutput out) throws IOException {
    out.writeArrayFieldStart("supportedTaxonomies");
    for (Catalogue catalogue : catalogues.values()) {
      out.writeStartObject();
      out.writeStringField("name", catalogue.name());
      out.writeStringField("guid", catalogue.guid());
      out.writeEndObject();
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
    for (Catalogue catalogue : catalogues.values()) {
      catalogue(out, catalogue);
    }
    out.writeEndArray();
  }

  private void catalogue(JsonOutput out, Catalogue catalogue) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", catalogue.name());
    out.writeStringField("fullName", catalogue.fullName());
    out.writeStringField("version", catalogue.version());
    if (!catalogue.organization().isEmpty()) {
      out.writeStringField("organization", catalogue.organization());
    }
    if (catalogue.page().isPresent()) {
      out.writeStringField("informationUri", catalogue.page().get());
    }
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
      if (catalogue.page().isPresent()) {
        out.writeStringField("helpUri", catalogue.page().get());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
