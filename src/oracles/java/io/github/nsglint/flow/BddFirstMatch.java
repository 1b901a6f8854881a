package io.github.nsglint.flow;

import io.github.nsglint.flow.PlainProduct.Range;
import io.github.nsglint.flow.PlainProduct.Rule;
import java.util.Arrays;
import java.util.List;

/**
 * First match as a binary decision diagram over the bits of an IPv4 flow, the most significant
 * first: destination, source, destination port, source port, protocol. The diagram of the list is
 * built once; a question is the conjunction with that of a region. Knows no parts.
 */
final class BddFirstMatch {
  private static final int FALSE = 0;
  private static final int TRUE = 1;
  private static final int AND = 0;
  private static final int OR = 1;
  private static final int DIFFERENCE = 2;
  private static final int BITS = 32 + 32 + 16 + 16 + 8;

  private int[] bit = new int[1 << 12];
  private int[] low = new int[1 << 12];
  private int[] high = new int[1 << 12];
  private int[] unique = new int[1 << 14];
  private int nodes = 2;

  /** Operation and operands of earlier results; a newer one takes an older one's place. */
  private final long[] cacheKeys = new long[1 << 16];

  private final int[] cacheValues = new int[1 << 16];
  private final int allowed;

  BddFirstMatch(List<Rule> rules) {
    bit[FALSE] = BITS;
    bit[TRUE] = BITS;
    Arrays.fill(cacheKeys, -1);
    int result = FALSE;
    for (int i = rules.size() - 1; i >= 0; i--) {
      int matches = diagram(rules.get(i).flows());
      result = apply(rules.get(i).allows() ? OR : DIFFERENCE, result, matches);
    }
    this.allowed = result;
  }

  /** Whether some flow of the region has this decision. */
  boolean exists(PlainProduct region, boolean decision) {
    int asked = diagram(region);
    return (decision ? apply(AND, asked, allowed) : apply(DIFFERENCE, asked, allowed)) != FALSE;
  }

  private int diagram(PlainProduct product) {
    int result = union(product.protocols(), 96, 8);
    result = apply(AND, union(product.sourcePorts(), 80, 16), result);
    result = apply(AND, union(product.destinationPorts(), 64, 16), result);
    result = apply(AND, union(product.sources(), 32, 32), result);
    return apply(AND, union(product.destinations(), 0, 32), result);
  }

  private int union(List<Range> ranges, int firstBit, int bits) {
    int result = FALSE;
    for (Range range : ranges) {
      if (range.part() != 0) {
        throw new IllegalArgumentException("on the line of a part: " + range);
      }
      int from = atLeast(range.first().longValue(), firstBit, bits);
      int to = atMost(range.last().longValue(), firstBit, bits);
      result = apply(OR, result, apply(AND, from, to));
    }
    return result;
  }

  private int atLeast(long bound, int firstBit, int bits) {
    int result = TRUE;
    for (int i = bits - 1; i >= 0; i--) {
      boolean one = (bound >> (bits - 1 - i) & 1) == 1;
      result = one ? node(firstBit + i, FALSE, result) : node(firstBit + i, result, TRUE);
    }
    return result;
  }

  private int atMost(long bound, int firstBit, int bits) {
    int result = TRUE;
    for (int i = bits - 1; i >= 0; i--) {
      boolean one = (bound >> (bits - 1 - i) & 1) == 1;
      result = one ? node(firstBit + i, TRUE, result) : node(firstBit + i, result, FALSE);
    }
    return result;
  }

  private int apply(int operation, int a, int b) {
    if (operation == AND) {
      if (a == FALSE || b == FALSE) {
        return FALSE;
      }
      if (a == TRUE || a == b) {
        return b;
      }
      if (b == TRUE) {
        return a;
      }
    } else if (operation == OR) {
      if (a == TRUE || b == TRUE) {
        return TRUE;
      }
      if (a == FALSE || a == b) {
        return b;
      }
      if (b == FALSE) {
        return a;
      }
    } else {
      if (a == FALSE || b == TRUE || a == b) {
        return FALSE;
      }
      if (b == FALSE) {
        return a;
      }
    }
    long key = ((long) operation << 60) | ((long) a << 30) | b;
    int slot = (int) (mix(key) & (cacheKeys.length - 1));
    if (cacheKeys[slot] == key) {
      return cacheValues[slot];
    }
    int top = Math.min(bit[a], bit[b]);
    int result =
        node(
            top,
            apply(operation, bit[a] == top ? low[a] : a, bit[b] == top ? low[b] : b),
            apply(operation, bit[a] == top ? high[a] : a, bit[b] == top ? high[b] : b));
    cacheKeys[slot] = key;
    cacheValues[slot] = result;
    return result;
  }

  private int node(int atBit, int ifZero, int ifOne) {
    if (ifZero == ifOne) {
      return ifZero;
    }
    int slot = slot(atBit, ifZero, ifOne);
    while (unique[slot] != 0) {
      int known = unique[slot];
      if (bit[known] == atBit && low[known] == ifZero && high[known] == ifOne) {
        return known;
      }
      slot = slot + 1 & unique.length - 1;
    }
    if (nodes == bit.length) {
      grow();
      return node(atBit, ifZero, ifOne);
    }
    bit[nodes] = atBit;
    low[nodes] = ifZero;
    high[nodes] = ifOne;
    unique[slot] = nodes;
    return nodes++;
  }

  private void grow() {
    bit = Arrays.copyOf(bit, 2 * nodes);
    low = Arrays.copyOf(low, 2 * nodes);
    high = Arrays.copyOf(high, 2 * nodes);
    unique = new int[2 * unique.length];
    for (int i = 2; i < nodes; i++) {
      int slot = slot(bit[i], low[i], high[i]);
      while (unique[slot] != 0) {
        slot = slot + 1 & unique.length - 1;
      }
      unique[slot] = i;
    }
  }

  private int slot(int atBit, int ifZero, int ifOne) {
    return (int) (mix(((long) ifZero << 34) ^ ((long) ifOne << 7) ^ atBit) & (unique.length - 1));
  }

  private static long mix(long key) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 32;
  }
}
