package io.github.nsglint.source.arm;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.template.LinkedTemplate;
import io.github.nsglint.source.template.Template;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The templates in files that others link to, each read once. */
final class LinkedFiles {
  private final Map<Path, Template> inputs = new HashMap<>();
  private final Map<Path, LinkedTemplate> read = new HashMap<>();

  /** A template that was read already. */
  void add(HeldTemplate held) {
    held.place().ifPresent(place -> inputs.put(place, held.template()));
  }

  /**
   * @param path from the folder of the template on
   * @param from gets the problems in the file
   */
  LinkedTemplate at(String path, HeldTemplate from) {
    Optional<Path> location = from.file().locationBeside(path).map(HeldTemplate::real);
    if (location.isEmpty()) {
      return new LinkedTemplate.Missing("there is no file '" + path + "' beside the template");
    }
    Template input = inputs.get(location.get());
    if (input != null) {
      return new LinkedTemplate.Found(input, path);
    }
    LinkedTemplate known = read.get(location.get());
    if (known == null) {
      known = read(path, from);
      read.put(location.get(), known);
    }
    return known instanceof LinkedTemplate.Found found
        ? new LinkedTemplate.Found(found.template(), path)
        : known;
  }

  private static LinkedTemplate read(String path, HeldTemplate from) {
    Loaded<SourceFile> text = from.file().beside(path).orElseThrow();
    text.problems().forEach(from.output().problems());
    LinkedTemplate none = new LinkedTemplate.Missing("'" + path + "' is no template");
    if (FileBytes.isUnread(text)) {
      return none;
    }
    Loaded<Node> root = JsonReader.read(text.value());
    boolean broken = root.value() instanceof Node.Unresolved;
    if (!broken && !(root.value() instanceof MapNode map && ArmTemplates.isTemplate(map))) {
      return none;
    }
    root.problems().forEach(from.output().problems());
    if (!(root.value() instanceof MapNode map)) {
      return none;
    }
    ArmValues values =
        new ArmValues(from.file().limits(), from.file().types(), from.output().problems());
    Template template = new TemplateReader(values, from.output().problems()).read(map);
    return new LinkedTemplate.Found(template, path);
  }
}
