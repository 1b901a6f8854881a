package io.github.nsglint.policy;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a pack, understood as far as it speaks of other packs.
 *
 * @param root empty when the file holds no map
 * @param parents the packs that it extends
 * @param overrides what it changes of their rules, by id or name
 * @param problems found so far
 */
record PackDocument(
    SourceFile file,
    Optional<PackMap> root,
    List<PackReference> parents,
    List<Node.Entry> overrides,
    List<Problem> problems) {
  private static final String EXTENDS = "extends";
  private static final String OVERRIDE = "override";

  PackDocument {
    parents = List.copyOf(parents);
    overrides = List.copyOf(overrides);
    // The problems grow while the pack is read.
  }

  static PackDocument of(SourceFile file) {
    boolean compiled = file.path().endsWith(".json");
    Loaded<Node> document = compiled ? JsonReader.read(file) : YamlReader.read(file);
    List<Problem> problems = new ArrayList<>(document.problems());
    Optional<PackMap> root = PackMap.of(document.value(), "a rule pack", PackReader.KEYS, problems);
    List<PackReference> parents =
        root.flatMap(map -> map.value(EXTENDS))
            .map(node -> parents(node, problems))
            .orElse(List.of());
    Optional<Node.Entry> override = root.flatMap(map -> map.entry(OVERRIDE));
    if (override.isPresent() && root.flatMap(map -> map.entry(EXTENDS)).isEmpty()) {
      problems.add(
          Problem.error(
              "pack-missing-key",
              "'override' changes rules of packs that this one extends; the key 'extends' is missing",
              override.get().key().span()));
    }
    List<Node.Entry> overrides =
        override
            .map(
                entry ->
                    PackMap.entriesOf(
                        entry.value(), "rules: each an id with what changes", problems))
            .orElse(List.of());
    overrides.forEach(entry -> checkIdentity(entry.value(), problems));
    return new PackDocument(file, root, parents, overrides, problems);
  }

  private static List<PackReference> parents(Node node, List<Problem> problems) {
    if (node instanceof Node.ListNode) {
      return PackMap.list(node, "packs", problems, item -> PackReference.read(item, problems))
          .orElse(List.of());
    }
    return PackReference.read(node, problems).map(List::of).orElse(List.of());
  }

  private static void checkIdentity(Node override, List<Problem> problems) {
    if (override instanceof Node.MapNode keys) {
      for (Node.Entry entry : keys.entries()) {
        if (RuleOverride.IDENTITY.contains(entry.key().value())) {
          problems.add(
              Problem.error(
                  "pack-extra-key",
                  "the id and name of a rule stay what they are",
                  entry.key().span()));
        }
      }
    }
  }

  /** Its name as it stands there, right or wrong; empty when there is none. */
  String name() {
    return root.flatMap(map -> map.value("pack")).flatMap(Node::scalar).orElse("");
  }

  /** Its version likewise. */
  String version() {
    return root.flatMap(map -> map.value("version")).flatMap(Node::scalar).orElse("");
  }
}
