package io.github.nsglint.model;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/** What every resource of the network has. */
public interface Element {
  ResourceId id();

  /** The resource's own name, as a user sees it. */
  default String name() {
    return id().name();
  }

  /**
   * The name in a sentence: of one that is computed at great length, only the start and the end.
   */
  default String shownName() {
    return id().shownName();
  }

  /**
   * Why the resource may not be there at all, if so: a deployment condition that cannot be
   * computed, a loop.
   */
  Optional<Node.Unresolved> condition();

  /** The resource's name, or its start where it has none. */
  Span span();
}
