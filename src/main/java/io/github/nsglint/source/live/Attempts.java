package io.github.nsglint.source.live;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.github.nsglint.source.live.Answer.Body;
import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.Answer.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The tries of one request: whether an answer settles it, and else how long to wait. */
final class Attempts {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Between two questions for an answer that is not there yet. */
  private static final Duration POLL = Duration.ofSeconds(10);

  private final RequestLimits limits;
  private final Timing timing;
  private int failed;
  private int throttled;
  private boolean lastThrottled;
  private Duration delay = Duration.ZERO;

  Attempts(RequestLimits limits, Timing timing) {
    this.limits = limits;
    this.timing = timing;
  }

  /** Empty if it is to be tried again after {@link #delay}. */
  Optional<Answer> judge(Exchange exchange) {
    int status = exchange.status();
    if (status == 200) {
      lastThrottled = false;
      return whole(exchange);
    }
    String said =
        "Azure answered " + status + ErrorCode.of(exchange.body()).map(c -> " " + c).orElse("");
    if (status == 429 || (status == 503 && waitAsked(exchange.headers()).isPresent())) {
      return throttled(exchange, said);
    }
    lastThrottled = false;
    if (status == 408 || status >= 500) {
      return failed(said);
    }
    if (status == 202) {
      String location = exchange.headers().getValue(HttpHeaderName.LOCATION);
      return Optional.of(
          new Answer.Later(
              location == null ? "" : location, waitAsked(exchange.headers()).orElse(POLL)));
    }
    return Optional.of(new Failure(kind(status, said), said + hint(status)));
  }

  private static String hint(int status) {
    if (status >= 300 && status < 400) {
      return ", a redirect, which is not followed";
    }
    return status == 401 ? ": the access token is not accepted; sign in again" : "";
  }

  private static Kind kind(int status, String said) {
    if (said.endsWith(" MissingSubscriptionRegistration")) {
      return Kind.NOT_REGISTERED;
    }
    return switch (status) {
      case 401 -> Kind.SIGN_IN;
      case 403 -> Kind.REFUSED;
      case 404 -> Kind.NOT_FOUND;
      default -> Kind.FAILED;
    };
  }

  /** Proxies answer 200 with a page for people, and half an answer has the status of a whole. */
  private Optional<Answer> whole(Exchange exchange) {
    byte[] body = exchange.body();
    ErrorCode error = ErrorCode.read(body);
    if (!error.isWhole()) {
      return failed("Azure's answer is not JSON, or not all of it");
    }
    return Optional.of(
        error
            .code()
            .<Answer>map(code -> new Failure(Kind.FAILED, "Azure answered with the error " + code))
            .orElseGet(() -> new Body(body)));
  }

  /** The network failed. */
  Optional<Answer> broken(IOException e) {
    lastThrottled = false;
    return failed("there was no answer: " + words(e));
  }

  /** The network's own exceptions mostly say nothing but their class. */
  private static String words(IOException e) {
    String message = e.getMessage();
    if (message != null && !message.isEmpty()) {
      return message;
    }
    if (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException) {
      return "the host's name is not known";
    }
    return e instanceof ConnectException
        ? "no connection could be made"
        : e.getClass().getSimpleName();
  }

  private Optional<Answer> failed(String said) {
    failed++;
    if (failed >= limits.tries()) {
      return Optional.of(new Failure(Kind.FAILED, said + times(failed)));
    }
    delay = backOff(failed);
    return Optional.empty();
  }

  private Optional<Answer> throttled(Exchange exchange, String said) {
    lastThrottled = true;
    throttled++;
    Optional<Duration> asked = waitAsked(exchange.headers());
    if (asked.filter(wait -> wait.compareTo(limits.longestWait()) > 0).isPresent()) {
      return Optional.of(
          new Failure(
              Kind.FAILED, said + " and asks to wait " + asked.get().toSeconds() + " seconds"));
    }
    if (throttled >= limits.throttledTries()) {
      return Optional.of(new Failure(Kind.FAILED, said + times(throttled)));
    }
    delay = asked.orElseGet(() -> backOff(throttled));
    return Optional.empty();
  }

  private static String times(int count) {
    return count == 1 ? "" : ", " + count + " times";
  }

  /** Twice as long each time, by chance up to half less: many do not come back at once. */
  private Duration backOff(int times) {
    long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(times - 1, 10));
    return Duration.ofMillis((long) (whole * (1 - timing.random() / 2)));
  }

  boolean isThrottled() {
    return lastThrottled;
  }

  Duration delay() {
    return delay;
  }

  /** Seconds, or a time of Azure's own clock, whatever ours shows. */
  private Optional<Duration> waitAsked(HttpHeaders headers) {
    String text = headers.getValue(HttpHeaderName.RETRY_AFTER);
    if (text == null) {
      return Optional.empty();
    }
    if (text.strip().matches("[0-9]{1,7}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
    }
    return time(text)
        .map(
            until ->
                Duration.between(
                    time(headers.getValue(HttpHeaderName.DATE)).orElseGet(timing::now), until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> time(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** {@code 00:00:05}, as Resource Graph tells when it counts anew. */
  static Optional<Duration> duration(String text) {
    if (text == null || !text.matches("[0-9]{2}:[0-5][0-9]:[0-5][0-9]")) {
      return Optional.empty();
    }
    String[] parts = text.split(":", -1);
    return Optional.of(
        Duration.ofHours(Long.parseLong(parts[0]))
            .plusMinutes(Long.parseLong(parts[1]))
            .plusSeconds(Long.parseLong(parts[2])));
  }
}
