package io.github.nsglint.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds keys that a map gives twice, compared without case as Azure does. */
final class DuplicateKeys {
  private final List<Problem> problems;

  /**
   * Keys of the last map of each depth that had none twice. Maps of one depth mostly have the same
   * keys, in strings that the reader shares, so most maps need no search.
   */
  private final List<List<String>> clean = new ArrayList<>();

  /**
   * @param problems gets a {@code duplicate-key} for each key that was there before
   */
  DuplicateKeys(List<Problem> problems) {
    this.problems = problems;
  }

  void check(List<Node.Entry> entries, int depth) {
    while (clean.size() <= depth) {
      clean.add(List.of());
    }
    if (entries.size() < 2 || isClean(entries, clean.get(depth))) {
      return;
    }
    Map<String, Node.TextNode> firsts = new HashMap<>();
    List<String> keys = new ArrayList<>(entries.size());
    for (Node.Entry entry : entries) {
      Node.TextNode key = entry.key();
      keys.add(key.value());
      Node.TextNode first = firsts.putIfAbsent(key.value().toLowerCase(Locale.ROOT), key);
      if (first != null) {
        problems.add(duplicate(first, key));
      }
    }
    if (firsts.size() == entries.size()) {
      clean.set(depth, keys);
    }
  }

  @SuppressWarnings("ReferenceEquality") // keys of equal text that are not shared are compared anew
  private static boolean isClean(List<Node.Entry> entries, List<String> keys) {
    if (entries.size() != keys.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (entries.get(i).key().value() != keys.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Problem duplicate(Node.TextNode first, Node.TextNode second) {
    String before =
        first.value().equals(second.value())
            ? " is given twice, first"
            : " is given before as " + shown(first) + ",";
    return Problem.warning(
        "duplicate-key",
        "the key " + shown(second) + before + " on line " + first.span().line(),
        second.span());
  }

  private static String shown(Node.TextNode key) {
    return Found.inQuotes(Found.cut(key.value()));
  }
}
