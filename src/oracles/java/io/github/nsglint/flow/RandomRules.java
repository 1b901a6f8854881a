package io.github.nsglint.flow;

import io.github.nsglint.flow.PlainProduct.Range;
import io.github.nsglint.flow.PlainProduct.Rule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random lists of rules and questions about them; the same seed gives the same ones. */
final class RandomRules {
  private static final int[] PORTS = {22, 53, 80, 443, 1433, 3389, 5701, 8080};
  private static final List<Range> EVERY_PORT = List.of(Range.of(0, 65535));
  private static final List<Range> EVERY_PROTOCOL = List.of(Range.of(0, 255));
  private static final int[] PROTOCOLS = {1, 6, 17, 50};

  private final Random random;
  private final Family family;

  RandomRules(long seed, Family family) {
    this.random = new Random(seed);
    this.family = family;
  }

  /** Rules as people write them: blocks of a few networks, usual ports, a Deny of the rest. */
  List<Rule> usual(int n) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rules.add(new Rule(usual(), random.nextInt(4) != 0));
    }
    if (random.nextBoolean()) {
      rules.add(new Rule(all(), random.nextInt(5) == 0));
    }
    return rules;
  }

  /** Rules whose ranges come from few numbers, so that they overlap, touch and hide one another. */
  List<Rule> dense(int n) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rules.add(new Rule(dense(), random.nextBoolean()));
    }
    return rules;
  }

  /** A product that questions are asked about. */
  PlainProduct region() {
    return switch (random.nextInt(4)) {
      case 0 -> all();
      case 1 -> usual();
      default -> dense();
    };
  }

  private PlainProduct all() {
    List<Range> everywhere = List.of(new Range(0, BigInteger.ZERO, last()));
    return new PlainProduct(EVERY_PROTOCOL, everywhere, EVERY_PORT, everywhere, EVERY_PORT);
  }

  /** A requirement as the packs have them: one protocol, a block or two, one or two ports. */
  PlainProduct question() {
    int protocol = random.nextInt(5) == 0 ? 17 : 6;
    return new PlainProduct(
        List.of(Range.of(protocol, protocol)), blocks(), EVERY_PORT, blocks(), usualPorts());
  }

  private PlainProduct usual() {
    int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
    return new PlainProduct(
        random.nextInt(3) == 0 ? EVERY_PROTOCOL : List.of(Range.of(protocol, protocol)),
        blocks(),
        random.nextInt(12) == 0 ? usualPorts() : EVERY_PORT,
        blocks(),
        random.nextInt(4) == 0 ? EVERY_PORT : usualPorts());
  }

  private List<Range> usualPorts() {
    List<Range> ports = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int first = PORTS[random.nextInt(PORTS.length)];
      int width = random.nextInt(4) == 0 ? random.nextInt(1000) : 0;
      ports.add(Range.of(first, first + width));
    }
    return ports;
  }

  private List<Range> blocks() {
    List<Range> blocks = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 1;
    for (int i = 0; i < count; i++) {
      blocks.add(block());
    }
    return blocks;
  }

  /** Everything, or a block of 10.0.0.0/12 or of the IPv6 network of the same number. */
  private Range block() {
    int bits = family == Family.IPV4 ? 32 : 128;
    int free = random.nextInt(6) == 0 ? bits : 4 + random.nextInt(17);
    if (free == bits) {
      return new Range(0, BigInteger.ZERO, last());
    }
    BigInteger network = BigInteger.valueOf(10).shiftLeft(bits - 8);
    BigInteger first =
        network.add(BigInteger.valueOf(random.nextInt(1 << 20) >>> free).shiftLeft(free));
    return new Range(0, first, first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE));
  }

  private BigInteger last() {
    return BigInteger.ONE.shiftLeft(family == Family.IPV4 ? 32 : 128).subtract(BigInteger.ONE);
  }

  private PlainProduct dense() {
    return new PlainProduct(
        random.nextBoolean() ? EVERY_PROTOCOL : ranges(256),
        addresses(),
        random.nextInt(3) == 0 ? ranges(65536) : EVERY_PORT,
        addresses(),
        ranges(65536));
  }

  private List<Range> ranges(int size) {
    List<Range> ranges = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      long a = random.nextInt(5) * (long) size / 4;
      long b = random.nextInt(5) * (long) size / 4;
      long first = Math.min(Math.min(a, b), size - 1);
      ranges.add(Range.of(first, Math.max(first, Math.max(a, b) - 1)));
    }
    return ranges;
  }

  private List<Range> addresses() {
    List<Range> ranges = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      BigInteger quarter = last().add(BigInteger.ONE).shiftRight(2);
      BigInteger a = quarter.multiply(BigInteger.valueOf(random.nextInt(4)));
      BigInteger b = quarter.multiply(BigInteger.valueOf(1 + random.nextInt(4)));
      BigInteger first = a.min(b.subtract(BigInteger.ONE));
      ranges.add(
          new Range(random.nextInt(6) == 0 ? 1 : 0, first, a.max(b.subtract(BigInteger.ONE))));
    }
    return ranges;
  }
}
