package io.github.nsglint.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON Schemas (draft 7) of packs and of settings, for editors. The keys and words are those of the
 * readers, which check more than a schema can: names, places, what goes with what.
 */
public final class PackSchemas {
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
  private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> SCALAR =
      Map.of("type", List.of("string", "number", "boolean"));
  private static final Map<String, Object> REFERENCE =
      object("type", "string", "pattern", "^\\$[a-z][a-z0-9]*(-[a-z0-9]+)*$");

  private PackSchemas() {}

  /** Of a rule pack. */
  public static String pack() {
    Map<String, Object> pack = map(PackReader.KEYS);
    pack.put("version", date());
    pack.put("extends", anyOf(TEXT, list(TEXT)));
    pack.put("for", list(TEXT));
    pack.put("address-families", list(object("enum", List.of("IPv4", "IPv6"))));
    pack.put("settings", mapOf(setting()));
    pack.put("override", mapOf(anyOf(state(), closed(ruleKeys()))));
    pack.put("rules", list(rule()));
    Map<String, Object> schema = root("A rule pack of nsglint", closed(pack));
    schema.put("required", List.of("pack", "version", "source"));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("condition", condition());
    definitions.put("place", place());
    definitions.put("ports", anyOf(REFERENCE, list(object("type", List.of("string", "integer")))));
    definitions.put("flow", flow(FlowPatternReader.KEYS));
    definitions.put("exception", flow(FlowPatternReader.OF_EXCEPT));
    schema.put("definitions", definitions);
    return written(schema);
  }

  /** Of {@code nsglint.yaml}. */
  public static String settings() {
    Map<String, Object> keys = map(SettingsReader.KEYS);
    keys.put("packs", list(TEXT));
    keys.put("rules", mapOf(state()));
    keys.put("settings", mapOf(object("type", "object")));
    keys.put("exclude", list(TEXT));
    Map<String, Object> suppression = map(SettingsReader.OF_SUPPRESSION);
    suppression.put("expires", date());
    Map<String, Object> one = closed(suppression);
    one.put("required", List.of("rule", "reason"));
    one.put(
        "anyOf",
        List.of(object("required", List.of("resource")), object("required", List.of("path"))));
    keys.put("suppressions", list(one));
    return written(root("Settings of nsglint, nsglint.yaml", closed(keys)));
  }

  private static Map<String, Object> setting() {
    Map<String, Object> keys = map(PackSettings.KEYS);
    keys.put("type", object("enum", PackSettings.types()));
    keys.put("default", object("type", List.of("string", "number", "boolean", "array")));
    Map<String, Object> setting = closed(keys);
    setting.put("required", PackSettings.KEYS);
    return setting;
  }

  private static Map<String, Object> rule() {
    Map<String, Object> rule = closed(ruleKeys());
    rule.put("required", List.of("id", "name", "title", "severity", "why", "fix", "target"));
    return rule;
  }

  private static Map<String, Object> ruleKeys() {
    Map<String, Object> keys = map(RuleReader.KEYS);
    List<String> severities = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      severities.add(severity.name().toLowerCase(Locale.ROOT));
    }
    keys.put("severity", anyOf(object("enum", severities), REFERENCE));
    keys.put("tags", list(TEXT));
    keys.put("references", list(TEXT));
    keys.put("target", target());
    keys.put("when", ref("condition"));
    keys.put("mappings", mapOf(mapOf(list(SCALAR))));
    keys.put("confidence", object("enum", RuleNotesReader.words()));
    keys.put("since", date());
    for (Requirement.Demand demand : Requirement.Demand.values()) {
      keys.put(demand.key(), list(ref("flow")));
    }
    for (Requirement.Quality quality : Requirement.Quality.values()) {
      keys.put(quality.key(), object("enum", List.of("security-rules")));
    }
    keys.put("gate", list(row()));
    keys.put("must-have", ref("condition"));
    keys.put(Requirement.BastionReach.KEY, ref("ports"));
    return keys;
  }

  private static Map<String, Object> row() {
    Map<String, Object> keys = map(RequirementReader.ROW_KEYS);
    keys.put("pattern", ref("flow"));
    keys.put("functional", ref("flow"));
    keys.put("some", object("type", "boolean"));
    keys.put("confirmed", object("type", "boolean"));
    keys.put("also-accepted", list(TEXT));
    Map<String, Object> row = closed(keys);
    row.put("required", List.of("label", "pattern", "confirmed"));
    return row;
  }

  private static Map<String, Object> target() {
    Map<String, Object> keys = map(TargetReader.KEYS);
    keys.put("except", anyOf(REFERENCE, list(TEXT)));
    keys.put("except-subnets", anyOf(REFERENCE, list(TEXT)));
    keys.put("tags", mapOf(SCALAR));
    keys.put("where", ref("condition"));
    return closed(keys);
  }

  private static Map<String, Object> condition() {
    Map<String, Object> keys = map(ConditionReader.KEYS);
    Map<String, Object> several = list(ref("condition"));
    keys.put("all", several);
    keys.put("any", several);
    keys.put("not", ref("condition"));
    keys.put("where", ref("condition"));
    keys.put("exists", anyOf(object("type", "boolean"), REFERENCE));
    keys.put("equals", SCALAR);
    keys.put("one-of", anyOf(REFERENCE, list(SCALAR)));
    for (String bound : List.of("at-least", "at-most", "prefix-length-at-most")) {
      keys.put(bound, anyOf(object("type", "number"), REFERENCE));
    }
    keys.put("absent", object("enum", List.of(false, "unknown")));
    return anyOf(object("type", "boolean"), REFERENCE, closed(keys));
  }

  private static Map<String, Object> flow(List<String> names) {
    Map<String, Object> keys = map(names);
    keys.put("protocols", list(TEXT));
    keys.put("source", ref("place"));
    keys.put("destination", ref("place"));
    keys.put("destination-ports", ref("ports"));
    if (names.contains("except")) {
      keys.put("except", list(ref("exception")));
    }
    return closed(keys);
  }

  private static Map<String, Object> place() {
    Map<String, Object> some = anyOf(TEXT, list(TEXT));
    return anyOf(
        TEXT, list(TEXT), closed(object("of", some, "except", anyOf(REFERENCE, list(TEXT)))));
  }

  private static Map<String, Object> state() {
    // YAML 1.1, which editors read, takes off and on for truth values.
    List<Object> words = new ArrayList<>(RuleChange.words());
    words.add(false);
    words.add(true);
    return object("enum", words);
  }

  private static Map<String, Object> date() {
    return object("type", "string", "pattern", DATE);
  }

  private static Map<String, Object> root(String title, Map<String, Object> object) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", DRAFT);
    root.put("title", title);
    root.putAll(object);
    return root;
  }

  /** Keys that are texts, until they are put anew. */
  private static Map<String, Object> map(List<String> keys) {
    Map<String, Object> map = new LinkedHashMap<>();
    keys.forEach(key -> map.put(key, TEXT));
    return map;
  }

  private static Map<String, Object> closed(Map<String, Object> keys) {
    return object("type", "object", "properties", keys, "additionalProperties", false);
  }

  private static Map<String, Object> mapOf(Map<String, Object> value) {
    return object("type", "object", "additionalProperties", value);
  }

  private static Map<String, Object> list(Map<String, Object> item) {
    return object("type", "array", "minItems", 1, "items", item);
  }

  private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
    return object("anyOf", List.of(one, other));
  }

  private static Map<String, Object> anyOf(
      Map<String, Object> one, Map<String, Object> other, Map<String, Object> third) {
    return object("anyOf", List.of(one, other, third));
  }

  private static Map<String, Object> ref(String definition) {
    return object("$ref", "#/definitions/" + definition);
  }

  /** Keys and values in turn. */
  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return object;
  }

  private static String written(Map<String, Object> schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      write(schema, json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text + "\n";
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
