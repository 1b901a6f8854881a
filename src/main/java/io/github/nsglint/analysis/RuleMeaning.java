package io.github.nsglint.analysis;

import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.List;

/**
 * All that a rule says of flows, to be compared: not what it is called, nor where it stands in a
 * file. What is not known counts as the same whatever it may be; who asks must not mix it up.
 */
final class RuleMeaning {
  private final SecurityRule rule;
  private final int hash;

  RuleMeaning(SecurityRule rule) {
    this.rule = rule;
    int sum = hash(rule.priority());
    sum = 31 * sum + hash(rule.direction());
    sum = 31 * sum + hash(rule.access());
    sum = 31 * sum + hash(rule.protocol());
    sum = addPrefixes(sum, rule.sources());
    sum = addPorts(sum, rule.sourcePorts());
    sum = addPrefixes(sum, rule.destinations());
    this.hash = addPorts(sum, rule.destinationPorts());
  }

  private static int hash(Value<?> value) {
    return value instanceof Value.Known<?> known ? known.value().hashCode() : 0;
  }

  private static int addPrefixes(int before, List<AddressPrefix> prefixes) {
    int sum = 31 * before + prefixes.size();
    for (int i = 0; i < prefixes.size(); i++) {
      sum = 31 * sum + prefixes.get(i).toString().hashCode();
    }
    return sum;
  }

  private static int addPorts(int before, List<PortPrefix> ports) {
    int sum = 31 * before + ports.size();
    for (int i = 0; i < ports.size(); i++) {
      sum = 31 * sum + (ports.get(i) instanceof PortPrefix.Range range ? range.first() : -1);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleMeaning that && hash == that.hash && isSame(rule, that.rule);
  }

  private static boolean isSame(SecurityRule a, SecurityRule b) {
    return a.standard() == b.standard()
        && a.condition().isPresent() == b.condition().isPresent()
        && isSame(a.priority(), b.priority())
        && isSame(a.direction(), b.direction())
        && isSame(a.access(), b.access())
        && isSame(a.protocol(), b.protocol())
        && arePrefixesSame(a.sources(), b.sources())
        && arePortsSame(a.sourcePorts(), b.sourcePorts())
        && arePrefixesSame(a.destinations(), b.destinations())
        && arePortsSame(a.destinationPorts(), b.destinationPorts());
  }

  private static boolean isSame(Value<?> a, Value<?> b) {
    return (a instanceof Value.Known<?> one && b instanceof Value.Known<?> other)
        ? one.value().equals(other.value())
        : a instanceof Value.Unknown && b instanceof Value.Unknown;
  }

  private static boolean arePrefixesSame(List<AddressPrefix> some, List<AddressPrefix> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      AddressPrefix a = some.get(i);
      AddressPrefix b = others.get(i);
      same = a.getClass() == b.getClass() && a.toString().equals(b.toString());
    }
    return same;
  }

  private static boolean arePortsSame(List<PortPrefix> some, List<PortPrefix> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same =
          (some.get(i) instanceof PortPrefix.Range one
                  && others.get(i) instanceof PortPrefix.Range other)
              ? one.first() == other.first() && one.last() == other.last()
              : some.get(i) instanceof PortPrefix.Unresolved
                  && others.get(i) instanceof PortPrefix.Unresolved;
    }
    return same;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
