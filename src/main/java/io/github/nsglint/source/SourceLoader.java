package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads inputs, files and folders, into resources. One file after the other, small ones a little
 * ahead, and lists of resources one item after the other, so that memory holds few trees at a time;
 * but templates, which may be parts of each other, until the last one is read.
 */
public final class SourceLoader {
  private static final Set<String> SKIPPED_FOLDERS = Set.of("node_modules", "target");

  private final List<InputFormat> formats;
  private final List<TextFormat> textFormats;
  private final Limits limits;
  private final NetworkTypes types;
  private final Predicate<Path> leftOut;
  private final Map<String, SourceFile> instead;

  public SourceLoader(List<InputFormat> formats, Limits limits) {
    this(formats, List.of(), limits);
  }

  /**
   * @param textFormats are asked first whether a file's name is theirs
   */
  public SourceLoader(List<InputFormat> formats, List<TextFormat> textFormats, Limits limits) {
    this(formats, textFormats, limits, NetworkTypes.known(), path -> false, Map.of());
  }

  private SourceLoader(
      List<InputFormat> formats,
      List<TextFormat> textFormats,
      Limits limits,
      NetworkTypes types,
      Predicate<Path> leftOut,
      Map<String, SourceFile> instead) {
    this.formats = List.copyOf(formats);
    this.textFormats = List.copyOf(textFormats);
    this.limits = requireNonNull(limits);
    this.types = requireNonNull(types);
    this.leftOut = requireNonNull(leftOut);
    this.instead = Map.copyOf(instead);
  }

  /**
   * The same, but for some files and folders: they are not read when they are met in a folder; what
   * an input names itself is.
   */
  public SourceLoader leavingOut(Predicate<Path> others) {
    return new SourceLoader(formats, textFormats, limits, types, others, instead);
  }

  /** The same, which looks for resources of these types. */
  public SourceLoader lookingFor(NetworkTypes others) {
    return new SourceLoader(formats, textFormats, limits, others, leftOut, instead);
  }

  /**
   * The same, but with other texts in the place of some files.
   *
   * @param texts by the path that a person is shown
   */
  public SourceLoader reading(Map<String, SourceFile> texts) {
    return new SourceLoader(formats, textFormats, limits, types, leftOut, texts);
  }

  /**
   * @param inputs paths of files and folders, or {@code -}; what is reached twice is read once
   * @param standardInput is read for {@code -} alone
   * @param resources gets each resource as soon as it is read. What came before a break in a
   *     listing's syntax is not taken back; the break is a problem of its own
   */
  public LoadSummary load(
      List<String> inputs, InputStream standardInput, Consumer<Resource> resources) {
    try (FileReading reading = reading(resources)) {
      for (String input : inputs) {
        if (input.equals("-")) {
          reading.standardInput(standardInput);
        } else {
          path(input, reading);
        }
      }
      return reading.summary();
    }
  }

  /**
   * The same of files that lie in memory.
   *
   * @param files bytes by path as a person is shown it, in the order in which they are to be read;
   *     each is asked for shortly before its turn
   */
  public LoadSummary load(Iterator<Map.Entry<String, byte[]>> files, Consumer<Resource> resources) {
    try (FileReading reading = reading(resources)) {
      while (files.hasNext()) {
        Map.Entry<String, byte[]> file = files.next();
        reading.held(file.getKey(), file.getValue());
      }
      return reading.summary();
    }
  }

  private FileReading reading(Consumer<Resource> resources) {
    return new FileReading(
        formats, textFormats, limits, types, instead, resources, new Lookahead());
  }

  private void path(String input, FileReading reading) {
    Path path;
    try {
      path = Path.of(input);
    } catch (InvalidPathException e) {
      noSuchPath(input, reading);
      return;
    }
    String shown = shown(input);
    if (input.isEmpty() || !Files.exists(path)) {
      noSuchPath(shown, reading);
    } else if (Files.isDirectory(path)) {
      inputFolder(path, shown, reading);
    } else {
      reading.named(path, shown);
    }
  }

  private static void noSuchPath(String shown, FileReading reading) {
    reading.problem(
        Problem.error(
            LoadSummary.NO_SUCH_PATH,
            "there is no file or folder '" + shown + "'",
            new SourceFile(shown, "").start()));
  }

  private static String shown(String input) {
    return input.replace(File.separatorChar, '/');
  }

  private void inputFolder(Path path, String shown, FileReading reading) {
    int foundBefore = reading.found();
    int ignoredBefore = reading.ignored();
    OtherLanguages others = new OtherLanguages();
    folder(path, shown, reading, others);
    others.note(shown).ifPresent(reading::problem);
    if (reading.found() == foundBefore) {
      int ignored = reading.ignored() - ignoredBefore;
      reading.problem(
          Problem.error(
              "nothing-to-check",
              "no Azure definition in this folder"
                  + (ignored == 0 ? "" : "; JSON files that are not Azure's: " + ignored),
              new SourceFile(shown, "").start()));
    }
  }

  private void folder(Path folder, String shown, FileReading reading, OtherLanguages others) {
    List<Path> children = new ArrayList<>();
    try {
      if (!reading.enter(folder)) {
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      }
    } catch (IOException e) {
      reading.problem(
          Problem.error(
              "unreadable",
              "the folder cannot be read: " + FileBytes.reason(e),
              new SourceFile(shown, "").start()));
      return;
    }
    children.sort((a, b) -> name(a).compareTo(name(b)));
    String prefix = shown.endsWith("/") ? shown : shown + "/";
    for (Path child : children) {
      child(child, prefix + name(child), reading, others);
    }
  }

  private void child(Path path, String shown, FileReading reading, OtherLanguages others) {
    String name = name(path);
    if (leftOut.test(path)) {
      return;
    }
    if (Files.isDirectory(path)) {
      if (!name.startsWith(".") && !SKIPPED_FOLDERS.contains(name)) {
        folder(path, shown, reading, others);
      }
    } else if ((isJson(name) || reading.isClaimed(path))
        && (Files.isRegularFile(path) || Files.isSymbolicLink(path))) {
      reading.found(path, shown);
    } else {
      others.meet(path, shown);
    }
  }

  private static boolean isJson(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") || lower.endsWith(".jsonc");
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
