package io.github.nsglint.policy;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a {@link Condition}. */
final class ConditionReader {
  private static final String ITEM = "some-item-of";
  private static final List<String> KINDS = List.of("property", "some", ITEM, "all", "any", "not");
  private static final List<String> OF_SOME = List.of("whose", "where");
  private static final List<String> OPERATORS =
      List.of(
          "exists", "equals", "one-of", "at-least", "at-most", "matches", "prefix-length-at-most");
  private static final List<String> KEYS = keys();
  private static final Pattern PROPERTY =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final int LONGEST_PREFIX = 128;

  private final List<Problem> problems;

  private ConditionReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<Condition> read(Node node, List<Problem> problems) {
    return new ConditionReader(problems).condition(node);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(KINDS);
    keys.addAll(OPERATORS);
    keys.add("absent");
    keys.addAll(OF_SOME);
    return List.copyOf(keys);
  }

  private Optional<Condition> condition(Node node) {
    if (node instanceof Node.BoolNode flag) {
      // As the value of a setting: of no conditions all are true, and none is.
      return Optional.of(
          flag.value() ? new Condition.All(List.of()) : new Condition.Any(List.of()));
    }
    return PackMap.of(node, "a condition", KEYS, problems)
        .flatMap(map -> map.oneOf(KINDS, "a condition").flatMap(kind -> condition(map, kind)));
  }

  private Optional<Condition> condition(PackMap map, Node.Entry kind) {
    String key = kind.key().value();
    if (!key.equals("property")) {
      misplaced(map, KEYS.subList(KINDS.size(), KEYS.size() - OF_SOME.size()), key, "property");
    }
    if (!key.equals("some")) {
      misplaced(map, key.equals(ITEM) ? List.of("whose") : OF_SOME, key, "some");
    }
    return switch (key) {
      case "property" -> test(map, kind.value()).map(test -> test);
      case "some" -> related(map, kind.value());
      case ITEM -> item(map, kind.value());
      case "all" -> conditions(kind.value()).map(Condition.All::new);
      case "any" -> conditions(kind.value()).map(Condition.Any::new);
      default -> condition(kind.value()).map(Condition.Not::new);
    };
  }

  private void misplaced(PackMap map, List<String> keys, String kind, String beside) {
    for (Node.Entry entry : map.entries(keys)) {
      problems.add(
          Problem.error(
              "pack-extra-key",
              "'%s' stands beside '%s', expected it beside '%s'"
                  .formatted(entry.key().value(), kind, beside),
              entry.key().span()));
    }
  }

  private Optional<Condition> related(PackMap map, Node some) {
    Optional<ResourceKind> kind = PackMap.text(some, problems).flatMap(this::kind);
    Optional<List<String>> whose = map.required("whose").flatMap(this::path);
    Optional<Node> whereNode = map.value("where");
    Optional<Condition> where = whereNode.flatMap(this::condition);
    return kind.isEmpty() || whose.isEmpty() || (whereNode.isPresent() && where.isEmpty())
        ? Optional.empty()
        : Optional.of(new Condition.Related(kind.get(), whose.get(), where));
  }

  private Optional<Condition> item(PackMap map, Node list) {
    Optional<List<String>> path = path(list);
    Optional<Condition> where = map.required("where").flatMap(this::condition);
    return path.flatMap(names -> where.map(asked -> new Condition.Item(names, asked)));
  }

  private Optional<ResourceKind> kind(Node.TextNode text) {
    List<String> known = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.key().equals(text.value())) {
        return Optional.of(kind);
      }
      known.add(kind.key());
    }
    return bad(
        "pack-bad-value",
        text,
        text.value(),
        "one of " + String.join(", ", known) + Nearest.hint(text.value(), known));
  }

  private Optional<List<Condition>> conditions(Node node) {
    return PackMap.list(node, "conditions", problems, this::condition);
  }

  private Optional<Condition.Test> test(PackMap map, Node property) {
    Optional<List<String>> path = path(property);
    Optional<Condition.Absent> absent =
        map.value("absent").map(this::absent).orElse(Optional.of(Condition.Absent.FALSE));
    Optional<Condition.Operator> operator =
        map.oneOf(OPERATORS, "an operator")
            .flatMap(entry -> operator(entry.key().value(), entry.value()));
    if (path.isEmpty() || absent.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Condition.Test(path.get(), operator.get(), absent.get()));
  }

  private Optional<List<String>> path(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isPresent() && !PROPERTY.matcher(text.get().value()).matches()) {
      return bad(
          "pack-bad-property",
          node,
          text.get().value(),
          "names with dots between them, like sku.name");
    }
    return text.map(path -> List.of(path.value().split("\\.", -1)));
  }

  private Optional<Condition.Absent> absent(Node node) {
    Optional<String> text = PackMap.scalar(node, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "false" -> Optional.of(Condition.Absent.FALSE);
      case "unknown" -> Optional.of(Condition.Absent.UNKNOWN);
      default -> bad("pack-bad-value", node, text.get(), "false or unknown");
    };
  }

  private Optional<Condition.Operator> operator(String key, Node node) {
    return switch (key) {
      case "exists" -> PackMap.flag(node, problems).map(Condition.Operator.Exists::new);
      case "equals" ->
          PackMap.scalar(node, problems).map(value -> new Condition.Operator.OneOf(List.of(value)));
      case "one-of" ->
          PackMap.list(node, "values", problems, item -> PackMap.scalar(item, problems))
              .map(Condition.Operator.OneOf::new);
      case "at-least" -> number(node).map(Condition.Operator.AtLeast::new);
      case "at-most" -> number(node).map(Condition.Operator.AtMost::new);
      case "matches" -> pattern(node).map(Condition.Operator.Matches::new);
      case "prefix-length-at-most" ->
          prefixLength(node).map(Condition.Operator.PrefixLengthAtMost::new);
      default -> throw new AssertionError(key);
    };
  }

  static Optional<BigDecimal> number(Node node, List<Problem> problems) {
    return new ConditionReader(problems).number(node);
  }

  private Optional<BigDecimal> number(Node node) {
    // YAML's reader leaves a number with a point as the text that was written.
    Optional<String> text = PackMap.scalar(node, problems);
    return text.isPresent() && !DECIMAL.matcher(text.get()).matches()
        ? bad("pack-bad-value", node, text.get(), "a number")
        : text.map(BigDecimal::new);
  }

  private Optional<Integer> prefixLength(Node node) {
    Optional<BigDecimal> number = number(node);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    boolean right =
        number.get().scale() == 0
            && number.get().signum() >= 0
            && number.get().compareTo(BigDecimal.valueOf(LONGEST_PREFIX)) <= 0;
    return right
        ? number.map(BigDecimal::intValueExact)
        : bad("pack-bad-value", node, number.get().toPlainString(), "a whole number from 0 to 128");
  }

  private Optional<Pattern> pattern(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Pattern.compile(text.get().value(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    } catch (PatternSyntaxException e) {
      problems.add(
          Problem.error(
              "pack-bad-regex",
              "found '"
                  + text.get().value()
                  + "', expected a regular expression: "
                  + e.getDescription(),
              node.span()));
      return Optional.empty();
    }
  }

  /** Always empty. */
  private <T> Optional<T> bad(String code, Node node, String found, String expected) {
    problems.add(Problem.error(code, "found '" + found + "', expected " + expected, node.span()));
    return Optional.empty();
  }
}
