package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What proves which files were read: their length, encoding and hash. Hashes take time: there is
 * one of each file until {@link #MOST} bytes of files have been hashed.
 */
final class ArtifactDigests {
  private static final long MOST = 32L << 20;

  /** Stands for bytes that are no text; what they were is lost. */
  private static final String REPLACEMENT = "\uFFFD";

  private final JsonOutput out;
  private long hashed;

  ArtifactDigests(JsonOutput out) {
    this.out = out;
  }

  /** The members of an artifact. */
  void write(SourceFile file) throws IOException {
    out.writeStringField("mimeType", mimeType(file.path()));
    out.writeStringField("encoding", file.charset().name().toLowerCase(Locale.ROOT));
    if (hashed + file.length() > MOST || file.indexOf(REPLACEMENT, 0) >= 0) {
      return;
    }
    hashed += file.length();
    byte[] bytes = file.written();
    out.writeNumberField("length", bytes.length);
    out.writeObjectFieldStart("hashes");
    out.writeStringField("sha-256", HexFormat.of().formatHex(sha256().digest(bytes)));
    out.writeEndObject();
  }

  private static String mimeType(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    if (name.equals("-") || name.endsWith(".json") || name.endsWith(".jsonc")) {
      return "application/json";
    }
    return name.endsWith(".sh") || name.endsWith(".bash") ? "application/x-sh" : "text/plain";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
