package io.github.nsglint.source.live;

import com.azure.core.http.HttpHeaders;

/** What came back of one request, whatever it is. */
final class Exchange {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  Exchange(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
