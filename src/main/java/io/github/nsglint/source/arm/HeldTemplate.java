package io.github.nsglint.source.arm;

import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.template.LinkedTemplates;
import io.github.nsglint.source.template.Template;
import io.github.nsglint.source.template.TemplateLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A template that was read and waits for what else there is: another one may link to it. */
final class HeldTemplate {
  private final InputFile file;
  private final Template template;
  private final Output output;
  private final Optional<Path> place;
  private final Set<Path> parts = new HashSet<>();

  HeldTemplate(InputFile file, Template template, Output output) {
    this.file = file;
    this.template = template;
    this.output = output;
    this.place = file.location().map(HeldTemplate::real);
  }

  InputFile file() {
    return file;
  }

  Template template() {
    return template;
  }

  Output output() {
    return output;
  }

  /** Empty for standard input. */
  Optional<Path> place() {
    return place;
  }

  /** The files that it has linked to until now, itself or through others. */
  Set<Path> parts() {
    return parts;
  }

  /** Where its links start; each file they lead to becomes one of {@link #parts}. */
  Optional<TemplateLocation> location(LinkedFiles files) {
    LinkedTemplates linked =
        path -> {
          file.locationBeside(path).map(HeldTemplate::real).ifPresent(parts::add);
          return files.at(path, this);
        };
    return file.location().map(at -> new TemplateLocation(file.name(), linked));
  }

  /** One path for one file. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // A pipe has none.
      return path.toAbsolutePath();
    }
  }
}
