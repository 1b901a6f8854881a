package io.github.nsglint.source.live;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.Answer.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests and comes back with an answer or with why there is none: waits when Azure asks for
 * it, tries again what may pass, renews a token once. Safe for several threads.
 */
final class ArmRequests {
  private static final HttpHeaderName REMAINING =
      HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-reads");

  /** Of questions that are sent with POST. */
  private static final HttpHeaderName WRITES_REMAINING =
      HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-writes");

  private static final HttpHeaderName GRAPH_REMAINING =
      HttpHeaderName.fromString("x-ms-user-quota-remaining");
  private static final HttpHeaderName GRAPH_RESETS =
      HttpHeaderName.fromString("x-ms-user-quota-resets-after");

  private final HttpPipeline pipeline;
  private final OnlyReads guard;
  private final Tokens tokens;
  private final Timing timing;
  private final RequestLimits limits;
  private final AtomicLong waiting = new AtomicLong();
  private volatile Optional<Failure> noSignIn = Optional.empty();
  private volatile boolean stopped;

  ArmRequests(ArmEndpoint endpoint, Tokens tokens, Timing timing, RequestLimits limits) {
    this.guard = new OnlyReads(endpoint);
    this.tokens = tokens;
    this.timing = timing;
    this.limits = limits;
    // A redirect would take the request, and the token with it, past the guard.
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20));
    this.pipeline =
        new HttpPipelineBuilder()
            .policies(guard)
            .httpClient(
                new JdkHttpClientBuilder(client)
                    .responseTimeout(limits.timeout())
                    .readTimeout(limits.timeout())
                    .build())
            .build();
  }

  /** How many requests were sent, those that were tried again counted each time. */
  long sent() {
    return guard.sent();
  }

  /** How many requests wait for their turn. */
  long waiting() {
    return waiting.get();
  }

  /** From now on nothing is sent. */
  void stop() {
    stopped = true;
  }

  /**
   * @param body JSON of a question; empty for none
   * @param pace of the subscription that is asked
   */
  Answer send(ReadOperation operation, URI uri, String body, Pace pace) {
    Answer first = settled(operation, uri, body, pace);
    return first.fold(whole -> whole, why -> why, later -> result(later, pace));
  }

  /**
   * What Azure takes time to find out, asked for where it says.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations">
   *     202, Location and Retry-After</a>
   */
  private Answer result(Answer.Later first, Pace pace) {
    Instant end = timing.now().plus(limits.longestWait());
    Answer.Later later = first;
    while (timing.now().isBefore(end)) {
      try {
        URI uri = new URI(later.location());
        boolean ours =
            guard.owns(uri)
                && ReadOperation.of("GET", uri.getPath())
                    .filter(ReadOperation.OPERATION_RESULTS::equals)
                    .isPresent();
        if (!ours) {
          return new Failure(
              Kind.FAILED, "Azure has the answer later, at a place that is not asked");
        }
        timing.sleep(later.delay());
        Answer answer = settled(ReadOperation.OPERATION_RESULTS, uri, "", pace);
        if (!(answer instanceof Answer.Later again)) {
          return answer;
        }
        later =
            again.location().isEmpty() ? new Answer.Later(later.location(), again.delay()) : again;
      } catch (URISyntaxException e) {
        return new Failure(Kind.FAILED, "Azure has the answer later, and does not say where");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failure(Kind.STOPPED, "the program was ended before");
      }
    }
    return new Failure(
        Kind.FAILED, "Azure had no answer within " + limits.longestWait().toSeconds() + " s");
  }

  private Answer settled(ReadOperation operation, URI uri, String body, Pace pace) {
    Attempts attempts = new Attempts(limits, timing);
    Optional<String> claims = Optional.empty();
    boolean renewed = false;
    while (true) {
      try {
        if (stopped || Thread.currentThread().isInterrupted()) {
          return new Failure(Kind.STOPPED, "the program was ended before");
        }
        Optional<Failure> refused = noSignIn;
        if (refused.isPresent()) {
          return refused.get();
        }
        await(pace);
        Exchange exchange = exchange(operation, uri, body, claims);
        heed(exchange.headers(), pace);
        if (exchange.status() == 401 && !renewed) {
          renewed = true;
          claims = Challenge.claims(exchange.headers().getValue(HttpHeaderName.WWW_AUTHENTICATE));
          continue;
        }
        Optional<Answer> answer = attempts.judge(exchange);
        if (answer.isPresent()) {
          return remembered(answer.get());
        }
        pace(attempts, pace);
      } catch (NotSignedIn e) {
        return remembered(new Failure(Kind.SIGN_IN, String.valueOf(e.getMessage())));
      } catch (IOException e) {
        Optional<Answer> answer = attempts.broken(e);
        if (answer.isPresent()) {
          return answer.get();
        }
        try {
          pace(attempts, pace);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Nobody is signed in who was not a moment ago: hundreds of further tries would say the same. */
  private Answer remembered(Answer answer) {
    if (answer instanceof Failure failure && failure.kind() == Kind.SIGN_IN) {
      noSignIn = Optional.of(failure);
    }
    return answer;
  }

  private void await(Pace pace) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      pace.await();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Throttled is the whole subscription; a failure is of this request alone. */
  private void pace(Attempts attempts, Pace pace) throws InterruptedException {
    if (attempts.isThrottled()) {
      pace.hold(attempts.delay());
      return;
    }
    waiting.incrementAndGet();
    try {
      timing.sleep(attempts.delay());
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static void heed(HttpHeaders headers, Pace pace) {
    number(headers.getValue(REMAINING)).ifPresent(pace::heed);
    number(headers.getValue(WRITES_REMAINING)).ifPresent(pace::heed);
    if (number(headers.getValue(GRAPH_REMAINING)).filter(left -> left == 0).isPresent()) {
      pace.hold(Attempts.duration(headers.getValue(GRAPH_RESETS)).orElse(Duration.ofSeconds(5)));
    }
  }

  private static Optional<Integer> number(String text) {
    boolean number = text != null && text.matches("[0-9]{1,9}");
    return number ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private Exchange exchange(ReadOperation operation, URI uri, String body, Optional<String> claims)
      throws IOException, InterruptedException {
    HttpRequest request =
        new HttpRequest(
                HttpMethod.valueOf(operation.method().toUpperCase(Locale.ROOT)), uri.toURL())
            .setHeader(HttpHeaderName.ACCEPT, "application/json")
            .setHeader(HttpHeaderName.ACCEPT_ENCODING, "gzip")
            .setHeader(HttpHeaderName.USER_AGENT, "nsglint")
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + tokens.token(claims));
    if (operation.method().equals("POST")) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body);
    }
    return new Bodies(limits).exchange(pipeline, request);
  }
}
