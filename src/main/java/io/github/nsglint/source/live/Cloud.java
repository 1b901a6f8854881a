package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An Azure to read from.
 *
 * @param authority where one signs in
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure">the
 *     addresses of Azure Government</a>
 * @see <a href="https://learn.microsoft.com/azure/china/resources-developer-guide">those of Azure
 *     operated by 21Vianet</a>
 */
public record Cloud(ArmEndpoint endpoint, String authority) {
  public Cloud {
    requireNonNull(endpoint);
    requireNonNull(authority);
  }

  /**
   * @param name {@code public}, {@code us-government} or {@code china}
   */
  public static Optional<Cloud> named(String name) {
    return switch (name) {
      case "public" ->
          Optional.of(of("https://management.azure.com", "https://login.microsoftonline.com"));
      case "us-government" ->
          Optional.of(
              of("https://management.usgovcloudapi.net", "https://login.microsoftonline.us"));
      case "china" ->
          Optional.of(of("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"));
      default -> Optional.empty();
    };
  }

  private static Cloud of(String endpoint, String authority) {
    return new Cloud(ArmEndpoint.parse(endpoint).orElseThrow(), authority);
  }

  /** What a token is asked for. */
  String scope() {
    return endpoint + "/.default";
  }
}
