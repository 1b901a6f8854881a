package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.InputFile;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a script names, as it is run in its own folder. Variable {@code PWD} is the folder
 * that it has gone to, {@code .} at first.
 */
final class ScriptFiles {
  static final String FOLDER = "PWD";
  private static final String HERE = ".";

  private final InputFile script;
  private final ScriptVariables variables;

  ScriptFiles(InputFile script, ScriptVariables variables) {
    this.script = script;
    this.variables = variables;
    variables.set(FOLDER, ScriptValue.of(HERE));
    if (!script.name().isEmpty()) {
      ScriptValue own = ScriptValue.of("./" + script.name());
      variables.set("0", own);
      variables.set("BASH_SOURCE", own);
    }
  }

  /**
   * Where a file is.
   *
   * @param path from the script's folder on, with {@code /}
   * @param refused why nobody can tell or may look, a clause; then the path means nothing
   */
  record Place(String path, Optional<String> refused) {}

  Place place(ScriptValue file) {
    ScriptValue path = from(variables.value(FOLDER, script.source().start()), file);
    if (!path.isKnown()) {
      return refused("where it lies is not known: " + path.reason().orElse(path.text()));
    }
    if (path.text().startsWith("/")) {
      return refused("'" + path.text() + "' is no path from the script's folder");
    }
    try {
      return new Place(
          Path.of(path.text()).normalize().toString().replace(File.separatorChar, '/'),
          Optional.empty());
    } catch (InvalidPathException e) {
      return refused("'" + path.text() + "' is no path");
    }
  }

  private static Place refused(String reason) {
    return new Place("", Optional.of(reason));
  }

  /** A path, seen from a folder. */
  private static ScriptValue from(ScriptValue folder, ScriptValue path) {
    boolean own = path.text().startsWith("/") || folder.text().equals(HERE);
    return own ? path : folder.then(ScriptValue.of("/")).then(path);
  }

  /** The content of a file, if there is one. */
  Optional<Loaded<SourceFile>> read(Place place) {
    return place.refused().isPresent() || place.path().isEmpty()
        ? Optional.empty()
        : script.beside(place.path());
  }

  /** The script goes to another folder: {@code cd}. */
  void enter(ScriptValue folder) {
    variables.set(FOLDER, from(variables.value(FOLDER, script.source().start()), folder));
  }

  /** It goes where nobody can tell. */
  void leave(ScriptValue unknown) {
    variables.set(FOLDER, unknown);
  }

  ScriptValue folder() {
    return variables.value(FOLDER, script.source().start());
  }

  /** What {@code dirname} prints. */
  static ScriptValue folderOf(ScriptValue path) {
    int slash = path.text().lastIndexOf('/');
    return slash == 0
        ? path.withText("/")
        : path.withText(slash < 0 ? HERE : path.text().substring(0, slash));
  }
}
