package io.github.nsglint.report;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** Headings, elements under them, and lines about an element, each level indented further. */
final class Outline {
  static final String UNKNOWN = "?";

  private static final int LIST_WIDTH = 90;
  private static final int TEXT_WIDTH = 96;
  private static final int LABEL_WIDTH = 15;
  private static final String ITEM = "  ";
  private static final String DETAIL = "    ";

  private final Writer out;
  private boolean started;

  Outline(Writer out) {
    this.out = out;
  }

  void heading(String title) throws IOException {
    if (started) {
      line("");
    }
    line(title);
  }

  /** Starts a block about one element. */
  void item(Element element) throws IOException {
    line("");
    line(ITEM + name(element) + "  " + Wording.lineIn(element.span()));
  }

  void detail(String label, String text) throws IOException {
    detail(label + " ".repeat(LABEL_WIDTH - label.length()) + text);
  }

  void detail(String text) throws IOException {
    line(DETAIL + text);
  }

  void detail(String label, List<String> items, String whenEmpty) throws IOException {
    detail(label, items.isEmpty() ? whenEmpty : Shortened.list(items, LIST_WIDTH));
  }

  void table(TextTable table) throws IOException {
    for (String row : table.lines()) {
      detail("  " + row);
    }
  }

  /** That an element may not be there. */
  void condition(String who, Optional<Node.Unresolved> condition) throws IOException {
    if (condition.isPresent()) {
      String symbol = condition.get().symbol();
      note(
          who,
          symbol.isEmpty() ? "perhaps not there" : "only if " + Wording.oneLine(symbol),
          condition.get().reason(),
          Wording.place(condition.get().span()));
    }
  }

  /**
   * @param who the element, if the block is not about it alone; safe to show
   */
  void unresolved(String who, List<UnresolvedValue> values) throws IOException {
    for (UnresolvedValue value : values) {
      List<String> names = value.properties().stream().map(Printable::of).toList();
      note(who, Shortened.list(names, LIST_WIDTH), value.reason(), Wording.place(value.span()));
    }
  }

  private void note(String who, String what, String reason, String place) throws IOException {
    detail(
        "? "
            + (who.isEmpty() ? "" : who + ", ")
            + what
            + ": "
            + Wording.oneLine(reason)
            + " ("
            + place
            + ")");
  }

  /** A text of several sentences, with what follows its first line indented further. */
  void paragraph(String text) throws IOException {
    StringBuilder line = new StringBuilder(ITEM).append('-');
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > TEXT_WIDTH) {
        line(line.toString());
        line = new StringBuilder(ITEM).append(' ');
      }
      line.append(' ').append(word);
    }
    line(line.toString());
  }

  void line(String text) throws IOException {
    started = true;
    out.write(text);
    out.write('\n');
  }

  static String name(Element element) {
    return Printable.of(element.name());
  }

  /** {@code AzureBastionSubnet (vnet-hub)}; other things by their name alone. */
  static String name(ResourceId id) {
    String name = Printable.of(id.name());
    return id.parent().map(parent -> name + " (" + Printable.of(parent.name()) + ")").orElse(name);
  }

  static String shown(Value<?> value) {
    return value.known().map(known -> Printable.of(known.toString())).orElse(UNKNOWN);
  }

  static String shown(Reference reference, String whenAbsent) {
    return reference.fold(() -> whenAbsent, to -> name(to.id()), unresolved -> UNKNOWN);
  }

  static String shown(Optional<Node> setting) {
    return setting.map(node -> node.scalar().map(Printable::of).orElse(UNKNOWN)).orElse("not set");
  }
}
