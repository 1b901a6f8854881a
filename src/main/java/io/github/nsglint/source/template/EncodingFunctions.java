package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Texts in other clothes: base64, data URIs, and parts of URIs.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string">the
 *     documentation</a>
 */
final class EncodingFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "base64(text)", ARGUMENTS, call -> call.of(base64(call.wholeText(0), call))),
          new TemplateFunction(
              "base64ToString(base64)",
              ARGUMENTS,
              call -> call.of(ofBase64(call.wholeText(0), call))),
          new TemplateFunction(
              "base64ToJson(base64)",
              ARGUMENTS,
              call -> JsonText.read(ofBase64(call.wholeText(0), call), call)),
          new TemplateFunction("dataUri(text)", ARGUMENTS, EncodingFunctions::dataUri),
          new TemplateFunction("dataUriToString(uri)", ARGUMENTS, EncodingFunctions::ofDataUri),
          new TemplateFunction("uri(base, relative)", ARGUMENTS, UriResolution::uri),
          new TemplateFunction("uriComponent(text)", ARGUMENTS, EncodingFunctions::uriComponent),
          new TemplateFunction(
              "uriComponentToString(text)",
              ARGUMENTS,
              call -> call.of(ofUriComponent(call.wholeText(0), call))));

  private static final String DATA = "data:";
  private static final String HEX = "0123456789ABCDEF";

  private EncodingFunctions() {}

  private static String base64(String text, Call call) {
    call.budget().text(text.length() * 4L);
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPair(text, i)) {
        throw UnknownResult.undocumented("how half a surrogate pair is encoded");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static String ofBase64(String base64, Call call) {
    call.budget().text(base64.length());
    StringBuilder digits = new StringBuilder(base64.length());
    for (int i = 0; i < base64.length(); i++) {
      char c = base64.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        digits.append(c);
      }
    }
    if (digits.length() % 4 != 0) {
      throw new InvalidCall("the text is no base64", 0);
    }
    try {
      return utf8(Base64.getDecoder().decode(digits.toString()));
    } catch (IllegalArgumentException e) {
      throw new InvalidCall("the text is no base64", 0);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw UnknownResult.undocumented("how bytes that are no UTF-8 are read");
    }
  }

  /** The documentation's example has {@code charset=utf8}, what Azure's library gives has this. */
  private static Node dataUri(Call call) {
    if (!(call.get(0) instanceof TextNode)) {
      throw UnknownResult.undocumented("what the data URI of " + Call.kind(call.get(0)) + " is");
    }
    return call.of("data:text/plain;charset=utf-8;base64," + base64(call.wholeText(0), call));
  }

  private static Node ofDataUri(Call call) {
    String uri = call.wholeText(0);
    int comma = uri.indexOf(',');
    if (comma < 0 || !uri.regionMatches(true, 0, DATA, 0, DATA.length())) {
      throw new InvalidCall("the text is no data URI", 0);
    }
    String[] parts = uri.substring(DATA.length(), comma).split(";", -1);
    boolean base64 = parts[parts.length - 1].equalsIgnoreCase("base64");
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].toLowerCase(Locale.ROOT);
      if (part.startsWith("charset=") && !part.equals("charset=utf-8")) {
        throw UnknownResult.undocumented("how " + part + " is read");
      }
    }
    String data = uri.substring(comma + 1);
    return call.of(base64 ? ofBase64(data, call) : ofUriComponent(data, call));
  }

  /** All but letters, digits and {@code -._~} becomes {@code %} and two digits for each byte. */
  private static Node uriComponent(Call call) {
    byte[] bytes = bytes(call.wholeText(0));
    call.budget().text(bytes.length * 3L);
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (isUnreserved(b)) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.charAt((b & 0xFF) >> 4)).append(HEX.charAt(b & 0xF));
      }
    }
    return call.of(text.toString());
  }

  static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static String ofUriComponent(String text, Call call) {
    call.budget().text(text.length());
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      List<Byte> escaped = new ArrayList<>(0);
      while (isEscape(text, at)) {
        escaped.add((byte) Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 3;
      }
      if (!escaped.isEmpty()) {
        byte[] bytes = new byte[escaped.size()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = escaped.get(i);
        }
        result.append(utf8(bytes));
      }
      if (at < text.length()) {
        result.append(text.charAt(at++));
      }
    }
    return result.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && isHex(text.charAt(at + 1))
        && isHex(text.charAt(at + 2));
  }

  private static boolean isHex(char c) {
    return HEX.indexOf(c) >= 0 || (c >= 'a' && c <= 'f');
  }
}
