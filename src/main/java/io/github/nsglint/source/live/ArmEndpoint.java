package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Azure Resource Manager answers. Over HTTPS; over plain HTTP on this machine alone, where a
 * token cannot be overheard.
 *
 * @param base scheme, host and port: {@code https://management.azure.com}
 */
public record ArmEndpoint(URI base) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  public ArmEndpoint {
    requireNonNull(base);
  }

  /** Empty if a text is no such place. */
  public static Optional<ArmEndpoint> parse(String text) {
    try {
      URI uri = new URI(text.strip());
      String path = uri.getPath();
      boolean bare =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (path == null || path.isEmpty() || path.equals("/"));
      if (!bare || !(isHttps(uri) || isLoopbackHttp(uri))) {
        return Optional.empty();
      }
      return Optional.of(
          new ArmEndpoint(
              new URI(
                  lower(uri.getScheme()),
                  null,
                  lower(uri.getHost()),
                  uri.getPort(),
                  "",
                  null,
                  null)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether tokens would travel in the clear. */
  public boolean isPlain() {
    return !isHttps(base);
  }

  /** Whether an address leads here: the same scheme, host and port, and nobody's name in it. */
  boolean owns(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getHost().equalsIgnoreCase(uri.getHost())
        && port(base) == port(uri);
  }

  /** The same for what is written in an answer. */
  boolean owns(String text) {
    try {
      return owns(new URI(text));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * @param path is encoded as an address needs it
   */
  URI request(ReadOperation operation, String path) throws URISyntaxException {
    URI encoded = new URI(null, null, path, null);
    return new URI(base + encoded.getRawPath() + "?api-version=" + operation.apiVersion());
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isLoopbackHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(lower(uri.getHost()));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
