package io.github.nsglint.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2: {@code on} and {@code yes} are texts. Only whole decimal numbers are numbers:
 * {@code 1.10}, {@code 022} and {@code 0x1F} stay the text that was written, as they mostly are
 * versions and the like.
 */
public final class YamlReader {
  static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

  /** Values that aliases may stand for in all, counted each time. */
  private static final int MAX_ALIASED = 100_000;

  private static final String TAGS = "tag:yaml.org,2002:";
  private static final List<String> CORE = List.of(TAGS + "int", TAGS + "bool", TAGS + "null");
  private static final List<String> COLLECTIONS = List.of(TAGS + "map", TAGS + "seq");

  private final SourceFile file;

  /** Kept: a large file makes a copy of its text at each call. */
  private final String text;

  private final ParserImpl events;
  private final List<Problem> problems = new ArrayList<>();
  private final DuplicateKeys duplicates = new DuplicateKeys(problems);
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long count;
  private long aliased;
  private int depth;
  private final int codePoints;
  private int knownCodePoint;
  private int knownOffset;

  /** A value and how many values it holds, itself and those of aliases included. */
  private record Anchored(Node node, long size) {}

  /** Ends the reading; what was read so far is given up. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }
  }

  private YamlReader(SourceFile file) {
    this.file = file;
    this.text = file.text();
    this.codePoints = text.codePointCount(0, text.length());
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /**
   * The first document of the file.
   *
   * @return {@link Node.NullNode} for a file without any; {@link Node.Unresolved} if the syntax
   *     breaks anywhere: half a document must not be judged
   */
  public static Loaded<Node> read(SourceFile file) {
    YamlReader reader = new YamlReader(file);
    Node root;
    try {
      root = reader.document();
    } catch (Refused e) {
      root = reader.broken(e.problem);
    } catch (MarkedYamlEngineException e) {
      root = reader.broken(reader.yamlBreak(e));
    } catch (YamlVersionException e) {
      root = reader.broken(YamlBreak.version(file));
    } catch (ReaderException e) {
      root = reader.broken(YamlBreak.unprintable(file, reader.offset(e.getPosition())));
    }
    reader.problems.sort(Problem.BY_PLACE);
    return new Loaded<>(root, reader.problems);
  }

  private Problem yamlBreak(MarkedYamlEngineException e) {
    String told = Optional.ofNullable(e.getProblem()).orElse("");
    Optional<Mark> found = e.getProblemMark();
    Optional<Mark> mark =
        YamlBreak.isAboutContext(told) ? e.getContextMark().or(() -> found) : found;
    return YamlBreak.at(file, offset(mark(mark).getIndex()), told);
  }

  private Node broken(Problem problem) {
    problems.add(problem);
    return new Node.Unresolved(problem.message(), "", problem.span());
  }

  private Node document() throws Refused {
    events.next();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      return new Node.NullNode(file.start());
    }
    events.next();
    Node root = value(events.next());
    events.next();
    if (!events.checkEvent(Event.ID.StreamEnd)) {
      problems.add(
          Problem.error(
              "yaml-documents",
              "a second document starts here, expected one in a file",
              YamlBreak.point(file, start(events.peekEvent()))));
      skipToEnd();
    }
    return root;
  }

  /** A break further down is to be told too. */
  private void skipToEnd() {
    while (!events.checkEvent(Event.ID.StreamEnd)) {
      events.next();
    }
  }

  private Node value(Event event) throws Refused {
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    long before = count++;
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else if (event instanceof CollectionStartEvent collection) {
      node = collection(collection);
    } else {
      throw new AssertionError(event);
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get().getValue(), new Anchored(node, count - before));
    }
    return node;
  }

  private Node aliased(AliasEvent alias) throws Refused {
    String name = alias.getAlias().getValue();
    Anchored target = anchors.get(name);
    Span span = span(alias, alias);
    if (target == null) {
      throw new Refused(
          Problem.error(
              "yaml-alias",
              "found the alias '*"
                  + name
                  + "', but no complete value before it is named '&"
                  + name
                  + "'",
              span));
    }
    count += target.size();
    aliased += target.size();
    if (aliased > MAX_ALIASED) {
      throw new Refused(
          Problem.error(
              "yaml-alias", "aliases stand for more than " + MAX_ALIASED + " values", span));
    }
    return target.node();
  }

  private Node collection(CollectionStartEvent start) throws Refused {
    if (++depth > MAX_DEPTH) {
      throw new Refused(
          Problem.error(
              "yaml-depth",
              "maps and lists are nested deeper than " + MAX_DEPTH + " levels",
              YamlBreak.point(file, start(start))));
    }
    Node node = start.getEventId() == Event.ID.MappingStart ? map(start) : list(start);
    depth--;
    Optional<String> tag = start.getTag().filter(t -> !t.equals("!"));
    if (tag.isPresent() && !COLLECTIONS.contains(tag.get())) {
      return unknownTag(tag.get(), node.span());
    }
    return node;
  }

  private Node.MapNode map(CollectionStartEvent start) throws Refused {
    List<Node.Entry> entries = new ArrayList<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = events.next();
      Node key = value(keyEvent);
      Node value = value(events.next());
      if (keyEvent instanceof ScalarEvent scalar) {
        entries.add(new Node.Entry(new Node.TextNode(scalar.getValue(), key.span()), value));
      } else if (key instanceof Node.TextNode text) {
        Node.TextNode alias = new Node.TextNode(text.value(), span(keyEvent, keyEvent));
        entries.add(new Node.Entry(alias, value));
      } else {
        problems.add(
            Problem.error("yaml-key", "found a key that is no text, expected a text", key.span()));
      }
    }
    duplicates.check(entries, depth);
    return new Node.MapNode(entries, collectionSpan(start, events.next(), lastEnd(entries)));
  }

  private static int lastEnd(List<Node.Entry> entries) {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).value().span().end();
  }

  private Node.ListNode list(CollectionStartEvent start) throws Refused {
    List<Node> items = new ArrayList<>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      items.add(value(events.next()));
    }
    int last = items.isEmpty() ? 0 : items.get(items.size() - 1).span().end();
    return new Node.ListNode(items, collectionSpan(start, events.next(), last));
  }

  /**
   * The end event of a block stands where the next thing starts, lines below: a block ends with its
   * last value.
   */
  private Span collectionSpan(CollectionStartEvent start, Event end, int last) {
    int from = start(start);
    return start.isFlow() ? span(start, end) : file.span(from, Math.max(from, last));
  }

  private Node scalar(ScalarEvent event) {
    Span span = span(event, event);
    String value = event.getValue();
    Optional<String> tag = event.getTag();
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(TAGS + "str")) {
      boolean core = CORE.contains(tag.get());
      Node plain = plain(value, span);
      return core && !(plain instanceof Node.TextNode) ? plain : unknownTag(tag.get(), span);
    }
    boolean text = tag.isPresent() || !event.isPlain();
    return text ? new Node.TextNode(value, span) : plain(value, span);
  }

  private static Node plain(String value, Span span) {
    if (isInteger(value)) {
      return new Node.NumberNode(value, span);
    }
    return switch (value) {
      case "true", "True", "TRUE" -> new Node.BoolNode(true, span);
      case "false", "False", "FALSE" -> new Node.BoolNode(false, span);
      case "", "~", "null", "Null", "NULL" -> new Node.NullNode(span);
      default -> new Node.TextNode(value, span);
    };
  }

  /** A sign or none, then digits; more than one do not start with 0. */
  private static boolean isInteger(String value) {
    int start = !value.isEmpty() && "+-".indexOf(value.charAt(0)) >= 0 ? 1 : 0;
    int length = value.length() - start;
    if (length == 0 || (length > 1 && value.charAt(start) == '0')) {
      return false;
    }
    for (int i = start; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private Node unknownTag(String tag, Span span) {
    String shown = tag.startsWith(TAGS) ? "!!" + tag.substring(TAGS.length()) : tag;
    String message = "the tag '" + shown + "' does not fit this value";
    problems.add(Problem.error("yaml-tag", message, span));
    return new Node.Unresolved(message, "", span);
  }

  private int start(Event event) {
    return offset(mark(event.getStartMark()).getIndex());
  }

  private Span span(Event start, Event end) {
    int from = start(start);
    return file.span(from, Math.max(from, offset(mark(end.getEndMark()).getIndex())));
  }

  private static Mark mark(Optional<Mark> mark) {
    return mark.orElseThrow(() -> new AssertionError("the parser was told to set marks"));
  }

  /**
   * Marks count code points, and at the end of the file one too many at times. They come nearly in
   * order, so going on from the last one is cheap.
   */
  private int offset(int mark) {
    int codePoint = Math.min(mark, codePoints);
    if (codePoints == text.length()) {
      return codePoint;
    }
    knownOffset = text.offsetByCodePoints(knownOffset, codePoint - knownCodePoint);
    knownCodePoint = codePoint;
    return knownOffset;
  }
}
