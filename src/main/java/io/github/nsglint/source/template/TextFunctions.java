package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.EVERYTHING;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Texts.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string">the
 *     documentation</a>
 */
final class TextFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("concat", 1, Integer.MAX_VALUE, NOTHING, TextFunctions::concat),
          new TemplateFunction("format", 1, Integer.MAX_VALUE, NOTHING, FormatFunction::apply),
          new TemplateFunction(
              "toLower", 1, 1, ARGUMENTS, call -> call.of(call.text(0).toLowerCase(Locale.ROOT))),
          new TemplateFunction(
              "toUpper", 1, 1, ARGUMENTS, call -> call.of(call.text(0).toUpperCase(Locale.ROOT))),
          new TemplateFunction("trim", 1, 1, ARGUMENTS, call -> call.of(call.text(0).strip())),
          new TemplateFunction("string", 1, 1, EVERYTHING, TextFunctions::string),
          new TemplateFunction("replace", 3, 3, ARGUMENTS, TextFunctions::replace),
          new TemplateFunction("split", 2, 2, EVERYTHING, TextFunctions::split),
          new TemplateFunction("join", 2, 2, EVERYTHING, TextFunctions::join),
          new TemplateFunction("substring", 2, 3, ARGUMENTS, TextFunctions::substring),
          new TemplateFunction("padLeft", 2, 3, ARGUMENTS, TextFunctions::padLeft),
          new TemplateFunction("startsWith", 2, 2, ARGUMENTS, TextFunctions::startsWith),
          new TemplateFunction("endsWith", 2, 2, ARGUMENTS, TextFunctions::endsWith),
          new TemplateFunction("json", 1, 1, ARGUMENTS, JsonText::read));

  private TextFunctions() {}

  /** Texts one after the other, or arrays; which of both, the first known argument tells. */
  private static Node concat(Call call) {
    boolean lists = call.arguments().stream().anyMatch(ListNode.class::isInstance);
    if (!lists) {
      PartialText text = new PartialText(call.budget());
      call.arguments().forEach(text::add);
      return ResourceFunctions.withoutOwnScope(text.result(call.span()), call.scope());
    }
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      if (call.get(i) instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      call.budget().items((long) items.size() + call.items(i).size());
      items.addAll(call.items(i));
    }
    return call.of(items);
  }

  private static Node string(Call call) {
    Node value = call.get(0);
    if (value instanceof TextNode || value instanceof Node.NumberNode) {
      return call.of(call.scalarText(0));
    }
    if (value instanceof Node.BoolNode || value instanceof Node.NullNode) {
      throw new InvalidCall("the text of " + Call.kind(value) + " is not documented");
    }
    return call.of(JsonText.write(value, call.budget()));
  }

  private static Node replace(Call call) {
    String old = call.text(1);
    if (old.isEmpty()) {
      throw new InvalidCall("the text to replace is empty");
    }
    String original = call.text(0);
    String replacement = call.text(2);
    call.budget().search(original.length(), old.length());
    long found = 0;
    for (int at = original.indexOf(old); at >= 0; at = original.indexOf(old, at + old.length())) {
      found++;
    }
    call.budget().text(original.length() + found * (replacement.length() - old.length()));
    return call.of(original.replace(old, replacement));
  }

  private static Node split(Call call) {
    List<String> delimiters = new ArrayList<>();
    if (call.get(1) instanceof ListNode list) {
      list.items().forEach(item -> delimiters.add(textOf(item)));
    } else {
      delimiters.add(call.text(1));
    }
    if (delimiters.isEmpty() || delimiters.contains("")) {
      throw new InvalidCall("a delimiter is missing or empty");
    }
    String text = call.text(0);
    long length = delimiters.stream().mapToLong(String::length).sum();
    call.budget().search(text.length(), length + delimiters.size());
    List<Node> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); ) {
      int delimiter = delimiterAt(text, i, delimiters);
      if (delimiter > 0) {
        call.budget().charge(1);
        parts.add(new TextNode(text.substring(start, i), call.span()));
        start = i + delimiter;
      }
      i += Math.max(1, delimiter);
    }
    parts.add(new TextNode(text.substring(start), call.span()));
    return call.of(parts);
  }

  private static int delimiterAt(String text, int at, List<String> delimiters) {
    for (String delimiter : delimiters) {
      if (text.startsWith(delimiter, at)) {
        return delimiter.length();
      }
    }
    return 0;
  }

  private static String textOf(Node node) {
    if (node instanceof TextNode text) {
      return text.value();
    }
    throw new InvalidCall("an array of texts is needed, not of " + Call.kind(node));
  }

  private static Node join(Call call) {
    String delimiter = call.text(1);
    PartialText text = new PartialText(call.budget());
    boolean first = true;
    for (Node item : call.items(0)) {
      text.known(first ? "" : delimiter).add(item);
      first = false;
    }
    return text.result(call.span());
  }

  private static Node substring(Call call) {
    String text = call.text(0);
    int start = call.place(1);
    int length = call.count() > 2 ? call.place(2) : text.length() - start;
    if (start < 0 || length < 0 || (long) start + length > text.length()) {
      throw new InvalidCall("start and length reach beyond the text");
    }
    return call.of(text.substring(start, start + length));
  }

  private static Node padLeft(Call call) {
    String text = call.scalarText(0);
    int length = call.place(1);
    String padding = call.count() > 2 ? call.text(2) : " ";
    if (padding.length() != 1) {
      throw new InvalidCall("the padding is not one character");
    }
    call.budget().text(length);
    return call.of(padding.repeat(Math.max(0, length - text.length())) + text);
  }

  private static Node startsWith(Call call) {
    String text = call.text(0);
    String part = call.text(1);
    return call.of(text.regionMatches(true, 0, part, 0, part.length()));
  }

  private static Node endsWith(Call call) {
    String text = call.text(0);
    String part = call.text(1);
    return call.of(text.regionMatches(true, text.length() - part.length(), part, 0, part.length()));
  }
}
