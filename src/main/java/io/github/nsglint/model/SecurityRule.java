package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a group. A side that names nothing ({@code sources} empty) matches nothing.
 *
 * @param priority the lower the earlier; 100 to 4096 for written rules, 65000 and more for Azure's
 *     own
 * @param standard whether it is one of the rules that Azure adds to every group
 * @param condition why it may not be there at all, if so
 * @param span the rule's name where it has one: what a reader looks for
 */
public record SecurityRule(
    String name,
    Value<Integer> priority,
    Value<Direction> direction,
    Value<Access> access,
    Value<Protocol> protocol,
    List<AddressPrefix> sources,
    List<PortPrefix> sourcePorts,
    List<AddressPrefix> destinations,
    List<PortPrefix> destinationPorts,
    boolean standard,
    Optional<Node.Unresolved> condition,
    Span span) {
  public SecurityRule {
    requireNonNull(name);
    requireNonNull(priority);
    requireNonNull(direction);
    requireNonNull(access);
    requireNonNull(protocol);
    sources = List.copyOf(sources);
    sourcePorts = List.copyOf(sourcePorts);
    destinations = List.copyOf(destinations);
    destinationPorts = List.copyOf(destinationPorts);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /**
   * Whether the rule can be in the list of this direction: also when its direction is not known.
   */
  public boolean mayBe(Direction wanted) {
    return direction.mayBe(wanted);
  }

  /** The same rule at another place of the list. */
  public SecurityRule withPriority(int number) {
    return new SecurityRule(
        name,
        new Value.Known<>(number, priority.span()),
        direction,
        access,
        protocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard,
        condition,
        span);
  }

  /** The same rule between other addresses. */
  public SecurityRule between(List<AddressPrefix> from, List<AddressPrefix> to) {
    return new SecurityRule(
        name,
        priority,
        direction,
        access,
        protocol,
        from,
        sourcePorts,
        to,
        destinationPorts,
        standard,
        condition,
        span);
  }

  /** The same rule, that may not be there at all. */
  public SecurityRule withCondition(Node.Unresolved why) {
    return new SecurityRule(
        name,
        priority,
        direction,
        access,
        protocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard,
        Optional.of(why),
        span);
  }

  /**
   * A rule, or any number of them, of which nothing is known: it may decide everything either way.
   */
  public static SecurityRule unknown(String name, String reason, Span span) {
    return new SecurityRule(
        name,
        new Value.Unknown<>(reason, span),
        new Value.Unknown<>(reason, span),
        new Value.Unknown<>(reason, span),
        new Value.Unknown<>(reason, span),
        List.of(new AddressPrefix.Unresolved(reason, span)),
        List.of(new PortPrefix.Unresolved(reason, span)),
        List.of(new AddressPrefix.Unresolved(reason, span)),
        List.of(new PortPrefix.Unresolved(reason, span)),
        false,
        Optional.empty(),
        span);
  }
}
