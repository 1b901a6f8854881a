package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule of a group. A side that names nothing ({@code sources} empty) matches nothing.
 *
 * <p>A large network has hundreds of thousands of rules, which mostly say what others say at
 * another place. One {@linkplain #holding that shares its values} holds its places as plain numbers
 * and makes a value with its place when it is asked.
 */
public final class SecurityRule {
  /** Of a rule whose values tell themselves where they stand. */
  private static final int[] AS_HELD = {};

  /** The {@link #rank} of a rule whose priority is not known. */
  public static final int UNRANKED = Integer.MIN_VALUE;

  /** How many numbers tell a single place. */
  private static final int ONE_PLACE = 2;

  /** How many values there are before the prefixes and ports. */
  private static final int VALUES = 4;

  private final String name;
  private final Value<Integer> priority;
  private final Value<Direction> direction;
  private final Value<Access> access;
  private final Value<Protocol> protocol;
  private final List<AddressPrefix> sources;
  private final List<PortPrefix> sourcePorts;
  private final List<AddressPrefix> destinations;
  private final List<PortPrefix> destinationPorts;
  private final boolean standard;
  private final Optional<Node.Unresolved> condition;
  private final Span span;

  /**
   * Start and end of each value in the rule's file, in the order of {@link #spans}; or of all at
   * once.
   */
  private final int[] places;

  /**
   * @param priority the lower the earlier; 100 to 4096 for written rules, 65000 and more for
   *     Azure's own
   * @param standard whether it is one of the rules that Azure adds to every group
   * @param condition why it may not be there at all, if so
   * @param span the rule's name where it has one: what a reader looks for
   */
  public SecurityRule(
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
    this.name = requireNonNull(name);
    this.priority = requireNonNull(priority);
    this.direction = requireNonNull(direction);
    this.access = requireNonNull(access);
    this.protocol = requireNonNull(protocol);
    this.sources = List.copyOf(sources);
    this.sourcePorts = List.copyOf(sourcePorts);
    this.destinations = List.copyOf(destinations);
    this.destinationPorts = List.copyOf(destinationPorts);
    this.standard = standard;
    this.condition = requireNonNull(condition);
    this.span = requireNonNull(span);
    this.places = AS_HELD;
  }

  /**
   * A rule that is there, and holds the values of others.
   *
   * @param priority known, as all values are; where they say that they stand, they stand in another
   *     rule, and the lists are not to be changed any more
   * @param span as for the other constructor
   * @param places start and end of each value in the file of {@code span}: of priority, direction,
   *     access, protocol, sources, their ports, destinations and their ports. Not to be changed any
   *     more
   */
  public SecurityRule(
      String name,
      Value<Integer> priority,
      Value<Direction> direction,
      Value<Access> access,
      Value<Protocol> protocol,
      List<AddressPrefix> sources,
      List<PortPrefix> sourcePorts,
      List<AddressPrefix> destinations,
      List<PortPrefix> destinationPorts,
      Span span,
      int... places) {
    this.name = name;
    this.priority = priority;
    this.direction = direction;
    this.access = access;
    this.protocol = protocol;
    this.sources = sources;
    this.sourcePorts = sourcePorts;
    this.destinations = destinations;
    this.destinationPorts = destinationPorts;
    this.standard = false;
    this.condition = Optional.empty();
    this.span = span;
    this.places = places;
  }

  /** The same rule with the values of others. */
  private SecurityRule(SecurityRule rule, SharedValues shared, int[] places) {
    this.name = rule.name;
    this.priority = shared.value(rule.priority);
    this.direction = shared.value(rule.direction);
    this.access = shared.value(rule.access);
    this.protocol = shared.value(rule.protocol);
    this.sources = shared.prefixes(rule.sources);
    this.sourcePorts = shared.ports(rule.sourcePorts);
    this.destinations = shared.prefixes(rule.destinations);
    this.destinationPorts = shared.ports(rule.destinationPorts);
    this.standard = rule.standard;
    this.condition = rule.condition;
    this.span = rule.span;
    this.places = places;
  }

  /** The same rule with its values at other places. */
  private SecurityRule(SecurityRule rule, Span span, int[] places) {
    this.name = rule.name;
    this.priority = rule.priority;
    this.direction = rule.direction;
    this.access = rule.access;
    this.protocol = rule.protocol;
    this.sources = rule.sources;
    this.sourcePorts = rule.sourcePorts;
    this.destinations = rule.destinations;
    this.destinationPorts = rule.destinationPorts;
    this.standard = rule.standard;
    this.condition = rule.condition;
    this.span = span;
    this.places = places;
  }

  /**
   * An equal rule, a quarter as large. This one where a value is not known, or stands in another
   * file than the rule.
   */
  public SecurityRule holding(SharedValues shared) {
    if (places.length > 0 || !isKnown()) {
      return this;
    }
    List<Span> spans = spans();
    int[] bounds = new int[2 * spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      Span each = spans.get(i);
      if (each.file() != span.file()) {
        return this;
      }
      bounds[2 * i] = each.start();
      bounds[2 * i + 1] = each.end();
    }
    return new SecurityRule(this, shared, bounds);
  }

  /**
   * The same rule for who asks again and again what it says, and never where: its values stand at
   * places of others that say the same.
   */
  public SecurityRule said() {
    return places.length == 0 ? this : new SecurityRule(this, span, AS_HELD);
  }

  /**
   * The same rule at another place, at which all of its values are.
   *
   * @throws IllegalArgumentException if a value is not known: where that stands tells why
   */
  public SecurityRule at(Span place) {
    if (!isKnown()) {
      throw new IllegalArgumentException("not all is known of " + this);
    }
    return new SecurityRule(this, place, new int[] {place.start(), place.end()});
  }

  /** Those of its values, as these tell it. */
  private List<Span> spans() {
    List<Span> spans = new ArrayList<>(2 * VALUES);
    spans.add(priority.span());
    spans.add(direction.span());
    spans.add(access.span());
    spans.add(protocol.span());
    addPrefixes(spans, sources);
    addPorts(spans, sourcePorts);
    addPrefixes(spans, destinations);
    addPorts(spans, destinationPorts);
    return spans;
  }

  private static void addPrefixes(List<Span> spans, List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      spans.add(prefixes.get(i).span());
    }
  }

  private static void addPorts(List<Span> spans, List<PortPrefix> ports) {
    for (int i = 0; i < ports.size(); i++) {
      spans.add(ports.get(i).span());
    }
  }

  private Span place(int index) {
    int at = places.length == ONE_PLACE ? 0 : 2 * index;
    return span.file().span(places[at], places[at + 1]);
  }

  private <T> Value<T> value(int index, Value<T> held) {
    return places.length == 0 ? held : held.at(place(index));
  }

  private List<AddressPrefix> prefixes(int first, List<AddressPrefix> held) {
    if (places.length == 0) {
      return held;
    }
    if (held.size() == 1) {
      return List.of(held.get(0).at(place(first)));
    }
    AddressPrefix[] placed = new AddressPrefix[held.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = held.get(i).at(place(first + i));
    }
    return List.of(placed);
  }

  private List<PortPrefix> ports(int first, List<PortPrefix> held) {
    if (places.length == 0) {
      return held;
    }
    if (held.size() == 1) {
      return List.of(held.get(0).at(place(first)));
    }
    PortPrefix[] placed = new PortPrefix[held.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = held.get(i).at(place(first + i));
    }
    return List.of(placed);
  }

  public String name() {
    return name;
  }

  /** The lower the earlier; 100 to 4096 for written rules, 65000 and more for Azure's own. */
  public Value<Integer> priority() {
    return value(0, priority);
  }

  /**
   * Its place in the order of rules: its priority; one before all others when that is not known.
   */
  public int rank() {
    return priority instanceof Value.Known<Integer> known ? known.value() : UNRANKED;
  }

  public Value<Direction> direction() {
    return value(1, direction);
  }

  public Value<Access> access() {
    return value(2, access);
  }

  public Value<Protocol> protocol() {
    return value(3, protocol);
  }

  public List<AddressPrefix> sources() {
    return prefixes(VALUES, sources);
  }

  public List<PortPrefix> sourcePorts() {
    return ports(VALUES + sources.size(), sourcePorts);
  }

  public List<AddressPrefix> destinations() {
    return prefixes(VALUES + sources.size() + sourcePorts.size(), destinations);
  }

  public List<PortPrefix> destinationPorts() {
    int before = sources.size() + sourcePorts.size() + destinations.size();
    return ports(VALUES + before, destinationPorts);
  }

  /** How many {@link #sources} there are. */
  public int sourceCount() {
    return sources.size();
  }

  /** How many {@link #destinations} there are. */
  public int destinationCount() {
    return destinations.size();
  }

  /** The {@link #priority}, wherever it stands. */
  public Optional<Integer> knownPriority() {
    return priority.known();
  }

  /** The {@link #direction}, wherever it stands. */
  public Optional<Direction> knownDirection() {
    return direction.known();
  }

  /** Whether it is one of the rules that Azure adds to every group. */
  public boolean standard() {
    return standard;
  }

  /** Why it may not be there at all, if so. */
  public Optional<Node.Unresolved> condition() {
    return condition;
  }

  /** The rule's name where it has one: what a reader looks for. */
  public Span span() {
    return span;
  }

  /** Whether all of its values are known; it may not be there all the same. */
  public boolean isKnown() {
    return places.length > 0
        || (priority instanceof Value.Known
            && direction instanceof Value.Known
            && access instanceof Value.Known
            && protocol instanceof Value.Known
            && isNone(AddressPrefix.Unresolved.class, sources)
            && isNone(PortPrefix.Unresolved.class, sourcePorts)
            && isNone(AddressPrefix.Unresolved.class, destinations)
            && isNone(PortPrefix.Unresolved.class, destinationPorts));
  }

  private static boolean isNone(Class<?> kind, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      if (kind.isInstance(values.get(i))) {
        return false;
      }
    }
    return true;
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
        new Value.Known<>(number, priority().span()),
        direction(),
        access(),
        protocol(),
        sources(),
        sourcePorts(),
        destinations(),
        destinationPorts(),
        standard,
        condition,
        span);
  }

  /** The same rule between other addresses. */
  public SecurityRule between(List<AddressPrefix> from, List<AddressPrefix> to) {
    return new SecurityRule(
        name,
        priority(),
        direction(),
        access(),
        protocol(),
        from,
        sourcePorts(),
        to,
        destinationPorts(),
        standard,
        condition,
        span);
  }

  /** The same rule, that may not be there at all. */
  public SecurityRule withCondition(Node.Unresolved why) {
    return new SecurityRule(
        name,
        priority(),
        direction(),
        access(),
        protocol(),
        sources(),
        sourcePorts(),
        destinations(),
        destinationPorts(),
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

  /**
   * True only if the rules say the same of flows: those that {@linkplain #holding share their
   * values} mostly have the very same ones.
   */
  @SuppressWarnings("ReferenceEquality") // others are compared by who asks
  public boolean hasValuesOf(SecurityRule other) {
    return priority == other.priority
        && sources == other.sources
        && destinations == other.destinations
        && destinationPorts == other.destinationPorts
        && direction == other.direction
        && access == other.access
        && protocol == other.protocol
        && sourcePorts == other.sourcePorts
        && standard == other.standard
        && condition.isEmpty()
        && other.condition.isEmpty();
  }

  /** Whether both say the same at the same places. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecurityRule that
        && name.equals(that.name)
        && span.equals(that.span)
        && standard == that.standard
        && condition.equals(that.condition)
        && priority().equals(that.priority())
        && direction().equals(that.direction())
        && access().equals(that.access())
        && protocol().equals(that.protocol())
        && sources().equals(that.sources())
        && sourcePorts().equals(that.sourcePorts())
        && destinations().equals(that.destinations())
        && destinationPorts().equals(that.destinationPorts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, span);
  }

  /** With the name and the place. */
  @Override
  public String toString() {
    return "rule " + name + " at " + span;
  }
}
