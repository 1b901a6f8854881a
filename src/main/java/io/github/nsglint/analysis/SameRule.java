package io.github.nsglint.analysis;

import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a rule, as it was read, is one that Azure says is in force: the same fields, although
 * Azure writes ports as ranges and a star as {@code 0.0.0.0/0}.
 */
final class SameRule {
  private static final Optional<Cidr> EVERY_IPV4 = Cidr.parse("0.0.0.0/0");

  private SameRule() {}

  static boolean is(SecurityRule read, SecurityRule inForce) {
    return read.name().equalsIgnoreCase(inForce.name())
        && read.condition().isEmpty()
        && same(read.priority().known(), inForce.priority().known())
        && same(read.direction().known(), inForce.direction().known())
        && same(read.access().known(), inForce.access().known())
        && same(read.protocol().known(), inForce.protocol().known())
        && same(ports(read.sourcePorts()), ports(inForce.sourcePorts()))
        && same(ports(read.destinationPorts()), ports(inForce.destinationPorts()))
        && prefixes(read.sources()).equals(prefixes(inForce.sources()))
        && prefixes(read.destinations()).equals(prefixes(inForce.destinations()));
  }

  private static <T> boolean same(Optional<T> a, Optional<T> b) {
    return a.isPresent() && a.equals(b);
  }

  private static Optional<PortSet> ports(List<PortPrefix> prefixes) {
    PortSet ports = PortSet.empty();
    for (PortPrefix prefix : prefixes) {
      if (!(prefix instanceof PortPrefix.Range range)) {
        return Optional.empty();
      }
      ports = ports.union(PortSet.range(range.first(), range.last()));
    }
    return Optional.of(ports);
  }

  private static Set<String> prefixes(List<AddressPrefix> prefixes) {
    Set<String> texts = new TreeSet<>();
    for (AddressPrefix prefix : prefixes) {
      texts.add(
          prefix.fold(
              any -> "*",
              block -> EVERY_IPV4.filter(block.cidr()::equals).isPresent() ? "*" : block.toString(),
              tag -> tag.name().toLowerCase(Locale.ROOT),
              group -> group.id().toString().toLowerCase(Locale.ROOT),
              unresolved -> unresolved.span().toString()));
    }
    return texts;
  }
}
