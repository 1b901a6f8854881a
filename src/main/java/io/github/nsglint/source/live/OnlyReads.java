package io.github.nsglint.source.live;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last step before the network: nothing passes but a listed read of the one endpoint. Whatever
 * else is wrong in this program, it cannot change anything in Azure and cannot send a token
 * elsewhere.
 */
final class OnlyReads extends HttpPipelineSyncPolicy {
  private final ArmEndpoint endpoint;
  private final AtomicLong sent = new AtomicLong();

  OnlyReads(ArmEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    HttpRequest request = context.getHttpRequest();
    URI uri = URI.create(request.getUrl().toString());
    Optional<ReadOperation> operation =
        ReadOperation.of(request.getHttpMethod().toString(), uri.getPath());
    if (operation.isEmpty() || !endpoint.owns(uri)) {
      // Without its query, which can hold a key.
      throw new AssertionError(
          "a request that is none of the listed reads: "
              + request.getHttpMethod()
              + " "
              + uri.getScheme()
              + "://"
              + uri.getHost()
              + uri.getPath());
    }
    sent.incrementAndGet();
  }

  /** Whether an address leads to the one endpoint. */
  boolean owns(URI uri) {
    return endpoint.owns(uri);
  }

  /** How many requests passed. */
  long sent() {
    return sent.get();
  }
}
