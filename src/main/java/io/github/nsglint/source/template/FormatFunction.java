package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code format}: {@code {0}} is the first argument, {@code {0,5}} at least five wide, {@code
 * {0:x4}} written as {@link NumberFormat} says; doubled braces are braces.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/standard/base-types/composite-formatting">composite
 *     formatting</a>
 */
final class FormatFunction {
  private static final Pattern ITEM =
      Pattern.compile("(\\d{1,9}) *(?:, *(-?\\d{1,7}) *)?(?::([^{}]*))?");

  private FormatFunction() {}

  static Node apply(Call call) {
    if (call.get(0) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    String format = call.text(0);
    PartialText text = new PartialText(call.budget());
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      boolean brace = c == '{' || c == '}';
      if (brace && at + 1 < format.length() && format.charAt(at + 1) == c) {
        text.known(String.valueOf(c));
        at += 2;
      } else if (c == '{') {
        int end = format.indexOf('}', at);
        addItem(text, call, end < 0 ? "" : format.substring(at + 1, end));
        at = end + 1;
      } else if (c == '}') {
        throw new InvalidCall("the format has a '}' without '{'", 0);
      } else {
        int end = at;
        while (end < format.length() && format.charAt(end) != '{' && format.charAt(end) != '}') {
          end++;
        }
        text.known(format.substring(at, end));
        at = end;
      }
    }
    return ResourceFunctions.withoutOwnScope(text.result(call.span()), call.scope());
  }

  private static void addItem(PartialText text, Call call, String item) {
    if (isIndex(item)) {
      text.add(plain(argument(call, item), call));
      return;
    }
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw new InvalidCall("the format has an item '{" + item + "}' that cannot be read", 0);
    }
    Node argument = argument(call, matcher.group(1));
    if (argument instanceof Unresolved unknown) {
      Node written = new TextNode("{0" + item.substring(matcher.end(1)) + "}", call.span());
      String symbol = Symbols.call("format", List.of(written, unknown));
      text.unknown(new Unresolved(unknown.reason(), symbol, unknown.span()));
      return;
    }
    int width = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    call.budget().text(Math.abs((long) width));
    text.known(padded(formatted(argument, matcher.group(3), call), width));
  }

  /** Most items are this; a regular expression costs a cold program much. */
  private static boolean isIndex(String item) {
    return item.length() == 1 && item.charAt(0) >= '0' && item.charAt(0) <= '9';
  }

  private static Node argument(Call call, String number) {
    int index = Integer.parseInt(number) + 1;
    if (index >= call.count()) {
      throw new InvalidCall(
          "the format names argument {" + (index - 1) + "}, which is not there", 0);
    }
    return call.get(index);
  }

  /** Arrays and objects are written as JSON in single quotes. */
  private static Node plain(Node argument, Call call) {
    if (!(argument instanceof Node.ListNode) && !(argument instanceof Node.MapNode)) {
      return argument;
    }
    Optional<Unresolved> unknown = Call.unresolvedPart(argument, call.budget());
    if (unknown.isPresent()) {
      Node written = new TextNode("{0}", call.span());
      String symbol = Symbols.call("format", List.of(written, argument));
      return new Unresolved(unknown.get().reason(), symbol, unknown.get().span());
    }
    String json = JsonText.write(argument, call.budget());
    if (json.indexOf('\'') >= 0 || json.indexOf('\\') >= 0) {
      throw UnknownResult.undocumented(
          "how quotes and backslashes are written in " + Call.kind(argument));
    }
    return new TextNode(json.replace('"', '\''), argument.span());
  }

  private static String formatted(Node argument, @Nullable String format, Call call) {
    if (format != null && !format.isEmpty() && argument instanceof NumberNode number) {
      return NumberFormat.text(number, format);
    }
    Node result = new PartialText(call.budget()).add(plain(argument, call)).result(call.span());
    if (result instanceof TextNode text) {
      return text.value();
    }
    throw UnknownResult.undocumented("how a value with unknown parts is padded");
  }

  /** A negative width pads on the right. */
  private static String padded(String text, int width) {
    String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + spaces : spaces + text;
  }
}
