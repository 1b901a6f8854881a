package io.github.nsglint.source;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file as the formats are offered it.
 *
 * @param elements of its outermost list, in their order
 * @param root the document, that list empty; {@link Node.Unresolved} where the syntax breaks, or
 *     where the file could not be read, which its own problems tell then
 */
record ParsedFile(Loaded<SourceFile> file, List<Node> elements, Loaded<Node> root) {
  /** Outermost members whose lists can be longer than memory: a REST page, a Resource Graph one. */
  private static final Set<String> LIST_KEYS = Set.of("value", "data");

  /** In one piece: for a file that is not large. */
  static ParsedFile of(Loaded<SourceFile> file) {
    if (FileBytes.isUnread(file)) {
      Node none = new Node.Unresolved("", "", file.value().start());
      return new ParsedFile(file, List.of(), new Loaded<>(none, List.of()));
    }
    List<Node> elements = new ArrayList<>();
    Loaded<Node> root = JsonReader.read(file.value(), LIST_KEYS, elements::add);
    return new ParsedFile(file, elements, root);
  }

  /**
   * Element by element: for a file of any size.
   *
   * @param elements gets those in their order, before this returns
   * @return the root
   */
  static Loaded<Node> stream(SourceFile file, Consumer<Node> elements) {
    Conveyor<Node> conveyor = new Conveyor<>(elements);
    Loaded<Node> root = JsonReader.read(file, LIST_KEYS, conveyor);
    conveyor.finish();
    return root;
  }
}
