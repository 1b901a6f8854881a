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
          new TemplateFunction("concat(value, ...)", NOTHING, TextFunctions::concat),
          new TemplateFunction("format(format, ...)", NOTHING, FormatFunction::apply),
          new TemplateFunction(
              "toLower(text)", ARGUMENTS, call -> call.of(InvariantText.lower(call.text(0)))),
          new TemplateFunction(
              "toUpper(text)", ARGUMENTS, call -> call.of(InvariantText.upper(call.text(0)))),
          new TemplateFunction(
              "trim(text)", ARGUMENTS, call -> call.of(InvariantText.trimmed(call.text(0)))),
          new TemplateFunction("string(value)", EVERYTHING, TextFunctions::string),
          new TemplateFunction("replace(text, old, new)", ARGUMENTS, TextFunctions::replace),
          new TemplateFunction("split(text, delimiter)", EVERYTHING, TextFunctions::split),
          new TemplateFunction("join(array, delimiter)", ARGUMENTS, TextFunctions::join),
          new TemplateFunction(
              "substring(text, start, [length])", ARGUMENTS, TextFunctions::substring),
          new TemplateFunction(
              "padLeft(value, length, [character])", ARGUMENTS, TextFunctions::padLeft),
          new TemplateFunction("startsWith(text, start)", ARGUMENTS, TextFunctions::startsWith),
          new TemplateFunction("endsWith(text, end)", ARGUMENTS, TextFunctions::endsWith),
          new TemplateFunction("like(text, pattern)", ARGUMENTS, TextFunctions::like),
          new TemplateFunction("json(text)", ARGUMENTS, JsonText::read),
          new TemplateFunction("fail(message)", ARGUMENTS, TextFunctions::fail));

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
    if (value instanceof Node.BoolNode bool) {
      return call.of(PartialText.of(bool));
    }
    if (value instanceof Node.NullNode) {
      throw UnknownResult.undocumented("what the text of null is");
    }
    return call.of(JsonText.write(value, call.budget()));
  }

  private static Node replace(Call call) {
    String old = call.text(1);
    if (old.isEmpty()) {
      throw new InvalidCall("the text to replace is empty", 1);
    }
    String original = call.wholeText(0);
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
      throw UnknownResult.undocumented("what a delimiter without a character does");
    }
    String text = call.wholeText(0);
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
    String text = call.wholeText(0);
    int start = call.place(1);
    int length = call.count() > 2 ? call.place(2) : text.length() - start;
    if (start < 0 || length < 0 || (long) start + length > text.length()) {
      throw new InvalidCall(
          "the text has "
              + Call.counted(text.length(), "character")
              + ", and no part from "
              + start
              + (call.count() > 2 ? " of length " + length : ""));
    }
    return call.of(text.substring(start, start + length));
  }

  private static Node padLeft(Call call) {
    String text = call.scalarText(0);
    int length = call.place(1);
    String padding = call.count() > 2 ? call.text(2) : " ";
    if (padding.length() != 1) {
      throw new InvalidCall("the padding is not one character", 2);
    }
    if (length < 0) {
      throw new InvalidCall("the length is below 0", 1);
    }
    call.budget().text(length);
    return call.of(padding.repeat(Math.max(0, length - text.length())) + text);
  }

  private static Node startsWith(Call call) {
    String text = call.wholeText(0);
    String part = call.text(1);
    return call.of(text.regionMatches(true, 0, part, 0, part.length()));
  }

  private static Node endsWith(Call call) {
    String text = call.text(0);
    String part = call.text(1);
    return call.of(text.regionMatches(true, text.length() - part.length(), part, 0, part.length()));
  }

  /** {@code *} stands for any characters; case does not count. */
  private static Node like(Call call) {
    String text = InvariantText.lower(call.wholeText(0));
    String pattern = InvariantText.lower(call.text(1));
    call.budget().search(text.length(), pattern.length());
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return call.of(false);
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return call.of(at == pattern.length());
  }

  private static Node fail(Call call) {
    throw new InvalidCall(call.text(0));
  }
}
