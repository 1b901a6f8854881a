package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Target}. */
final class TargetReader {
  static final String ANY = Target.Subnets.ANY;
  private static final String SUBNET = "subnet";
  private static final String GROUPS = "network-security-group";
  private static final String EXCEPT = "except";
  private static final String EXCEPT_SUBNETS = "except-subnets";
  static final List<String> FILTERS =
      List.of(EXCEPT, EXCEPT_SUBNETS, "name", "resource-group", "tags", "where");
  static final List<String> KINDS = kinds();
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
    return List.copyOf(kinds);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(KINDS);
    keys.addAll(FILTERS);
    return List.copyOf(keys);
  }

  private Optional<Target> target(PackMap map, Node.Entry kind) {
    int before = problems.size();
    Optional<Node.TextNode> value = PackMap.text(kind.value(), problems);
    List<String> exceptSubnets = exceptSubnets(map, kind);
    List<NamePattern> except =
        map.value(EXCEPT).map(node -> patterns(node, kind)).orElse(List.of());
    String key = kind.key().value();
    boolean subnet = key.equals(SUBNET);
    TargetFilter filter = filter(map, subnet ? List.of() : except);
    if (value.isPresent() && !subnet && !value.get().value().equals(ANY)) {
      problems.add(PackMap.badValue(kind.value(), value.get().value(), ANY, List.of()));
    }
    if (value.isEmpty() || problems.size() > before) {
      return Optional.empty();
    }
    if (subnet) {
      return Optional.of(new Target.Subnets(value.get().value(), except, filter));
    }
    return Optional.of(
        key.equals(GROUPS)
            ? new Target.Groups(exceptSubnets, filter)
            : new Target.Resources(kind(key), filter));
  }

  private static ResourceKind kind(String key) {
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.key().equals(key)) {
        return kind;
      }
    }
    throw new AssertionError(key);
  }

  private TargetFilter filter(PackMap map, List<NamePattern> except) {
    return new TargetFilter(
        map.value("name").flatMap(this::pattern),
        except,
        map.value("resource-group").flatMap(this::pattern),
        map.value("tags").map(this::tags).orElse(List.of()),
        map.value("where").flatMap(node -> ConditionReader.read(node, problems)));
  }

  private Optional<NamePattern> pattern(Node node) {
    return PackMap.text(node, problems).map(text -> new NamePattern(text.value()));
  }

  private List<NamePattern> patterns(Node node, Node.Entry kind) {
    String names = "names of " + (kind.key().value().equals(SUBNET) ? "subnets" : "resources");
    return PackMap.list(node, names, problems, this::pattern).orElse(List.of());
  }

  private List<TargetFilter.Tag> tags(Node node) {
    List<TargetFilter.Tag> tags = new ArrayList<>();
    for (Node.Entry entry : PackMap.entriesOf(node, "tags, each with its value or '*'", problems)) {
      PackMap.scalar(entry.value(), problems)
          .ifPresent(
              value -> tags.add(new TargetFilter.Tag(entry.key().value(), new NamePattern(value))));
    }
    return tags;
  }

  private List<String> exceptSubnets(PackMap map, Node.Entry kind) {
    Optional<Node.Entry> entry = map.entry(EXCEPT_SUBNETS);
    if (entry.isPresent() && !kind.key().value().equals(GROUPS)) {
      problems.add(
          Problem.error(
              "pack-extra-key",
              "'%s' stands beside '%s', expected it beside '%s'"
                  .formatted(EXCEPT_SUBNETS, kind.key().value(), GROUPS),
              entry.get().key().span()));
      return List.of();
    }
    return entry
        .flatMap(
            subnets ->
                PackMap.list(
                    subnets.value(),
                    "names of subnets",
                    problems,
                    item -> PackMap.text(item, problems).map(Node.TextNode::value)))
        .orElse(List.of());
  }
}
