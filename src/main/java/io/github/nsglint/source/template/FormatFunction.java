package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code format}: {@code {0}} is the first argument, {@code {0:x4}} a number in hexadecimal with at
 * least four digits ({@code D}: decimal, {@code N}: with commas), {@code {0,5}} at least five wide;
 * doubled braces are braces.
 */
final class FormatFunction {
  private static final Pattern ITEM =
      Pattern.compile("(\\d{1,9})\\s*(?:,\\s*(-?\\d{1,9})\\s*)?(?::([^{}]*))?");

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
        throw new InvalidCall("the format has a '}' without '{'");
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
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw new InvalidCall("the format has an item '{" + item + "}' that cannot be read");
    }
    int index = Integer.parseInt(matcher.group(1)) + 1;
    if (index >= call.count()) {
      throw new InvalidCall("the format names argument {" + (index - 1) + "}, which is not there");
    }
    Node argument = call.get(index);
    boolean plain = matcher.group(2) == null && matcher.group(3) == null;
    if (plain) {
      text.add(argument);
    } else if (argument instanceof Unresolved unknown) {
      Node written = new TextNode("{0" + item.substring(matcher.end(1)) + "}", call.span());
      String symbol = Symbols.call("format", List.of(written, unknown));
      text.unknown(new Unresolved(unknown.reason(), symbol, unknown.span()));
    } else {
      int width = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
      call.budget().text(Math.abs((long) width));
      text.known(padded(formatted(argument, matcher.group(3)), width));
    }
  }

  private static String formatted(Node argument, @Nullable String spec) {
    if (spec == null || argument instanceof TextNode) {
      return argument
          .scalar()
          .filter(text -> !(argument instanceof Node.BoolNode))
          .orElseThrow(
              () -> new InvalidCall("the text of " + Call.kind(argument) + " is not known"));
    }
    long number =
        Call.integer(argument)
            .orElseThrow(() -> new InvalidCall("a number format needs a whole number"));
    return number(number, spec)
        .orElseThrow(() -> new InvalidCall("the number format '" + spec + "' is not evaluated"));
  }

  private static Optional<String> number(long number, String spec) {
    if (!spec.matches("[DdXxNn]\\d{0,2}")) {
      return Optional.empty();
    }
    int digits = spec.length() > 1 ? Integer.parseInt(spec.substring(1)) : 0;
    char kind = spec.charAt(0);
    if (Character.toLowerCase(kind) == 'n') {
      String decimals = spec.length() > 1 && digits == 0 ? "" : "." + "0".repeat(digits);
      return spec.length() == 1
          ? Optional.empty()
          : Optional.of(String.format(Locale.ROOT, "%,d", number) + decimals);
    }
    if (Character.toLowerCase(kind) == 'd') {
      String text = Long.toString(number).replace("-", "");
      return Optional.of((number < 0 ? "-" : "") + zeros(text, digits));
    }
    if (number < 0) {
      return Optional.empty();
    }
    String text = Long.toHexString(number);
    return Optional.of(zeros(kind == 'X' ? text.toUpperCase(Locale.ROOT) : text, digits));
  }

  private static String zeros(String text, int digits) {
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** A negative width pads on the right. */
  private static String padded(String text, int width) {
    String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + spaces : spaces + text;
  }
}
