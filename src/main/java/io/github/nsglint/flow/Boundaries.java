package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A set of numbers in one dimension: the sorted places at which membership changes. The first
 * boundary is the lowest member, the second the lowest number past it that is no member, and so on
 * (half-open intervals). The form is canonical: equal sets have equal arrays.
 *
 * <p>A boundary is a fixed number of longs (<em>words</em>), the most significant first, each
 * compared as unsigned. Sets of different widths never meet.
 */
final class Boundaries {
  // Truth tables of the operations: bit (in the one) + 2 * (in the other).
  private static final int UNION = 0b1110;
  private static final int INTERSECTION = 0b1000;
  private static final int DIFFERENCE = 0b0010;

  private final int words;
  private final long[] at;
  private final int count;

  /** From operations on sets that are in order, whose results are; others come by {@link #of}. */
  private Boundaries(int words, long[] at) {
    this.words = words;
    this.at = at;
    this.count = at.length / words;
  }

  /**
   * @param words longs a boundary
   * @param at boundaries one after the other, strictly increasing, an even number of them
   * @throws IllegalArgumentException if they are not
   */
  static Boundaries of(int words, long... at) {
    Boundaries set = new Boundaries(words, at.clone());
    if (at.length % words != 0 || set.count % 2 != 0) {
      throw new IllegalArgumentException("odd number of boundaries: " + set);
    }
    for (int i = 1; i < set.count; i++) {
      if (compare(set, i - 1, set, i) >= 0) {
        throw new IllegalArgumentException("boundaries not increasing: " + set);
      }
    }
    return set;
  }

  /** The union of all; {@code empty} if there is none. Takes n log n steps, whatever the order. */
  static Boundaries union(List<Boundaries> sets, Boundaries empty) {
    if (sets.isEmpty()) {
      return empty;
    }
    List<Boundaries> left = sets;
    while (left.size() > 1) {
      List<Boundaries> joined = new ArrayList<>((left.size() + 1) / 2);
      for (int i = 0; i + 1 < left.size(); i += 2) {
        joined.add(left.get(i).union(left.get(i + 1)));
      }
      if (left.size() % 2 == 1) {
        joined.add(left.get(left.size() - 1));
      }
      left = joined;
    }
    return left.get(0);
  }

  /**
   * This set, once it is known to fit into a dimension.
   *
   * @param all every number of the dimension, from zero on
   * @throws IllegalArgumentException if a boundary here has another width or lies past the end
   */
  Boundaries within(Boundaries all) {
    if (words != all.words || (count > 0 && compare(this, count - 1, all, 1) > 0)) {
      throw new IllegalArgumentException("boundaries outside " + all + ": " + this);
    }
    return this;
  }

  Boundaries union(Boundaries other) {
    if (containsAll(other)) {
      return this;
    }
    if (other.containsAll(this)) {
      return other;
    }
    // Sets of several lines are often put together in their order.
    return compare(this, count - 1, other, 0) < 0 ? followedBy(other) : combine(other, UNION);
  }

  private Boundaries followedBy(Boundaries other) {
    long[] both = Arrays.copyOf(at, at.length + other.at.length);
    System.arraycopy(other.at, 0, both, at.length, other.at.length);
    return new Boundaries(words, both);
  }

  /** The same with a number added to the most significant word, which must not overflow. */
  Boundaries shifted(long by) {
    long[] moved = at.clone();
    for (int i = 0; i < moved.length; i += words) {
      moved[i] = Math.addExact(moved[i], by);
    }
    return new Boundaries(words, moved);
  }

  Boundaries intersect(Boundaries other) {
    if (other.containsAll(this)) {
      return this;
    }
    if (containsAll(other)) {
      return other;
    }
    if (other.count == 2) {
      return cut(other);
    }
    return count == 2 ? other.cut(this) : combine(other, INTERSECTION);
  }

  /** What of this set lies within a single interval: most sets are cut by a block or a family. */
  private Boundaries cut(Boundaries interval) {
    int start = rank(0, interval, 0);
    int end = endWithin(interval);
    // An odd number of boundaries below a place: the place is inside.
    int first = (start & 1) == 1 ? 1 : 0;
    int last = (end & 1) == 1 ? 1 : 0;
    long[] inside = new long[(first + end - start + last) * words];
    System.arraycopy(interval.at, 0, inside, 0, first * words);
    System.arraycopy(at, start * words, inside, first * words, (end - start) * words);
    System.arraycopy(interval.at, words, inside, inside.length - last * words, last * words);
    return new Boundaries(words, inside);
  }

  Boundaries minus(Boundaries other) {
    return intersects(other) ? combine(other, DIFFERENCE) : this;
  }

  private Boundaries combine(Boundaries other, int truth) {
    long[] result = new long[at.length + other.at.length];
    int length = 0;
    boolean inside = false;
    int i = 0;
    int j = 0;
    while (i < count || j < other.count) {
      int order = i == count ? 1 : j == other.count ? -1 : compare(this, i, other, j);
      long[] from = order <= 0 ? at : other.at;
      int position = (order <= 0 ? i : j) * words;
      if (order <= 0) {
        i++;
      }
      if (order >= 0) {
        j++;
      }
      if (((truth >> ((i & 1) | (j & 1) << 1) & 1) == 1) != inside) {
        inside = !inside;
        System.arraycopy(from, position, result, length, words);
        length += words;
      }
    }
    return new Boundaries(words, length == result.length ? result : Arrays.copyOf(result, length));
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether the number with these words is a member; words past the width are not looked at. */
  boolean contains(long word0, long word1, long word2) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, word0, word1, word2) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (low & 1) == 1;
  }

  /** Allocates nothing. */
  boolean intersects(Boundaries other) {
    if (count == 0
        || other.count == 0
        || compare(this, count - 1, other, 0) <= 0
        || compare(other, other.count - 1, this, 0) <= 0) {
      return false;
    }
    if (count == 2 && other.count == 2) {
      return true;
    }
    Boundaries few = count <= other.count ? this : other;
    Boundaries many = count <= other.count ? other : this;
    int rank = 0;
    for (int i = 0; i < few.count; i += 2) {
      rank = many.rank(rank, few, i);
      if ((rank & 1) == 1 || (rank < many.count && compare(many, rank, few, i + 1) < 0)) {
        return true;
      }
    }
    return false;
  }

  /** Allocates nothing. */
  boolean containsAll(Boundaries other) {
    if (at == other.at) {
      return true;
    }
    int rank = 0;
    for (int i = 0; i < other.count; i += 2) {
      rank = rank(rank, other, i);
      if ((rank & 1) == 0 || compare(this, rank, other, i + 1) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many boundaries of this set are at or below a boundary of the other. Strides that double
   * make a walk along a long set as cheap as a merge, and a single look as cheap as a bisection.
   *
   * @param from a number known not to be too high
   */
  private int rank(int from, Boundaries other, int index) {
    int low = from;
    int stride = 1;
    while (low + stride <= count && compare(this, low + stride - 1, other, index) <= 0) {
      low += stride;
      stride <<= 1;
    }
    int high = Math.min(count, low + stride - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(this, middle, other, index) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Twice the number of intervals. */
  int count() {
    return count;
  }

  /** One word of one boundary; boundaries with even index begin an interval, the next ends it. */
  long word(int boundary, int word) {
    return at[boundary * words + word];
  }

  /** The words of one boundary. */
  long[] boundary(int index) {
    return Arrays.copyOfRange(at, index * words, (index + 1) * words);
  }

  /**
   * The first boundary of this set that lies above the other's lowest member. With {@link
   * #endWithin} it delimits the boundaries of this set that part the other set in two.
   */
  int startWithin(Boundaries other) {
    return rank(0, other, 0);
  }

  /** The first boundary of this set that is not below the other's last boundary. */
  int endWithin(Boundaries other) {
    int last = other.count - 1;
    int rank = rank(0, other, last);
    return rank > 0 && compare(this, rank - 1, other, last) == 0 ? rank - 1 : rank;
  }

  /** The members below a place which is above the lowest of them. */
  Boundaries below(long[] place) {
    long[] lower = Arrays.copyOf(at, 2 * words);
    System.arraycopy(place, 0, lower, words, words);
    return intersect(of(words, lower));
  }

  private static int compare(Boundaries one, int i, Boundaries other, int j) {
    int p = i * one.words;
    int q = j * other.words;
    int end = p + one.words;
    for (; p < end; p++, q++) {
      long a = one.at[p];
      long b = other.at[q];
      if (a != b) {
        return Long.compareUnsigned(a, b);
      }
    }
    return 0;
  }

  private int compare(int index, long word0, long word1, long word2) {
    int p = index * words;
    if (words == 1 || at[p] != word0) {
      return Long.compareUnsigned(at[p], word0);
    }
    return at[p + 1] != word1
        ? Long.compareUnsigned(at[p + 1], word1)
        : Long.compareUnsigned(at[p + 2], word2);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Boundaries other
        && words == other.words
        && Arrays.equals(at, other.at);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(at);
  }

  /** Sets of one word as people write them: {@code 22,8000-9000}, {@code *}, {@code none}. */
  String toDecimal(Boundaries all) {
    if (isEmpty() || equals(all)) {
      return isEmpty() ? "none" : "*";
    }
    StringJoiner text = new StringJoiner(",");
    for (int i = 0; i < count; i += 2) {
      long last = at[i + 1] - 1;
      text.add(at[i] == last ? String.valueOf(last) : at[i] + "-" + last);
    }
    return text.toString();
  }

  /** The words in hexadecimal: {@code [0.0.a000000, 0.0.a000100)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int p = 0; p < at.length; p++) {
      int boundary = p / words;
      String before = p % words != 0 ? "." : boundary % 2 == 1 ? ", " : "[";
      text.append(before).append(Long.toHexString(at[p]));
      text.append(p % words == words - 1 && boundary % 2 == 1 ? ")" : "");
    }
    return text.toString();
  }
}
