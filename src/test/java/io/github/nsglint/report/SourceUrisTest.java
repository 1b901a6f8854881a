package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.report.SourceUris.SourceUri;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUrisTest {
  @ParameterizedTest
  @CsvSource({
    "nsg.json, nsg.json",
    "./infra//nsg.json, infra/nsg.json",
    "infra/../nsg.json, nsg.json",
    "/home/ann/repo/nsg.json, nsg.json",
    "../repo/nsg.json, nsg.json",
    "a b/höhe#1?%.json, a%20b/h%C3%B6he%231%3F%25.json",
    "c:d.json, c%3Ad.json",
    "/tmp/c:d.json, file:///tmp/c:d.json",
    "x/c:d.json, x/c%3Ad.json",
    "😀.json, %F0%9F%98%80.json",
    "../other/nsg.json, file:///home/ann/other/nsg.json",
    "/home/ann/repository/nsg.json, file:///home/ann/repository/nsg.json",
    "../../../../nsg.json, file:///nsg.json",
    "-, stdin.json",
  })
  void relativeToTheBaseFolder(String path, String uri) {
    assertEquals(
        new SourceUri(uri, !uri.startsWith("file:")), new SourceUris("/home/ann/repo").of(path));
  }

  @ParameterizedTest
  @CsvSource({"C:/w/repo/nsg.json, nsg.json", "D:/nsg.json, file:///D:/nsg.json"})
  void drives(String path, String uri) {
    assertEquals(uri, new SourceUris("C:/w/repo").of(path).text());
  }
}
