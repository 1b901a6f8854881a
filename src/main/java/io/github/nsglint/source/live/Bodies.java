package io.github.nsglint.source.live;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import reactor.core.publisher.Mono;

/** Answers to their last byte, within a time and a size. */
final class Bodies {
  private final RequestLimits limits;

  Bodies(RequestLimits limits) {
    this.limits = limits;
  }

  /**
   * One time for everything: a server that sends a byte now and then would outlast any time that
   * starts anew with each.
   */
  Exchange exchange(HttpPipeline pipeline, HttpRequest request)
      throws IOException, InterruptedException {
    Mono<Exchange> whole =
        pipeline
            .send(request)
            .flatMap(
                response ->
                    body(response)
                        .map(
                            bytes ->
                                new Exchange(
                                    response.getStatusCode(), response.getHeaders(), bytes)));
    CompletableFuture<Exchange> future = whole.toFuture();
    try {
      Exchange packed = future.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Exchange(
          packed.status(), packed.headers(), unpacked(packed.headers(), packed.body()));
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + limits.timeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof AssertionError defect) {
        throw defect;
      }
      for (Throwable each = cause; each != null; each = each.getCause()) {
        if (each instanceof IOException io) {
          throw io;
        }
      }
      throw new IOException(cause == null ? "" : cause.getClass().getSimpleName());
    } finally {
      // After a time-out or an interruption, the connection is not left to the server.
      future.cancel(true);
    }
  }

  private Mono<byte[]> body(HttpResponse response) {
    return response
        .getBody()
        .reduceWith(ByteArrayOutputStream::new, this::append)
        .map(ByteArrayOutputStream::toByteArray)
        .doFinally(end -> response.close());
  }

  private ByteArrayOutputStream append(ByteArrayOutputStream bytes, ByteBuffer more) {
    if (bytes.size() + (long) more.remaining() > limits.bodyBytes()) {
      throw new UncheckedIOException(tooLarge());
    }
    byte[] part = new byte[more.remaining()];
    more.get(part);
    bytes.writeBytes(part);
    return bytes;
  }

  private byte[] unpacked(HttpHeaders headers, byte[] body) throws IOException {
    String encoding = headers.getValue(HttpHeaderName.CONTENT_ENCODING);
    if (encoding == null || encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
      throw new IOException("the answer is packed in a way that was not asked for");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = in.readNBytes(limits.bodyBytes() + 1);
      if (bytes.length > limits.bodyBytes()) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  private IOException tooLarge() {
    return new IOException("the answer has more than " + limits.bodyBytes() + " bytes");
  }
}
