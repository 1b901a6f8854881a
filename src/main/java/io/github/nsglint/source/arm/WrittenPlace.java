package io.github.nsglint.source.arm;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.NotWritableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a value stands in a template: all that is around it. */
final class WrittenPlace {
  /**
   * One level down.
   *
   * @param entry where the container is an object
   */
  private record Step(Node container, Optional<Entry> entry) {
    Step {
      requireNonNull(container);
      requireNonNull(entry);
    }

    String key() {
      return entry.map(found -> found.key().value().toLowerCase(Locale.ROOT)).orElse("");
    }
  }

  private final List<Step> steps;
  private final Node value;

  private WrittenPlace(List<Step> steps, Node value) {
    this.steps = List.copyOf(steps);
    this.value = value;
  }

  /** The value that covers just a stretch of the file; empty if none does. */
  static Optional<WrittenPlace> of(MapNode root, Span span) {
    List<Step> steps = new ArrayList<>();
    Node at = root;
    while (true) {
      if (at.span().equals(span)) {
        return Optional.of(new WrittenPlace(steps, at));
      }
      Optional<Step> next = step(at, span);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      steps.add(next.get());
      at = next.get().entry().map(Entry::value).orElseGet(() -> item(next.get(), span));
    }
  }

  private static Optional<Step> step(Node at, Span span) {
    if (at instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        if (covers(entry.value(), span)) {
          return Optional.of(new Step(map, Optional.of(entry)));
        }
      }
    } else if (at instanceof ListNode list
        && list.items().stream().anyMatch(n -> covers(n, span))) {
      return Optional.of(new Step(list, Optional.empty()));
    }
    return Optional.empty();
  }

  private static Node item(Step step, Span span) {
    return ((ListNode) step.container())
        .items().stream().filter(node -> covers(node, span)).findFirst().orElseThrow();
  }

  private static boolean covers(Node node, Span span) {
    return node.span().file() == span.file()
        && node.span().start() <= span.start()
        && span.end() <= node.span().end();
  }

  Node value() {
    return value;
  }

  /** The member it is, if it stands in an object. */
  Optional<Entry> entry() {
    return steps.get(steps.size() - 1).entry();
  }

  /** The list or object that holds it. */
  Node container() {
    return steps.get(steps.size() - 1).container();
  }

  /** The innermost resource that it belongs to; the template where it belongs to none. */
  MapNode resource() {
    int at = resourceStep();
    return at > 0 && inside(at) instanceof MapNode map ? map : (MapNode) inside(-1);
  }

  /** The list of that resource, or the object that has it under a symbolic name. */
  Node resources() {
    int at = resourceStep();
    return at > 0 ? steps.get(at).container() : inside(-1);
  }

  /** The step that leads from a list of resources into one; -1 if there is none. */
  private int resourceStep() {
    for (int i = steps.size() - 1; i > 0; i--) {
      if (steps.get(i - 1).key().equals("resources")) {
        return i;
      }
    }
    return -1;
  }

  /** What a step leads to. */
  private Node inside(int step) {
    return step + 1 < steps.size() ? steps.get(step + 1).container() : value;
  }

  /** Refuses what is made more than once, or elsewhere than it stands. */
  void checkPlain() throws NotWritableException {
    String section = steps.isEmpty() ? "" : steps.get(0).key();
    if (section.equals("parameters") || section.equals("variables")) {
      String name =
          steps.size() > 1 ? steps.get(1).entry().map(e -> e.key().value()).orElse("") : "";
      String kind = section.substring(0, section.length() - 1);
      throw new NotWritableException("the value comes from " + kind + " '" + name + "'");
    }
    if (!section.equals("resources")) {
      throw new NotWritableException("it stands in '" + section + "'");
    }
    for (Step step : steps) {
      if (step.key().equals("template")) {
        throw new NotWritableException("it stands in a nested deployment");
      }
      if (step.container() instanceof MapNode map && map.get("copy").isPresent()) {
        throw new NotWritableException("a loop makes it");
      }
    }
  }
}
