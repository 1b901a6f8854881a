package io.github.nsglint.source;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One file after the other through the formats, and the count of what became of them. The next
 * files are read and parsed ahead, unless they are large: those are parsed bit by bit in their
 * turn.
 */
final class FileReading implements AutoCloseable {
  private static final Pattern AZURE_TEXT =
      Pattern.compile(
          "microsoft\\.(?:network|resources)/|securityRules|deploymentTemplate"
              + "|deploymentParameters|management\\.azure\\.com|\"/subscriptions/",
          Pattern.CASE_INSENSITIVE);

  private final List<InputFormat> formats;
  private final List<TextFormat> textFormats;
  private final Limits limits;
  private final NetworkTypes types;
  private final Map<String, SourceFile> instead;
  private final Consumer<Resource> resources;

  private final List<String> files = new ArrayList<>();
  private final List<SourceFile> sources = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> problemTexts = new HashSet<>();
  private final Set<Path> seen = new HashSet<>();
  private final Lookahead ahead;
  private boolean standardInputRead;
  private int ignored;
  private int found;

  FileReading(
      List<InputFormat> formats,
      List<TextFormat> textFormats,
      Limits limits,
      NetworkTypes types,
      Map<String, SourceFile> instead,
      Consumer<Resource> resources,
      Lookahead ahead) {
    this.ahead = ahead;
    this.instead = instead;
    this.formats = formats;
    this.textFormats = textFormats;
    this.limits = limits;
    this.types = types;
    this.resources = resources;
  }

  LoadSummary summary() {
    ahead.finish();
    formats.forEach(format -> format.remaining().forEach(this::tell));
    Map<String, String> parts = new TreeMap<>();
    formats.forEach(format -> parts.putAll(format.parts()));
    return new LoadSummary(files, sources, parts, ignored, problems);
  }

  /** Ends what is under way, after a failure too. */
  @Override
  public void close() {
    ahead.close();
  }

  /** A problem of the inputs, after those of the files before. */
  void problem(Problem problem) {
    ahead.add(() -> tell(problem));
  }

  /** A parameter file beside a template is met twice; what is wrong with it counts once. */
  private void tell(Problem problem) {
    if (problemTexts.add(problem.span() + " " + problem.code() + " " + problem.message())) {
      problems.add(problem);
    }
  }

  /** How many files until now are not Azure's. */
  int ignored() {
    ahead.finish();
    return ignored;
  }

  /** How many files until now had something to say, be it only that they are broken. */
  int found() {
    ahead.finish();
    return found;
  }

  /** Whether a folder is met for the first time; links can lead in circles. */
  boolean enter(Path folder) throws IOException {
    return seen.add(folder.toRealPath());
  }

  void standardInput(InputStream stream) {
    if (!standardInputRead) {
      standardInputRead = true;
      ahead.add(() -> read(FileBytes.read(stream, "-", limits), Optional.empty(), Origin.NAMED));
    }
  }

  /** A file in memory: ignored if it is not Azure's. */
  void held(String shown, byte[] bytes) {
    json(bytes.length, () -> SourceFile.decode(shown, bytes), Optional.empty(), Origin.FOUND);
  }

  /** A file the user named: to be judged, whatever it is called. */
  void named(Path path, String shown) {
    once(path, shown, Origin.NAMED);
  }

  /** A file in a folder the user named: ignored if it is not Azure's. */
  void found(Path path, String shown) {
    once(path, shown, Origin.FOUND);
  }

  private enum Origin {
    NAMED,
    FOUND
  }

  private void once(Path path, String shown, Origin origin) {
    boolean first;
    long size;
    try {
      // A pipe, as a shell's <(command), has no real path, and its size shows at its end.
      boolean pipe = Files.exists(path) && !Files.isRegularFile(path);
      first = seen.add(pipe ? path.toAbsolutePath() : path.toRealPath());
      size = pipe ? Long.MAX_VALUE : Files.size(path);
    } catch (IOException e) {
      found++;
      problem(
          Problem.error(
              "unreadable",
              "the file cannot be read: " + FileBytes.reason(e),
              new SourceFile(shown, "").start()));
      return;
    }
    SourceFile other = instead.get(shown);
    if (!first) {
      found++;
    } else if (other != null) {
      ahead.add(() -> read(new Loaded<>(other, List.of()), Optional.of(path), origin));
    } else if (textFormat(path).isPresent()) {
      ahead.add(() -> read(FileBytes.read(path, shown, limits), Optional.of(path), origin));
    } else {
      json(size, () -> FileBytes.read(path, shown, limits), Optional.of(path), origin);
    }
  }

  private void json(
      long size, Supplier<Loaded<SourceFile>> file, Optional<Path> path, Origin origin) {
    if (size < FileBytes.LARGE) {
      ahead.add(
          size,
          () -> ParsedFile.of(file.get()),
          parsed ->
              offer(
                  parsed.file(),
                  path,
                  origin,
                  elements -> {
                    parsed.elements().forEach(elements);
                    return parsed.root();
                  }));
    } else {
      ahead.add(() -> read(file.get(), path, origin));
    }
  }

  private void read(Loaded<SourceFile> loaded, Optional<Path> path, Origin origin) {
    Optional<TextFormat> textFormat = path.flatMap(this::textFormat);
    if (textFormat.isEmpty()) {
      offer(loaded, path, origin, elements -> ParsedFile.stream(loaded.value(), elements));
      return;
    }
    SourceFile source = loaded.value();
    if (isUnread(loaded)) {
      return;
    }
    OwnProblems own = new OwnProblems(loaded.problems());
    Recognition recognition =
        textFormat
            .get()
            .read(new InputFile(source, path, limits, types), new Output(resources, own));
    boolean broken = recognition == Recognition.FOREIGN && own.hasSome();
    settle(source, broken, recognition, own, origin);
  }

  /**
   * @param parsing hands on the elements and returns the root
   */
  private void offer(
      Loaded<SourceFile> loaded,
      Optional<Path> path,
      Origin origin,
      Function<Consumer<Node>, Loaded<Node>> parsing) {
    if (isUnread(loaded)) {
      return;
    }
    SourceFile source = loaded.value();
    OwnProblems own = new OwnProblems(loaded.problems());
    Offers offers = new Offers(new InputFile(source, path, limits, types), own);
    Loaded<Node> root = parsing.apply(offers::element);
    root.problems().forEach(own);
    boolean broken = root.value() instanceof Node.Unresolved;
    if (!broken) {
      offers.root(root.value());
    }
    settle(source, broken, offers.recognition, own, origin);
  }

  /** Says so if a file could not be read. */
  private boolean isUnread(Loaded<SourceFile> loaded) {
    boolean unread = FileBytes.isUnread(loaded);
    if (unread) {
      found++;
      loaded.problems().forEach(this::tell);
    }
    return unread;
  }

  private Optional<TextFormat> textFormat(Path path) {
    for (TextFormat format : textFormats) {
      if (claim(format, path) != TextFormat.Claim.NONE) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether a file of a folder is one that a format of its own always reads. */
  boolean isClaimed(Path path) {
    return textFormat(path)
        .filter(format -> claim(format, path) == TextFormat.Claim.ALWAYS)
        .isPresent();
  }

  private static TextFormat.Claim claim(TextFormat format, Path path) {
    return format.claim(String.valueOf(path.getFileName()));
  }

  private void settle(
      SourceFile source, boolean broken, Recognition recognition, OwnProblems own, Origin origin) {
    boolean azure = recognition == Recognition.AZURE;
    if (broken) {
      if (azure || origin == Origin.NAMED || AZURE_TEXT.matcher(source.text()).find()) {
        found++;
        PossibleSecrets.conceal(source);
        own.tell();
      } else {
        ignored++;
      }
    } else if (azure) {
      found++;
      files.add(source.path());
      sources.add(source);
      own.tell();
    } else if (origin == Origin.NAMED) {
      own.tell();
      tell(nothingIn(source, recognition));
    } else if (recognition == Recognition.COMPANION) {
      own.tell();
    } else {
      ignored++;
    }
  }

  private static Problem nothingIn(SourceFile source, Recognition recognition) {
    String message =
        recognition == Recognition.COMPANION
            ? "a parameter file defines nothing itself; name the template it belongs to"
            : "no Azure definition in this file";
    return Problem.error("nothing-to-check", message, source.start());
  }

  /**
   * A file's problems, which count once it is clear that it is Azure's; a format may find more of
   * them later.
   */
  private final class OwnProblems implements Consumer<Problem> {
    private final List<Problem> held;
    private boolean told;

    OwnProblems(List<Problem> held) {
      this.held = new ArrayList<>(held);
    }

    @Override
    public void accept(Problem problem) {
      if (told) {
        FileReading.this.tell(problem);
      } else {
        held.add(problem);
      }
    }

    /** Whether any is held back. */
    boolean hasSome() {
      return !held.isEmpty();
    }

    void tell() {
      told = true;
      held.forEach(FileReading.this::tell);
      held.clear();
    }
  }

  /** A file's parts, offered to one format after the other. */
  private final class Offers {
    private final List<InputFormat.Reading> readings = new ArrayList<>();
    private Recognition recognition = Recognition.FOREIGN;

    Offers(InputFile file, OwnProblems own) {
      for (InputFormat format : formats) {
        readings.add(format.open(file, new Output(resources, own)));
      }
    }

    void element(Node element) {
      for (InputFormat.Reading reading : readings) {
        if (taken(reading.element(element))) {
          return;
        }
      }
    }

    void root(Node root) {
      for (InputFormat.Reading reading : readings) {
        if (taken(reading.root(root))) {
          return;
        }
      }
    }

    private boolean taken(Recognition answer) {
      if (answer.compareTo(recognition) > 0) {
        recognition = answer;
      }
      return answer != Recognition.FOREIGN;
    }
  }
}
