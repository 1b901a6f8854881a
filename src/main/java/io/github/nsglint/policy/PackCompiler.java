package io.github.nsglint.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.YamlReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Part of the build: writes the packs that come with the program as JSON beside them. To read YAML
 * takes a cold program as long as all the rest of its start; JSON it reads anyway.
 */
public final class PackCompiler {
  private PackCompiler() {}

  /**
   * @param arguments the folder of the packs, and the one to write to
   */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(Path.of(arguments[1]));
    for (String name : RulePacks.BUILT_IN) {
      String yaml = Files.readString(Path.of(arguments[0], name + ".yaml"));
      Path target = Path.of(arguments[1], name + ".json");
      try (Writer writer = Files.newBufferedWriter(target);
          JsonGenerator json = new JsonFactory().createGenerator(writer)) {
        write(YamlReader.read(new SourceFile(name + ".yaml", yaml)).value(), json);
      }
    }
  }

  private static void write(Node node, JsonGenerator json) throws IOException {
    if (node instanceof Node.MapNode map) {
      json.writeStartObject();
      for (Node.Entry entry : map.entries()) {
        json.writeFieldName(entry.key().value());
        write(entry.value(), json);
      }
      json.writeEndObject();
    } else if (node instanceof Node.ListNode list) {
      json.writeStartArray();
      for (Node item : list.items()) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (node instanceof Node.NumberNode number) {
      json.writeNumber(number.literal());
    } else if (node instanceof Node.BoolNode flag) {
      json.writeBoolean(flag.value());
    } else if (node instanceof Node.TextNode text) {
      json.writeString(text.value());
    } else {
      throw new IOException(node.span() + " cannot be compiled");
    }
  }
}
