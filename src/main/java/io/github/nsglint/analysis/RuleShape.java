package io.github.nsglint.analysis;

import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has to do with others as far as its fields tell, without the meaning of any address:
 * enough for most rules of most lists, and cheap. Each rule of a list is compared with each other,
 * so that nothing here makes an object.
 */
final class RuleShape {
  private static final int TCP = 1;
  private static final int UDP = 2;
  private static final int ICMP = 4;
  private static final int ESP = 8;
  private static final int AH = 16;
  private static final int WITH_PORTS = TCP | UDP;
  private static final int EVERY_PROTOCOL = WITH_PORTS | ICMP | ESP | AH;

  /** Null when it is not known. */
  private final @Nullable Protocol protocol;

  /** Those it may match, as bits. */
  private final int protocols;

  private final NamedPorts sourcePorts;
  private final NamedPorts destinationPorts;
  private final NamedAddresses source;
  private final NamedAddresses destination;

  /** Whether both sides for sure have an IPv4 address. */
  private final boolean addressed;

  private final boolean platform;
  private final boolean grouped;

  RuleShape(SecurityRule rule) {
    this.protocol = rule.protocol() instanceof Value.Known<Protocol> known ? known.value() : null;
    this.protocols = protocol == null ? EVERY_PROTOCOL : bits(protocol);
    this.sourcePorts = new NamedPorts(rule.sourcePorts());
    this.destinationPorts = new NamedPorts(rule.destinationPorts());
    this.source = new NamedAddresses(rule.sources());
    this.destination = new NamedAddresses(rule.destinations());
    this.addressed = source.hasIpv4() && destination.hasIpv4();
    this.platform = source.namesPlatform() || destination.namesPlatform();
    this.grouped = source.namesGroup() || destination.namesGroup();
  }

  private static int bits(Protocol protocol) {
    return switch (protocol) {
      case TCP -> TCP;
      case UDP -> UDP;
      case ICMP -> ICMP;
      case ESP -> ESP;
      case AH -> AH;
      case ANY -> EVERY_PROTOCOL;
    };
  }

  NamedPorts destinationPorts() {
    return destinationPorts;
  }

  NamedAddresses source() {
    return source;
  }

  NamedAddresses destination() {
    return destination;
  }

  /** Whether it names one of the protocols with ports. */
  boolean isTcpOrUdp() {
    return protocol == Protocol.TCP || protocol == Protocol.UDP;
  }

  /** Whether it names an application security group. */
  boolean namesGroup() {
    return grouped;
  }

  /**
   * Whether it names the platform's own services, of which rules without their tag do not speak.
   */
  boolean namesPlatform() {
    return platform;
  }

  /** False only if no flow can match both. */
  boolean mayMeet(RuleShape other) {
    int shared = protocols & other.protocols;
    // Protocols without ports are not told apart by ports.
    boolean portless = (protocols & ~WITH_PORTS) != 0 && (other.protocols & ~WITH_PORTS) != 0;
    return shared != 0
        && (portless || destinationPorts.mayMeet(other.destinationPorts))
        && source.mayMeet(other.source)
        && destination.mayMeet(other.destination);
  }

  /**
   * Whether no flow can match both where VirtualNetwork has nothing of the Internet: on one side,
   * one names that or private space alone, the other public addresses alone.
   */
  boolean isApart(RuleShape other) {
    return source.isApart(other.source) || destination.isApart(other.destination);
  }

  /**
   * True only if every flow that the other rule may match is one that this one matches for sure,
   * should it be there.
   */
  boolean covers(RuleShape narrow) {
    return coversProtocol(narrow)
        && sourcePorts.covers(narrow.sourcePorts)
        && destinationPorts.covers(narrow.destinationPorts)
        && source.covers(narrow.source)
        && destination.covers(narrow.destination);
  }

  /** Whatever {@code *} means, it means in both. */
  private boolean coversProtocol(RuleShape narrow) {
    return protocol != null
        && narrow.protocol != null
        && (protocol == narrow.protocol
            || (protocol == Protocol.ANY && (narrow.protocols & ~WITH_PORTS) == 0));
  }

  /**
   * True only if the rule for sure matches a flow, by Tcp or Udp on some port, that none of the
   * others can match.
   *
   * @param others those that may meet it; when there are none, whatever values are not known will
   *     name something
   */
  boolean hasPortOfItsOwn(List<RuleShape> others) {
    if (others.isEmpty()) {
      return addressed || isOpen();
    }
    return addressed && (hasPortOfItsOwn(TCP, others) || hasPortOfItsOwn(UDP, others));
  }

  private boolean hasPortOfItsOwn(int wanted, List<RuleShape> others) {
    if ((protocols & wanted) == 0 || protocol == null) {
      return false;
    }
    boolean met = false;
    for (int i = 0; i < others.size(); i++) {
      RuleShape other = others.get(i);
      if ((other.protocols & wanted) != 0 && destinationPorts.mayMeet(other.destinationPorts)) {
        // Nearly always, one of the others has all of the ports.
        if (other.destinationPorts.covers(destinationPorts)) {
          return false;
        }
        met = true;
      }
    }
    return sourcePorts.isAnyKnown()
        && (met ? !left(wanted, others).isEmpty() : destinationPorts.isAnyKnown());
  }

  /** The ports that it matches for sure and none of the others can match. */
  private PortSet left(int wanted, List<RuleShape> others) {
    PortSet left = destinationPorts.certain();
    for (int i = 0; i < others.size() && !left.isEmpty(); i++) {
      if ((others.get(i).protocols & wanted) != 0) {
        left = left.minus(others.get(i).destinationPorts.possible());
      }
    }
    return left;
  }

  /** Whether a side has a value that is not known, and none names nothing. */
  private boolean isOpen() {
    return !source.isEmpty()
        && !destination.isEmpty()
        && (source.isAnyOpen() || destination.isAnyOpen());
  }
}
