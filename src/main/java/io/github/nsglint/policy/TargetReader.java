package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Target}. */
final class TargetReader {
  private static final String ANY = "any";
  private static final String GROUPS = "network-security-group";
  private static final String HOSTS = "bastion-host";
  private static final String EXCEPT = "except-subnets";
  private static final List<String> KINDS = List.of("subnet", GROUPS, HOSTS);
  private static final List<String> KEYS = List.of("subnet", GROUPS, HOSTS, EXCEPT);

  private final List<Problem> problems;

  private TargetReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<Target> read(Node node, List<Problem> problems) {
    TargetReader reader = new TargetReader(problems);
    return PackMap.of(node, "a target", KEYS, problems)
        .flatMap(map -> map.oneOf(KINDS, "a target").flatMap(kind -> reader.target(map, kind)));
  }

  private Optional<Target> target(PackMap map, Node.Entry kind) {
    Optional<Node.TextNode> value = PackMap.text(kind.value(), problems);
    Optional<List<String>> except = exceptSubnets(map, kind.key().value());
    if (value.isEmpty() || except.isEmpty()) {
      return Optional.empty();
    }
    if (kind.key().value().equals("subnet")) {
      return Optional.of(new Target.Subnets(value.get().value()));
    }
    if (!value.get().value().equals(ANY)) {
      problems.add(
          Problem.error(
              "pack-bad-value",
              "found '" + value.get().value() + "', expected " + ANY,
              value.get().span()));
      return Optional.empty();
    }
    return Optional.of(
        kind.key().value().equals(HOSTS)
            ? new Target.BastionHosts()
            : new Target.Groups(except.get()));
  }

  private Optional<List<String>> exceptSubnets(PackMap map, String kind) {
    Optional<Node.Entry> entry = map.entry(EXCEPT);
    if (entry.isEmpty()) {
      return Optional.of(List.of());
    }
    if (!kind.equals(GROUPS)) {
      problems.add(
          Problem.error(
              "pack-extra-key",
              "'%s' stands beside '%s', expected it beside '%s'".formatted(EXCEPT, kind, GROUPS),
              entry.get().key().span()));
      return Optional.empty();
    }
    return PackMap.list(
        entry.get().value(),
        "names of subnets",
        problems,
        item -> PackMap.text(item, problems).map(Node.TextNode::value));
  }
}
