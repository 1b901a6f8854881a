package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Random sets. Their starts and ends come from few numbers, the extremes among them, so that sets
 * often touch, share a border or are the same.
 */
class AnyFlows extends DomainContextBase {
  private static final List<Integer> PORTS = List.of(0, 1, 22, 23, 443, 65534, 65535);
  private static final List<Integer> PROTOCOLS = List.of(0, 1, 6, 17, 254, 255);
  private static final List<Integer> PARTS = List.of(0, 1, 2, Integer.MAX_VALUE);
  private static final long[][] IPV6 = {
    {0, 0}, {0, 1}, {0, -1}, {1, 0}, {Long.MIN_VALUE, 0}, {-1, -2}, {-1, -1}
  };
  private static final long[] IPV4 = {
    0, 1, 9, 10, 0x7fff_ffffL, 0x8000_0000L, 0xffff_fffeL, -1L >>> 32
  };

  /** A set with the plain list of what it was made of. */
  record Ports(List<PortRange> ranges) {
    PortSet set() {
      PortSet set = PortSet.empty();
      for (PortRange range : ranges) {
        set = set.union(PortSet.range(range.first(), range.last()));
      }
      return set;
    }

    boolean contains(int port) {
      return ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());
    }
  }

  /** A set with the plain list of what it was made of. */
  record Protocols(List<Integer> numbers) {
    ProtocolSet set() {
      return ProtocolSet.of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** A set that a factory of {@link AddressSet} made, and what is to be in it. */
  record Piece(AddressSet set, Predicate<Address> contains, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A set with the plain list of what it was made of. */
  record Addresses(List<Piece> pieces) {
    AddressSet set() {
      return AddressSet.union(pieces.stream().map(Piece::set).toList());
    }

    boolean contains(Address address) {
      return pieces.stream().anyMatch(piece -> piece.contains().test(address));
    }
  }

  static List<Address> addressPool() {
    List<Address> pool = new ArrayList<>();
    for (int part : PARTS) {
      LongStream.of(IPV4).forEach(number -> pool.add(new Address(part, Family.IPV4, 0, number)));
      for (long[] number : IPV6) {
        pool.add(new Address(part, Family.IPV6, number[0], number[1]));
      }
    }
    return pool;
  }

  @Provide
  Arbitrary<Ports> ports() {
    Arbitrary<Integer> port = Arbitraries.of(PORTS);
    return Combinators.combine(port, port)
        .as((a, b) -> new PortRange(Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(4)
        .map(Ports::new);
  }

  @Provide
  Arbitrary<Protocols> protocols() {
    return Arbitraries.of(PROTOCOLS).list().ofMaxSize(4).map(Protocols::new);
  }

  @Provide
  Arbitrary<Addresses> addresses() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, ranges(addressPool())), Tuple.of(4, lines()), Tuple.of(1, wholes()))
        .list()
        .ofMaxSize(5)
        .map(Addresses::new);
  }

  private static Arbitrary<Piece> ranges(List<Address> pool) {
    return Arbitraries.of(pool)
        .flatMap(
            one ->
                Arbitraries.of(
                        pool.stream()
                            .filter(a -> a.part() == one.part() && a.family() == one.family())
                            .toList())
                    .map(
                        other ->
                            one.compareTo(other) <= 0 ? range(one, other) : range(other, one)));
  }

  private static Piece range(Address first, Address last) {
    AddressRange range = new AddressRange(first, last);
    return new Piece(
        AddressSet.of(range),
        a ->
            a.part() == first.part()
                && a.family() == first.family()
                && a.compareTo(first) >= 0
                && a.compareTo(last) <= 0,
        range.toString());
  }

  private static Arbitrary<Piece> lines() {
    return Combinators.combine(Arbitraries.of(PARTS), Arbitraries.of(Family.class))
        .as(
            (part, family) ->
                new Piece(
                    AddressSet.line(part, family),
                    a -> a.part() == part && a.family() == family,
                    family + " line " + part));
  }

  private static Arbitrary<Piece> wholes() {
    return Arbitraries.of(
        new Piece(AddressSet.all(), a -> true, "all"),
        new Piece(
            AddressSet.all().family(Family.IPV4), a -> a.family() == Family.IPV4, "all of IPv4"),
        new Piece(
            AddressSet.all().family(Family.IPV6), a -> a.family() == Family.IPV6, "all of IPv6"));
  }

  @Provide
  Arbitrary<FlowProduct> products() {
    Arbitrary<AddressSet> ends = ends();
    Arbitrary<PortSet> destinationPorts =
        Arbitraries.frequencyOf(
            Tuple.of(3, ports().map(Ports::set)), Tuple.of(1, Arbitraries.just(PortSet.all())));
    Arbitrary<PortSet> sourcePorts =
        Arbitraries.frequencyOf(
            Tuple.of(1, ports().map(Ports::set)), Tuple.of(4, Arbitraries.just(PortSet.all())));
    Arbitrary<ProtocolSet> protocolSets =
        Arbitraries.frequencyOf(
            Tuple.of(2, protocols().map(Protocols::set)),
            Tuple.of(2, Arbitraries.just(ProtocolSet.all())));
    return Combinators.combine(protocolSets, ends, sourcePorts, ends, destinationPorts)
        .as(FlowProduct::new);
  }

  /** Simpler than {@link #addresses}, for the corners of products are many. */
  private static Arbitrary<AddressSet> ends() {
    List<Address> pool =
        addressPool().stream()
            .filter(a -> a.part() < 2 && (a.family() == Family.IPV4 || a.part() == 0))
            .toList();
    return Arbitraries.frequencyOf(
            Tuple.of(6, ranges(pool)), Tuple.of(1, lines()), Tuple.of(1, wholes()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(pieces -> new Addresses(pieces).set());
  }

  @Provide
  Arbitrary<FirstMatch.Step> steps() {
    return Combinators.combine(
            products(), Arbitraries.of(true, false), Arbitraries.integers().between(0, 9))
        .as(FirstMatch.Step::new);
  }
}
