package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Edit;
import java.util.List;

/**
 * A change that was proved to mend a finding and to do no harm.
 *
 * @param words what it does, a sentence
 * @param edits none overlaps another
 */
public record Fix(String words, List<Edit> edits) {
  public Fix {
    requireNonNull(words);
    edits = List.copyOf(edits);
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("a fix without an edit: " + words);
    }
  }
}
