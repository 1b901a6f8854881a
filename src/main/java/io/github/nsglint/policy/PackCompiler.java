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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Part of the build: writes the packs that come with the program as JSON beside them. To read YAML
 * takes a cold program as long as all the rest of its start; JSON it reads anyway.
 */
public final class PackCompiler {
  private static final String YAML = ".yaml";

  /** The resource types that packs are about or look for; see source.NetworkTypes. */
  private static final String TYPES = "types.txt";

  private static final Set<String> NAMING_RESOURCES = Set.of("resource", "some");

  private PackCompiler() {}

  /**
   * @param arguments the folder of the packs, and the one to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[1]);
    Files.createDirectories(target);
    List<String> general = new ArrayList<>();
    List<String> ofServices = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (Path pack : packs(Path.of(arguments[0]))) {
      String file = String.valueOf(pack.getFileName());
      String name = file.substring(0, file.length() - YAML.length());
      Node root = YamlReader.read(new SourceFile(file, Files.readString(pack))).value();
      try (Writer writer = Files.newBufferedWriter(target.resolve(name + ".json"));
          JsonGenerator json = new JsonFactory().createGenerator(writer)) {
        write(root, json);
      }
      List<String> about = about(root);
      (about.isEmpty() ? general : ofServices).add(String.join("\t", line(name, about)));
      about.stream().filter(ResourceKind::isType).forEach(types::add);
      addTypes(root, types);
    }
    general.addAll(ofServices);
    Files.write(target.resolve(BuiltInPacks.INDEX), general);
    Files.write(target.resolve(TYPES), types);
  }

  private static List<Path> packs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(YAML)).sorted().toList();
    }
  }

  /** What stands under a key that names resources by their type. */
  private static void addTypes(Node node, Set<String> types) {
    if (node instanceof Node.MapNode map) {
      for (Node.Entry entry : map.entries()) {
        if (NAMING_RESOURCES.contains(entry.key().value())) {
          entry.value().scalar().filter(ResourceKind::isType).ifPresent(types::add);
        }
        addTypes(entry.value(), types);
      }
    } else if (node instanceof Node.ListNode list) {
      list.items().forEach(item -> addTypes(item, types));
    }
  }

  private static List<String> about(Node root) {
    return root instanceof Node.MapNode map
            && map.get("for").orElse(null) instanceof Node.ListNode list
        ? list.items().stream().map(item -> item.scalar().orElse("")).toList()
        : List.of();
  }

  private static List<String> line(String name, List<String> about) {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(about);
    return line;
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
