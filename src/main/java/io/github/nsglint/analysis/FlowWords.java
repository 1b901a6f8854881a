package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressRange;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortRange;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says which flows of a way some are: only what sets them apart from the others is named. */
final class FlowWords {
  /** By the lowest protocol, destination port, source and destination. */
  static final Comparator<FlowProduct> ORDER =
      Comparator.comparing((FlowProduct flows) -> flows.protocols().lowest())
          .thenComparing(flows -> flows.destinationPorts().lowest())
          .thenComparing(flows -> flows.sources().lowest())
          .thenComparing(flows -> flows.destinations().lowest())
          .thenComparing(flows -> flows.sourcePorts().lowest());

  private final AddressBook book;
  private final AddressSet from;
  private final AddressSet to;
  private final List<FlowProduct> way;

  /**
   * @param way all flows that the words tell apart
   */
  FlowWords(AddressBook book, AddressSet from, AddressSet to, List<FlowProduct> way) {
    this.book = book;
    this.from = from;
    this.to = to;
    this.way = List.copyOf(way);
  }

  /** The same flows, with products joined that differ in one thing alone; by their lowest port. */
  static List<FlowProduct> joined(List<FlowProduct> flows) {
    List<FlowProduct> joined = new ArrayList<>();
    for (FlowProduct flow : flows) {
      FlowProduct one = flow;
      int i = 0;
      while (i < joined.size()) {
        Optional<FlowProduct> both = join(joined.get(i), one);
        if (both.isPresent()) {
          one = both.get();
          joined.remove(i);
          i = 0;
        } else {
          i++;
        }
      }
      joined.add(one);
    }
    joined.sort(ORDER);
    return joined;
  }

  private static Optional<FlowProduct> join(FlowProduct a, FlowProduct b) {
    FlowProduct both =
        new FlowProduct(
            a.protocols().union(b.protocols()),
            a.sources().union(b.sources()),
            a.sourcePorts().union(b.sourcePorts()),
            a.destinations().union(b.destinations()),
            a.destinationPorts().union(b.destinationPorts()));
    boolean oneThing =
        b.equals(a.withProtocols(b.protocols()))
            || b.equals(a.withSources(b.sources()))
            || b.equals(a.withSourcePorts(b.sourcePorts()))
            || b.equals(a.withDestinations(b.destinations()))
            || b.equals(a.withDestinationPorts(b.destinationPorts()));
    return oneThing ? Optional.of(both) : Optional.empty();
  }

  List<Trace.Flows> of(List<FlowProduct> flows) {
    return flows.stream().map(this::of).toList();
  }

  private Trace.Flows of(FlowProduct flows) {
    AddressSet allSources = ofFamilies(from, to);
    AddressSet allDestinations = ofFamilies(to, from);
    FlowProduct likePorts = way.get(0);
    for (FlowProduct product : way) {
      likePorts = product.protocols().intersects(flows.protocols()) ? product : likePorts;
    }
    return new Trace.Flows(
        flows.protocols().equals(protocols())
            ? List.of()
            : flows.protocols().numbers().stream().map(FlowVerdicts::protocol).toList(),
        flows.sources().equals(allSources) ? List.of() : addresses(flows.sources(), allSources),
        ports(flows.sourcePorts(), likePorts.sourcePorts()),
        flows.destinations().equals(allDestinations)
            ? List.of()
            : addresses(flows.destinations(), allDestinations),
        ports(flows.destinationPorts(), likePorts.destinationPorts()));
  }

  private ProtocolSet protocols() {
    ProtocolSet protocols = ProtocolSet.empty();
    for (FlowProduct product : way) {
      protocols = protocols.union(product.protocols());
    }
    return protocols;
  }

  /** What of one end can meet the other: a flow has addresses of one family. */
  private static AddressSet ofFamilies(AddressSet set, AddressSet other) {
    AddressSet all = AddressSet.empty();
    for (Family family : Family.values()) {
      if (!other.family(family).isEmpty()) {
        all = all.union(set.family(family));
      }
    }
    return all;
  }

  private static List<String> ports(PortSet ports, PortSet whole) {
    return ports.equals(whole)
        ? List.of()
        : ports.ranges().stream().map(PortRange::toString).toList();
  }

  /** Plain addresses by their blocks or ranges; those of a part by its name. */
  private List<String> addresses(AddressSet set, AddressSet all) {
    List<String> words = new ArrayList<>();
    for (AddressRange range : set.ranges()) {
      Address first = range.first();
      if (first.part() == 0) {
        words.add(range(range));
        continue;
      }
      String name = name(first.part());
      AddressSet line = all.onLine(first.part(), first.family());
      boolean whole = set.onLine(first.part(), first.family()).equals(line);
      String text = whole ? name : name + " within " + range(range);
      if (!words.contains(text)) {
        words.add(text);
      }
    }
    return words;
  }

  /** The lines of these two hold what lies in none of the tags and blocks that have their own. */
  private String name(int part) {
    String name = book.name(part).orElseThrow();
    return switch (name) {
      case ServiceTags.INTERNET -> "the rest of the Internet";
      case ServiceTags.VIRTUAL_NETWORK -> "the rest of VirtualNetwork";
      default -> name;
    };
  }

  private static String range(AddressRange range) {
    Address first = range.first().inPart(0);
    Address last = range.last().inPart(0);
    return first.equals(last) ? Cidr.text(first) : Cidr.text(first) + "–" + Cidr.text(last);
  }
}
