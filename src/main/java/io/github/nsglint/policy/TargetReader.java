package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Target}. */
final class TargetReader {
  private static final String ANY = Target.Subnets.ANY;
  private static final String SUBNET = "subnet";
  private static final String GROUPS = "network-security-group";
  private static final String RESOURCE = "resource";
  private static final String WHERE = "where";
  private static final String EXCEPT = "except";
  private static final String EXCEPT_SUBNETS = "except-subnets";
  private static final List<String> KINDS = kinds();
  private static final List<String> KEYS = keys();

  private final List<Problem> problems;

  private TargetReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<Target> read(Node node, List<Problem> problems) {
    TargetReader reader = new TargetReader(problems);
    return PackMap.of(node, "a target", KEYS, problems)
        .flatMap(map -> map.oneOf(KINDS, "a target").flatMap(kind -> reader.target(map, kind)));
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(List.of(SUBNET, GROUPS));
    for (ResourceKind kind : ResourceKind.values()) {
      kinds.add(kind.key());
    }
    kinds.add(RESOURCE);
    return List.copyOf(kinds);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(KINDS);
    keys.add(EXCEPT);
    keys.add(EXCEPT_SUBNETS);
    keys.add(WHERE);
    return List.copyOf(keys);
  }

  private Optional<Target> target(PackMap map, Node.Entry kind) {
    Optional<Node.TextNode> value = PackMap.text(kind.value(), problems);
    Optional<List<String>> except = subnets(map, EXCEPT, kind, SUBNET);
    Optional<List<String>> exceptSubnets = subnets(map, EXCEPT_SUBNETS, kind, GROUPS);
    Optional<Node.Entry> whereEntry = map.entry(WHERE);
    Optional<Condition> where =
        whereEntry
            .filter(entry -> stands(entry, kind, SUBNET))
            .flatMap(entry -> ConditionReader.read(entry.value(), problems));
    if (value.isEmpty()
        || except.isEmpty()
        || exceptSubnets.isEmpty()
        || (whereEntry.isPresent() && where.isEmpty())) {
      return Optional.empty();
    }
    String key = kind.key().value();
    if (key.equals(SUBNET)) {
      return Optional.of(new Target.Subnets(value.get().value(), except.get(), where));
    }
    if (key.equals(RESOURCE)) {
      return resource(value.get());
    }
    if (!value.get().value().equals(ANY)) {
      problems.add(
          Problem.error(
              "pack-bad-value",
              "found '" + value.get().value() + "', expected " + ANY,
              value.get().span()));
      return Optional.empty();
    }
    return key.equals(GROUPS)
        ? Optional.of(new Target.Groups(exceptSubnets.get()))
        : Optional.of(new Target.Resources(kind(key)));
  }

  private Optional<Target> resource(Node.TextNode type) {
    if (ResourceKind.isType(type.value())) {
      return ResourceKind.of(type.value()).map(Target.Resources::new);
    }
    problems.add(
        Problem.error(
            "pack-bad-value",
            "found '"
                + type.value()
                + "', expected a type of resource like Microsoft.Web/hostingEnvironments",
            type.span()));
    return Optional.empty();
  }

  private static ResourceKind kind(String key) {
    return ResourceKind.of(key).orElseThrow(() -> new AssertionError(key));
  }

  private boolean stands(Node.Entry entry, Node.Entry kind, String beside) {
    boolean right = kind.key().value().equals(beside);
    if (!right) {
      problems.add(
          Problem.error(
              "pack-extra-key",
              "'%s' stands beside '%s', expected it beside '%s'"
                  .formatted(entry.key().value(), kind.key().value(), beside),
              entry.key().span()));
    }
    return right;
  }

  /**
   * @param beside the only kind of target that the key may stand beside
   */
  private Optional<List<String>> subnets(PackMap map, String key, Node.Entry kind, String beside) {
    Optional<Node.Entry> entry = map.entry(key);
    if (entry.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!stands(entry.get(), kind, beside)) {
      return Optional.empty();
    }
    return PackMap.list(
        entry.get().value(),
        "names of subnets",
        problems,
        item -> PackMap.text(item, problems).map(Node.TextNode::value));
  }
}
