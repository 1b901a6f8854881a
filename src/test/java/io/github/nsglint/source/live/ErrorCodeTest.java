package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  private static String read(String body) {
    ErrorCode read = ErrorCode.read(body.getBytes(StandardCharsets.UTF_8));
    return read.code().orElse("none") + (read.isWhole() ? "" : ", broken");
  }

  @Test
  void theCodeIsToldAndWhetherTheAnswerIsWhole() {
    assertEquals("none", read("{\"value\": [{\"error\": {\"code\": \"Inner\"}}]}"));
    assertEquals("none", read("[1, {\"error\": {\"code\": \"Inner\"}}]"));
    assertEquals("none", read("7"));
    assertEquals(
        "Gone", read("{\"a\": 1, \"Error\": {\"x\": [{}], \"Code\": \"Gone\", \"y\": {}}}"));
    assertEquals("none", read("{\"error\": {\"code\": \"a code of blanks\"}}"));
    assertEquals("none", read("{\"error\": {\"code\": {\"code\": \"Deeper\"}}}"));
    assertEquals("none", read("{\"error\": \"code\"}"));
    assertEquals("Gone, broken", read("{\"error\": {\"code\": \"Gone\", \"mess"));
    assertEquals("Gone, broken", read("{\"error\": {\"code\": \"Gone\"}} {}"));
    assertEquals("none, broken", read("{\"value\": ["));
    assertEquals("none, broken", read("<html>"));
    assertEquals("none, broken", read(" "));
  }
}
