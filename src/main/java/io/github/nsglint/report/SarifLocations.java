package io.github.nsglint.report;

import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** SARIF's artifacts, and the places in them. */
final class SarifLocations {
  /** Name of the folder that relative URIs start from; its own place is private. */
  static final String ROOT = "%SRCROOT%";

  private static final int MAX_SNIPPET = 500;

  private final JsonOutput out;
  private final SourceUris uris;
  private final Map<String, Integer> artifacts;
  private final Map<SourceFile, LineHashes> lineHashes;

  /** Most places that are written one after another are in one file. */
  private final RepeatedValue<SourceFile> file;

  /**
   * @param files every file that was read
   * @param serviceTags the file that was given besides
   */
  SarifLocations(
      JsonOutput out, SourceUris uris, List<String> files, Optional<ServiceTagSource> serviceTags) {
    this.out = out;
    this.uris = uris;
    Map<String, Integer> indexes = new LinkedHashMap<>();
    for (String file : files) {
      indexes.putIfAbsent(uris.of(file).text(), indexes.size());
    }
    serviceTags.ifPresent(
        source -> indexes.putIfAbsent(uris.of(source.file()).text(), indexes.size()));
    this.artifacts = Collections.unmodifiableMap(indexes);
    this.lineHashes = new ConcurrentHashMap<>();
    this.file = new RepeatedValue<>(out, this::artifactLocation);
  }

  private SarifLocations(JsonOutput out, SarifLocations other) {
    this.out = out;
    this.uris = other.uris;
    this.artifacts = other.artifacts;
    this.lineHashes = other.lineHashes;
    this.file = new RepeatedValue<>(out, this::artifactLocation);
  }

  /** The same, written to another output. */
  SarifLocations in(JsonOutput other) {
    return new SarifLocations(other, this);
  }

  /**
   * @param sources texts of the files, as far as they are to be described
   */
  void artifacts(
      List<String> files, List<SourceFile> sources, Optional<ServiceTagSource> serviceTags)
      throws IOException {
    out.writeArrayFieldStart("artifacts");
    Map<String, SourceFile> texts = new HashMap<>();
    sources.forEach(source -> texts.putIfAbsent(uris.of(source.path()).text(), source));
    ArtifactDigests digests = new ArtifactDigests(out);
    int written = 0;
    for (String file : files) {
      SourceUris.SourceUri uri = uris.of(file);
      // A file named twice, or by two spellings, is one artifact.
      if (artifacts.getOrDefault(uri.text(), -1) == written) {
        out.writeStartObject();
        out.writeFieldName("location");
        artifactLocation(uri, Optional.empty());
        out.writeStrings("roles", List.of("analysisTarget"));
        if (texts.containsKey(uri.text())) {
          digests.write(Objects.requireNonNull(texts.get(uri.text())));
        }
        out.writeEndObject();
        written++;
      }
    }
    if (serviceTags.isPresent() && written < artifacts.size()) {
      serviceTags(serviceTags.get());
    }
    out.writeEndArray();
  }

  /** What verdicts rest on besides the definitions: which edition of the service tags. */
  private void serviceTags(ServiceTagSource source) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("description");
    out.writeStringField("text", Wording.serviceTags(source));
    out.writeEndObject();
    out.writeFieldName("location");
    artifactLocation(uris.of(source.file()), Optional.empty());
    out.writeStrings("roles", List.of("referencedOnCommandLine"));
    out.writeObjectFieldStart("properties");
    JsonReport.serviceTags(out, Optional.of(source));
    out.writeEndObject();
    out.writeEndObject();
  }

  /** With the lines around it, for the place a result is about. */
  void primary(Span span) throws IOException {
    out.writeObjectFieldStart("physicalLocation");
    Stretch stretch = Stretch.of(span);
    region(stretch);
    Optional<SurroundingLines> lines = SurroundingLines.of(stretch);
    if (lines.isPresent()) {
      surrounding(lines.get());
    }
    out.writeEndObject();
  }

  /**
   * A line of a file that may be there no more.
   *
   * @param uri relative to the root
   */
  void line(String uri, int line) throws IOException {
    out.writeObjectFieldStart("physicalLocation");
    boolean inside = !uri.startsWith("file:");
    out.writeFieldName("artifactLocation");
    artifactLocation(
        new SourceUris.SourceUri(uri, inside), Optional.ofNullable(artifacts.get(uri)));
    out.writeObjectFieldStart("region");
    out.writeNumberField("startLine", line);
    out.writeEndObject();
    out.writeEndObject();
  }

  /**
   * GitHub's hash of the line that a span starts in; empty for a file that is too large for it, or
   * that GitHub, which reads UTF-8 only, sees another text in.
   */
  String lineHash(Span span) {
    SourceFile file = span.file();
    if (file.length() > LineHashes.LARGEST || !file.charset().equals(StandardCharsets.UTF_8)) {
      return "";
    }
    return lineHashes.computeIfAbsent(file, LineHashes::of).line(span.line());
  }

  void physical(Span span) throws IOException {
    out.writeObjectFieldStart("physicalLocation");
    region(Stretch.of(span));
    out.writeEndObject();
  }

  /** The file that something is about. */
  void artifact(SourceFile source) throws IOException {
    out.writeFieldName("artifactLocation");
    file.write(source);
  }

  private void artifactLocation(SourceFile source) throws IOException {
    SourceUris.SourceUri uri = uris.of(source.path());
    artifactLocation(uri, Optional.ofNullable(artifacts.get(uri.text())));
  }

  /** The part of the span on its first line: GitHub shows no alert that a diff holds in part. */
  private void region(Stretch stretch) throws IOException {
    artifact(stretch.file());
    out.writeObjectFieldStart("region");
    out.writeNumberField("startLine", stretch.line());
    out.writeNumberField("startColumn", stretch.startColumn());
    out.writeNumberField("endLine", stretch.line());
    out.writeNumberField("endColumn", stretch.endColumn());
    if (stretch.length() <= MAX_SNIPPET) {
      snippet(stretch.text());
    }
    out.writeEndObject();
  }

  private void surrounding(SurroundingLines lines) throws IOException {
    out.writeObjectFieldStart("contextRegion");
    out.writeNumberField("startLine", lines.startLine());
    out.writeNumberField("startColumn", 1);
    out.writeNumberField("endLine", lines.endLine());
    out.writeNumberField("endColumn", lines.endColumn());
    snippet(lines.text());
    out.writeEndObject();
  }

  private void snippet(String text) throws IOException {
    out.writeObjectFieldStart("snippet");
    out.writeStringField("text", text);
    out.writeEndObject();
  }

  private void artifactLocation(SourceUris.SourceUri uri, Optional<Integer> index)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("uri", uri.text());
    if (uri.inside()) {
      out.writeStringField("uriBaseId", ROOT);
    }
    if (index.isPresent()) {
      out.writeNumberField("index", index.get());
    }
    out.writeEndObject();
  }
}
