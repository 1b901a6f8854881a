package io.github.nsglint.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of what a log names, made from its name: as {@link UUID#nameUUIDFromBytes}. */
final class Guids {
  private static final long VERSION_3 = 0x3000;
  private static final long VARIANT_2 = 1L << 63;

  // Looking for one takes longer than using it.
  private final MessageDigest digest = md5();

  String of(String kind, String text) {
    byte[] name = ("nsglint " + kind + "\n" + text).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest(name));
    long high = (bytes.getLong() & ~0xF000L) | VERSION_3;
    long low = (bytes.getLong() & (-1L >>> 2)) | VARIANT_2;
    return new UUID(high, low).toString();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}
