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
    SecurityRule said = rule.said();
    this.rule = said;
    int sum = hash(said.priority());
    sum = 31 * sum + hash(said.direction());
    sum = 31 * sum + hash(said.access());
    sum = 31 * sum + hash(said.protocol());
    sum = addPrefixes(sum, said.sources());
    sum = addPorts(sum, said.sourcePorts());
    sum = addPrefixes(sum, said.destinations());
    this.hash = addPorts(sum, said.destinationPorts());
  }

  /** A rule that says this; where its values stand is not to be asked. */
  SecurityRule rule() {
    return rule;
  }

  private static int hash(Value<?> value) {
    return value instanceof Value.Known<?> known ? known.value().hashCode() : 0;
  }

  private static int addPrefixes(int before, List<AddressPrefix> prefixes) {
    int sum = 31 * before + prefixes.size();
    for (int i = 0; i < prefixes.size(); i++) {
      sum = 31 * sum + hash(prefixes.get(i));
    }
    return sum;
  }

  private static int hash(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.Block block
        ? block.cidr().hashCode()
        : prefix.toString().hashCode();
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
    return other instanceof RuleMeaning that
        && hash == that.hash
        && (rule.hasValuesOf(that.rule) || isSame(rule, that.rule));
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
      same = isSame(some.get(i), others.get(i));
    }
    return same;
  }

  private static boolean isSame(AddressPrefix a, AddressPrefix b) {
    if (a instanceof AddressPrefix.Block one && b instanceof AddressPrefix.Block other) {
      return one.cidr().equals(other.cidr());
    }
    if (a instanceof AddressPrefix.ApplicationGroup one
        && b instanceof AddressPrefix.ApplicationGroup other) {
      return one.id().equals(other.id());
    }
    return a.getClass() == b.getClass() && a.toString().equals(b.toString());
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
