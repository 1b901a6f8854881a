package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * A pack as others name it: {@code azure-bastion@2026-02-24} for one that comes with the program,
 * {@code rules/our-network.yaml@2026-11-01} for a file, seen from the one that names it.
 *
 * @param version the only one that will do; any when empty
 */
public record PackReference(String name, Optional<String> version, Span span) {
  public PackReference {
    requireNonNull(name);
    requireNonNull(version);
    requireNonNull(span);
  }

  static Optional<PackReference> read(Node node, List<Problem> problems) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String written = text.get().value();
    int at = written.lastIndexOf('@');
    if (at < 0) {
      return Optional.of(new PackReference(written, Optional.empty(), node.span()));
    }
    String version = written.substring(at + 1);
    if (at == 0 || !PackMap.isDate(version)) {
      problems.add(
          Problem.error(
              "pack-bad-version",
              "found '" + written + "', expected a pack and its version like pack@2026-02-24",
              node.span()));
      return Optional.empty();
    }
    return Optional.of(
        new PackReference(written.substring(0, at), Optional.of(version), node.span()));
  }

  /** Whether it names a file, not a pack that comes with the program. */
  public boolean isFile() {
    return name.indexOf('/') >= 0 || name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
