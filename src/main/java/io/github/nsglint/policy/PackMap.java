package io.github.nsglint.policy;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A map of a pack, asked key by key. Whatever is wrong becomes a problem, and the answer is empty;
 * so a reader asks for every key before it gives up, and its author sees all that is wrong at once.
 */
final class PackMap {
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

  private final Node.MapNode node;
  private final List<Problem> problems;

  private PackMap(Node.MapNode node, List<Problem> problems) {
    this.node = node;
    this.problems = problems;
  }

  /**
   * @param what the map stands for, with its article: {@code a rule}
   * @param known all keys it may have; every other is a problem
   */
  static Optional<PackMap> of(Node node, String what, List<String> known, List<Problem> problems) {
    if (!(node instanceof Node.MapNode map)) {
      wrongType(node, "a map with the keys of " + what, problems);
      return Optional.empty();
    }
    for (Node.Entry entry : map.entries()) {
      String key = entry.key().value();
      if (!known.contains(key)) {
        problems.add(
            Problem.error(
                "pack-unknown-key",
                "'" + key + "' is no key of " + what + Nearest.hint(key, known),
                entry.key().span()));
      }
    }
    return Optional.of(new PackMap(map, problems));
  }

  List<Problem> problems() {
    return problems;
  }

  /** Where to say that something is missing: the first key, as the whole map may be long. */
  Span place() {
    return node.entries().isEmpty() ? node.span() : node.entries().get(0).key().span();
  }

  /** The entry of a key, which counts with its case; the last one of several. */
  Optional<Node.Entry> entry(String key) {
    Node.Entry found = null;
    for (Node.Entry entry : node.entries()) {
      if (entry.key().value().equals(key)) {
        found = entry;
      }
    }
    return Optional.ofNullable(found);
  }

  Optional<Node> value(String key) {
    return entry(key).map(Node.Entry::value);
  }

  /** Those of the keys that the map has, in the order asked. */
  List<Node.Entry> entries(List<String> keys) {
    List<Node.Entry> entries = new ArrayList<>();
    keys.forEach(key -> entry(key).ifPresent(entries::add));
    return entries;
  }

  Optional<Node> required(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      problems.add(Problem.error("pack-missing-key", "the key '" + key + "' is missing", place()));
    }
    return value;
  }

  Optional<Node.TextNode> requiredText(String key) {
    return required(key).flatMap(value -> text(value, problems));
  }

  /**
   * Exactly one of the keys.
   *
   * @param what the keys have in common, with its article: {@code a requirement}
   */
  Optional<Node.Entry> oneOf(List<String> keys, String what) {
    List<Node.Entry> found = entries(keys);
    if (found.isEmpty()) {
      problems.add(
          Problem.error(
              "pack-missing-key",
              "the key of " + what + " is missing, expected one of " + String.join(", ", keys),
              place()));
    }
    for (int i = 1; i < found.size(); i++) {
      problems.add(
          Problem.error(
              "pack-extra-key",
              "'%s' stands beside '%s', expected the key of one %s"
                  .formatted(
                      found.get(i).key().value(),
                      found.get(0).key().value(),
                      what.substring(what.indexOf(' ') + 1)),
              found.get(i).key().span()));
    }
    return found.stream().findFirst();
  }

  /** {@code false} when the key is not there; empty when its value is wrong. */
  Optional<Boolean> flag(String key) {
    return value(key).map(value -> flag(value, problems)).orElse(Optional.of(false));
  }

  static Optional<Boolean> flag(Node node, List<Problem> problems) {
    if (node instanceof Node.BoolNode flag) {
      return Optional.of(flag.value());
    }
    return wrongType(node, "true or false", problems);
  }

  /** A text with something in it. */
  static Optional<Node.TextNode> text(Node node, List<Problem> problems) {
    if (!(node instanceof Node.TextNode text)) {
      return wrongType(node, "a text", problems);
    }
    if (text.value().isBlank()) {
      problems.add(Problem.error("pack-empty", "the text is empty", text.span()));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A text, a number or a truth value, as text. */
  static Optional<String> scalar(Node node, List<Problem> problems) {
    return node.scalar().isPresent()
        ? node.scalar()
        : wrongType(node, "a text, a number, true or false", problems);
  }

  /** A list with at least one item; empty when it or any of its items is wrong. */
  static <T> Optional<List<T>> list(
      Node node, String ofWhat, List<Problem> problems, Function<Node, Optional<T>> item) {
    if (!(node instanceof Node.ListNode list)) {
      return wrongType(node, "a list of " + ofWhat, problems);
    }
    if (list.items().isEmpty()) {
      problems.add(
          Problem.error("pack-empty", "the list is empty, expected " + ofWhat, list.span()));
      return Optional.empty();
    }
    List<T> items = new ArrayList<>();
    list.items().forEach(each -> item.apply(each).ifPresent(items::add));
    return items.size() == list.items().size() ? Optional.of(items) : Optional.empty();
  }

  /** The entries of a map whose keys are names; none when it is something else. */
  static List<Node.Entry> entriesOf(Node node, String ofWhat, List<Problem> problems) {
    if (node instanceof Node.MapNode map) {
      return map.entries();
    }
    wrongType(node, "a map of " + ofWhat, problems);
    return List.of();
  }

  /**
   * @param known words to find the nearest among; none to give no hint
   */
  static Problem badValue(Node node, String found, String expected, List<String> known) {
    return Problem.error(
        "pack-bad-value",
        "found '" + found + "', expected " + expected + Nearest.hint(found, known),
        node.span());
  }

  static boolean isDate(String text) {
    return date(text).isPresent();
  }

  /** Not by {@code LocalDate.parse}: its formatters take 10 ms to load, at each start. */
  static Optional<LocalDate> date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    int month = Integer.parseInt(date.group(2));
    int day = Integer.parseInt(date.group(3));
    try {
      return Optional.of(LocalDate.of(Integer.parseInt(date.group(1)), month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Always empty. */
  static <T> Optional<T> wrongType(Node node, String expected, List<Problem> problems) {
    // The reader of the document has said already why it could not read an unresolved value.
    if (!(node instanceof Node.Unresolved)) {
      problems.add(
          Problem.error(
              "pack-wrong-type", "found " + kind(node) + ", expected " + expected, node.span()));
    }
    return Optional.empty();
  }

  private static String kind(Node node) {
    if (node instanceof Node.MapNode) {
      return "a map";
    }
    if (node instanceof Node.ListNode) {
      return "a list";
    }
    return node instanceof Node.NullNode
        ? "nothing"
        : node instanceof Node.TextNode
            ? "a text"
            : node instanceof Node.NumberNode ? "a number" : node.scalar().orElseThrow();
  }
}
