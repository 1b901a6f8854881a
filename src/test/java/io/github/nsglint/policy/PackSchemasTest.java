package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors get: those in the repository, and right about the packs there are. */
class PackSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theFilesAreThoseThatTheReadersGive() throws IOException {
    assertMatches(Path.of("src/main/doc/pack.schema.json"), PackSchemas.pack());
    assertMatches(Path.of("src/main/doc/settings.schema.json"), PackSchemas.settings());
  }

  private static void assertMatches(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(expected, actual);
      return;
    }
    assertEquals(Files.readString(expected), actual);
  }

  @Test
  void everyPackThatComesWithTheProgramFits() throws IOException {
    JsonSchema schema = schema(PackSchemas.pack());
    for (BuiltInPacks.Entry entry : BuiltInPacks.all()) {
      JsonNode pack = JSON.readTree(BuiltInPacks.file(entry.name()).text());
      assertEquals(Set.of(), schema.validate(pack), entry.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ 'pack': 'p', 'version': '2026-01-01', 'source': 'https://a.b', 'rule': [] }",
        "{ 'pack': 'p', 'version': 'new', 'source': 'https://a.b' }",
        "{ 'pack': 'p', 'version': '2026-01-01', 'source': 'https://a.b',"
            + " 'override': { 'BAS101': 'of' } }",
        "{ 'pack': 'p', 'version': '2026-01-01', 'source': 'https://a.b',"
            + " 'settings': { 'a': { 'type': 'port', 'default': [], 'description': 'b' } } }",
        "{ 'pack': 'p', 'version': '2026-01-01', 'source': 'https://a.b',"
            + " 'override': { 'BAS101': { 'must-allow': [{ 'destination-port': [1] }] } } }",
      })
  void whatIsNoPackDoesNot(String text) throws IOException {
    JsonNode pack = JSON.readTree(text.replace('\'', '"'));
    assertFalse(schema(PackSchemas.pack()).validate(pack).isEmpty());
  }

  @Test
  void settingsFitOrDoNot() throws IOException {
    JsonSchema schema = schema(PackSchemas.settings());
    String right =
        "{ 'packs': ['a.yaml'], 'rules': { 'BAS205': 'off' }, 'settings': { 'p': { 'a': [1] } },"
            + " 'exclude': ['a'], 'suppressions': [{ 'rule': 'a', 'reason': 'b', 'path': 'c' }] }";
    for (String wrong :
        new String[] {
          right.replace("'rules'", "'rule'"),
          right.replace("'off'", "'of'"),
          right.replace(", 'path': 'c'", "")
        }) {
      assertFalse(schema.validate(JSON.readTree(wrong.replace('\'', '"'))).isEmpty(), wrong);
    }
    assertEquals(Set.of(), schema.validate(JSON.readTree(right.replace('\'', '"'))));
  }

  private static JsonSchema schema(String text) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
  }
}
