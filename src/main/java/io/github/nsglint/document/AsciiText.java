package io.github.nsglint.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A large text of ASCII alone whose lines end in {@code \n}: what a tool writes. It is kept as the
 * bytes of its file, without a copy, and its lines are counted block by block rather than listed.
 */
final class AsciiText implements Text {
  /** Below it a string costs nothing worth saving. */
  static final int WORTHWHILE = 1 << 17;

  /** Looked through at a time. */
  private static final int PART = 1 << 20;

  private static final int BLOCK = 1 << 8;
  private static final int WORDS = BLOCK / Long.BYTES;

  private static final int PART_BLOCKS = PART / BLOCK;

  /** Read at a time. */
  private static final int BLOCKS = 16;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final byte[] bytes;

  /** The line of each block's first byte. */
  private final int[] blockLines;

  private final int lineCount;

  private AsciiText(byte[] bytes, int[] blockLines, int lineCount) {
    this.bytes = bytes;
    this.blockLines = blockLines;
    this.lineCount = lineCount;
  }

  /**
   * @param bytes must not be changed any more
   * @return empty if there is anything else than ASCII in them, a carriage return, or a zero in
   *     front, which looks like another encoding
   */
  static Optional<AsciiText> of(byte[] bytes) {
    int blocks = bytes.length / BLOCK;
    int[] blockLines = new int[blocks + 1];
    // All cores look: nothing else goes on yet.
    boolean plain =
        IntStream.range(0, 1 + blocks / PART_BLOCKS)
            .parallel()
            .allMatch(part -> areCounted(bytes, part * PART_BLOCKS, blocks, blockLines));
    int feedsBehind = plain ? feeds(bytes, blocks * BLOCK) : -1;
    if (feedsBehind < 0 || startsWithZero(bytes)) {
      return Optional.empty();
    }
    int line = 1;
    for (int block = 0; block < blocks; block++) {
      int feeds = blockLines[block];
      blockLines[block] = line;
      line += feeds;
    }
    blockLines[blocks] = line;
    return Optional.of(new AsciiText(bytes, blockLines, line + feedsBehind));
  }

  private static boolean startsWithZero(byte[] bytes) {
    boolean zero = false;
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      zero |= bytes[i] == 0;
    }
    return zero;
  }

  /**
   * Counts the line feeds of each block of a part.
   *
   * @param first its first block
   * @param all how many blocks there are in the text
   * @return false if one will not do
   */
  private static boolean areCounted(byte[] bytes, int first, int all, int[] feeds) {
    int end = Math.min(all, first + PART_BLOCKS);
    LongBuffer longs =
        ByteBuffer.wrap(bytes, first * BLOCK, (end - first) * BLOCK)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    long[] words = new long[BLOCKS * WORDS];
    for (int block = first; block < end; block++) {
      int within = block % BLOCKS * WORDS;
      if (within == 0) {
        longs.get(words, 0, Math.min(words.length, longs.remaining()));
      }
      feeds[block] = feeds(words, within);
      if (feeds[block] < 0) {
        return false;
      }
    }
    return true;
  }

  /** How many line feeds there are behind the last block; -1 if it will not do. */
  private static int feeds(byte[] bytes, int from) {
    int feeds = 0;
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] < 0 || bytes[i] == '\r') {
        return -1;
      }
      feeds += bytes[i] == '\n' ? 1 : 0;
    }
    return feeds;
  }

  /** How many line feeds there are in a block, eight bytes at a time; -1 if it will not do. */
  private static int feeds(long[] words, int from) {
    long all = 0;
    long noReturns = HIGH_BITS;
    long others = 0;
    for (int i = from; i < from + WORDS; i++) {
      long word = words[i];
      // Of ASCII no sum runs into the next byte, and of anything else they do not matter.
      all |= word;
      noReturns &= (word ^ RETURNS) + LOW_BITS;
      // One count a byte, which the words of a block cannot overflow.
      others += (((word ^ FEEDS) + LOW_BITS) >>> 7) & ONES;
    }
    if ((all & HIGH_BITS) != 0 || noReturns != HIGH_BITS) {
      return -1;
    }
    int feeds = BLOCK;
    for (long counts = others; counts != 0; counts >>>= 8) {
      feeds -= (int) (counts & 0xff);
    }
    return feeds;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public char charAt(int offset) {
    return (char) bytes[offset];
  }

  @Override
  public String part(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /**
   * Looks at two neighbours in as many bytes as the text is long, less one: wherever it stands, two
   * of its own are among them.
   */
  @Override
  public int indexOf(String wanted, int from) {
    byte[] sought = wanted.getBytes(StandardCharsets.UTF_8);
    if (sought.length != wanted.length()) {
      return -1; // not all of it is ASCII
    }
    if (sought.length < 2) {
      return sought.length == 0 ? from : indexOf(sought[0], from);
    }
    boolean[] neighbours = new boolean[1 << 14];
    for (int i = 1; i < sought.length; i++) {
      neighbours[(sought[i - 1] << 7) | sought[i]] = true;
    }
    // All cores look: nothing else goes on then.
    int parts = 1 + (bytes.length - from) / PART;
    return IntStream.range(0, parts)
        .parallel()
        .map(part -> startingIn(from + part * PART, sought, neighbours))
        .filter(found -> found >= 0)
        .findFirst()
        .orElse(-1);
  }

  private int indexOf(byte unit, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != unit) {
      at++;
    }
    return at < bytes.length ? at : -1;
  }

  /** Where it starts first within a part; -1 if nowhere. */
  private int startingIn(int from, byte[] sought, boolean[] neighbours) {
    byte[] text = bytes;
    int step = sought.length - 1;
    int last = Math.min(from + PART, text.length - step) - 1;
    for (int at = from; at < last + step; at += step) {
      if (neighbours[(text[at] << 7) | text[at + 1]]) {
        int found = startingAround(at, from, last, sought);
        if (found >= 0) {
          return found;
        }
      }
    }
    return -1;
  }

  /**
   * @return the first start of it, if it has this byte and the next one among its own; -1 if it
   *     does not start there
   */
  private int startingAround(int at, int first, int last, byte[] sought) {
    for (int i = sought.length - 2; i >= 0; i--) {
      int start = at - i;
      if (sought[i] == bytes[at]
          && sought[i + 1] == bytes[at + 1]
          && start >= first
          && start <= last
          && Arrays.equals(bytes, start, start + sought.length, sought, 0, sought.length)) {
        return start;
      }
    }
    return -1;
  }

  @Override
  public int line(int offset) {
    int block = offset / BLOCK;
    int line = blockLines[block];
    for (int i = block * BLOCK; i < offset; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  @Override
  public int lineStart(int line) {
    if (line == 1) {
      return 0;
    }
    int at = lastBlockBefore(line) * BLOCK;
    for (int left = line - blockLines[at / BLOCK]; left > 0; at++) {
      left -= bytes[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  @Override
  public int lineEndOf(int offset, int limit) {
    int end = offset;
    while (end < limit && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Most lines are short; a line of many megabytes is not walked through. */
  @Override
  public int lineStartOf(int offset) {
    int limit = Math.max(0, offset - BLOCK);
    for (int at = offset; at > limit; at--) {
      if (bytes[at - 1] == '\n') {
        return at;
      }
    }
    return limit == 0 ? 0 : lineStart(line(offset));
  }

  /** The last block that begins in an earlier line: the line starts in it. */
  private int lastBlockBefore(int line) {
    int low = 0;
    int high = blockLines.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (blockLines[middle] < line) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int lineCount() {
    return lineCount;
  }
}
