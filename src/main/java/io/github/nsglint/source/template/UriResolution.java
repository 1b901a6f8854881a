package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code uri}: a reference within a base, resolved as RFC 3986 says. What .NET writes in another
 * way than it stands there is not known.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2">RFC 3986, 5.2</a>
 */
final class UriResolution {
  /** Its own regular expression, in appendix B; scheme 1, authority 2, path 3, the rest 4. */
  private static final Pattern URI =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(.*)");

  private static final String OTHERS = ":/?#[]@!$&'()*+,;=";

  private UriResolution() {}

  static Node uri(Call call) {
    Matcher base = parts(call.text(0));
    Matcher reference = parts(call.text(1));
    if (base.group(1) == null) {
      throw new InvalidCall("the first text is no absolute URI", 0);
    }
    boolean elsewhere = reference.group(1) != null || reference.group(2) != null;
    String scheme = (reference.group(1) == null ? base : reference).group(1);
    String host = (elsewhere ? reference : base).group(2);
    if (host == null) {
      throw UnknownResult.undocumented("how such a URI is written");
    }
    scheme = scheme.toLowerCase(Locale.ROOT);
    String authority = authority(scheme, host);
    return call.of(scheme + "://" + authority + target(base, reference, elsewhere));
  }

  private static Matcher parts(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!EncodingFunctions.isUnreserved(c) && OTHERS.indexOf(c) < 0) {
        throw UnknownResult.undocumented("how '" + c + "' is written in a URI");
      }
    }
    Matcher matcher = URI.matcher(text);
    if (!matcher.matches()) {
      throw new AssertionError(text);
    }
    return matcher;
  }

  private static String authority(String scheme, String authority) {
    String standardPort = scheme.equals("https") ? ":443" : scheme.equals("http") ? ":80" : "";
    String host = authority.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || standardPort.isEmpty() || host.indexOf('@') >= 0) {
      throw UnknownResult.undocumented("how such a URI is written");
    }
    return host.endsWith(standardPort)
        ? host.substring(0, host.length() - standardPort.length())
        : host;
  }

  private static String target(Matcher base, Matcher reference, boolean elsewhere) {
    String path = reference.group(3);
    String rest = reference.group(4);
    if (elsewhere || path.startsWith("/")) {
      return withoutDots(path) + rest;
    }
    String basePath = base.group(3);
    if (path.isEmpty()) {
      boolean ownQuery = rest.startsWith("?");
      String baseRest = base.group(4);
      int fragment = baseRest.indexOf('#');
      String query = fragment < 0 ? baseRest : baseRest.substring(0, fragment);
      return withoutDots(basePath) + (ownQuery ? rest : query + rest);
    }
    return withoutDots(basePath.substring(0, basePath.lastIndexOf('/') + 1) + path) + rest;
  }

  /** The path without {@code .} and {@code ..}; it starts with a slash. */
  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = (path.startsWith("/") ? path : "/" + path).substring(1).split("/", -1);
    boolean open = false;
    for (String segment : segments) {
      open = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!open) {
        kept.addLast(segment);
      }
    }
    List<String> all = new ArrayList<>(kept);
    if (open) {
      all.add("");
    }
    return "/" + String.join("/", all);
  }
}
