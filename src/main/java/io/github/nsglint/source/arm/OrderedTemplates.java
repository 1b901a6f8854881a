package io.github.nsglint.source.arm;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.PossibleSecrets;
import io.github.nsglint.source.TemplateOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The templates that other inputs deploy, each read once. */
final class OrderedTemplates {
  private final Map<Path, Optional<HeldTemplate>> read = new HashMap<>();

  /** The first input that deploys each of them, as the user knows it. */
  private final Map<Path, String> wholes = new HashMap<>();

  /**
   * @param output gets the problems in the file, when it is first read
   * @return empty if there is no such file, or it is no template
   */
  Optional<HeldTemplate> find(TemplateOrder order, Output output) {
    Optional<Path> place = place(order);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Optional<HeldTemplate> known = read.get(place.get());
    if (known == null) {
      known = read(order, output);
      read.put(place.get(), known);
    }
    if (known.isPresent()) {
      wholes.putIfAbsent(place.get(), order.from().source().path());
    }
    return known;
  }

  static boolean isThere(TemplateOrder order) {
    return place(order).isPresent();
  }

  private static Optional<Path> place(TemplateOrder order) {
    return order.from().locationBeside(order.path()).map(HeldTemplate::real);
  }

  private static Optional<HeldTemplate> read(TemplateOrder order, Output output) {
    Loaded<SourceFile> text = order.from().beside(order.path()).orElseThrow();
    text.problems().forEach(output.problems());
    if (FileBytes.isUnread(text)) {
      return Optional.empty();
    }
    Loaded<Node> root = JsonReader.read(text.value());
    root.problems().forEach(output.problems());
    if (!(root.value() instanceof MapNode map) || !ArmTemplates.isTemplate(map)) {
      PossibleSecrets.conceal(text.value());
      return Optional.empty();
    }
    InputFile file =
        new InputFile(
            text.value(),
            order.from().locationBeside(order.path()),
            order.from().limits(),
            order.from().types());
    ArmValues values = new ArmValues(file.limits(), file.types(), output.problems());
    return Optional.of(
        new HeldTemplate(file, new TemplateReader(values, output.problems()).read(map), output));
  }

  /** Azure's other language for templates is told by the name of a file. */
  static boolean isBicep(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".bicep") || lower.endsWith(".bicepparam");
  }

  /** The input that a template is a part of, because that deploys it or one that links to it. */
  Optional<String> whole(HeldTemplate template) {
    for (Map.Entry<Path, Optional<HeldTemplate>> one : read.entrySet()) {
      Optional<HeldTemplate> ordered = one.getValue();
      boolean linked =
          ordered.isPresent()
              && template.place().filter(ordered.get().parts()::contains).isPresent();
      if (ordered.isPresent() && (linked || template.place().equals(Optional.of(one.getKey())))) {
        return Optional.ofNullable(wholes.get(one.getKey()));
      }
    }
    return Optional.empty();
  }
}
