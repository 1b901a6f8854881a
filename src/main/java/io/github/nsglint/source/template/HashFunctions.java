package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;

import io.github.nsglint.document.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * Values that look random and are not. How Azure computes them is not documented; both ways here
 * give what Azure's own library gave in every published case, which are the tests.
 *
 * @see <a
 *     href="https://github.com/Azure/bicep/blob/main/src/Bicep.Core.UnitTests/TypeSystem/FunctionResolverTests.cs">results
 *     in Bicep's tests, which run Azure's library</a>
 */
final class HashFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("guid(value, ...)", ARGUMENTS, HashFunctions::guid),
          new TemplateFunction("uniqueString(value, ...)", ARGUMENTS, HashFunctions::uniqueString));

  /** The namespace of the name-based identifiers. */
  private static final UUID NAMESPACE = UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");

  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BASE_32_DIGITS = 13;

  private HashFunctions() {}

  /** The arguments with hyphens between them. */
  private static byte[] joined(Call call) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < call.count(); i++) {
      joined.append(i == 0 ? "" : "-").append(call.wholeText(i));
      call.budget().grown(joined.length(), call.text(i).length());
    }
    return joined.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A name-based identifier of version 5.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.5">RFC 9562</a>
   */
  private static Node guid(Call call) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("each Java platform has SHA-1", e);
    }
    addBytes(sha1, NAMESPACE.getMostSignificantBits());
    addBytes(sha1, NAMESPACE.getLeastSignificantBits());
    byte[] hash = sha1.digest(joined(call));
    long most = (longAt(hash, 0) & ~0xF000L) | 0x5000L;
    long least = (longAt(hash, 8) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return call.of(new UUID(most, least).toString());
  }

  private static void addBytes(MessageDigest digest, long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) (value >>> shift));
    }
  }

  private static long longAt(byte[] bytes, int at) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  /** A hash of 64 bits in 13 digits of five bits, the highest first. */
  private static Node uniqueString(Call call) {
    long hash = MurmurHash.of(joined(call));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BASE_32_DIGITS; i++) {
      text.append(BASE_32.charAt((int) (hash >>> 59)));
      hash <<= 5;
    }
    return call.of(text.toString());
  }
}
