package io.github.nsglint.source.template;

/**
 * A relative of MurmurHash3 of two halves of 32 bits, from the seed 0.
 *
 * @see <a href="https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp">MurmurHash3,
 *     whose mixing steps these are</a>
 */
final class MurmurHash {
  private static final int C1 = 0x239B961B;
  private static final int C2 = 0xAB0E9789;

  private MurmurHash() {}

  static long of(byte[] data) {
    int low = 0;
    int high = 0;
    int at = 0;
    for (; at + 7 < data.length; at += 8) {
      low = Integer.rotateLeft(low ^ mixedLow(intAt(data, at)), 19) + high;
      low = low * 5 + 0x561CCD1B;
      high = Integer.rotateLeft(high ^ mixedHigh(intAt(data, at + 4)), 13) + low;
      high = high * 5 + 0x0BCAA747;
    }
    low ^= mixedLow(intAt(data, at));
    high ^= mixedHigh(intAt(data, at + 4));
    low ^= data.length;
    high ^= data.length;
    low += high;
    high += low;
    low = finished(low);
    high = finished(high);
    low += high;
    high += low;
    return ((long) high << 32) | (low & 0xFFFF_FFFFL);
  }

  private static int mixedLow(int k) {
    return Integer.rotateLeft(k * C1, 15) * C2;
  }

  private static int mixedHigh(int k) {
    return Integer.rotateLeft(k * C2, 17) * C1;
  }

  /** Four bytes, the lowest first; those beyond the end are 0. */
  private static int intAt(byte[] data, int at) {
    int value = 0;
    for (int i = 0; i < 4 && at + i < data.length; i++) {
      value |= (data[at + i] & 0xFF) << (8 * i);
    }
    return value;
  }

  private static int finished(int h) {
    int mixed = (h ^ (h >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }
}
