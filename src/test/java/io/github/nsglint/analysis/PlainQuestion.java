package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PlainRule.Packet;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A requirement answered by trying every flow there is, one for each way a flow can lie.
 *
 * @param except flows taken out again
 */
record PlainQuestion(Demand demand, Pattern pattern, Optional<Pattern> except) {
  private static final int FIRST_CLIENT_PORT = 1024;

  /**
   * @param without names taken out
   */
  record Place(boolean subnet, List<String> names, List<String> without) {
    boolean contains(int cell, PlainWorld world) {
      boolean named =
          (subnet && world.contains("subnet", cell))
              || names.stream().anyMatch(name -> world.contains(name, cell));
      return named && without.stream().noneMatch(name -> world.contains(name, cell));
    }

    List<String> allNames() {
      List<String> all = new ArrayList<>(names);
      all.addAll(without);
      all.add("subnet");
      return all;
    }
  }

  /**
   * @param protocols as Azure writes them; {@code *} means all that a rule can name
   * @param ports empty for all
   */
  record Pattern(
      boolean inbound, List<String> protocols, Place source, Place destination, List<Ports> ports) {
    Pattern from(Place other) {
      return new Pattern(inbound, protocols, other, destination, ports);
    }

    boolean contains(Packet packet, PlainWorld world) {
      return protocols.stream()
              .anyMatch(name -> name.equals("*") || PlainRule.number(name) == packet.protocol())
          && (ports.isEmpty()
              || ports.stream().anyMatch(range -> range.contains(packet.destinationPort())))
          && source.contains(packet.source(), world)
          && destination.contains(packet.destination(), world);
    }
  }

  boolean asksAbout(Packet packet, PlainWorld world) {
    return (isAboutAnySourcePort() || packet.sourcePort() >= FIRST_CLIENT_PORT)
        && pattern.contains(packet, world)
        && except.filter(taken -> taken.contains(packet, world)).isEmpty();
  }

  /** Who has to be let in is a client; who has to be kept out may come from any port. */
  private boolean isAboutAnySourcePort() {
    return demand == Demand.NONE || demand == Demand.NOT_EVERY_PORT;
  }

  /**
   * Whether the demand is met. Of two rules with one priority the first of the list comes first.
   */
  boolean isMet(List<PlainRule> written, PlainWorld world) {
    List<PlainRule> rules = inOrder(written);
    List<Packet> packets = packets(rules, world);
    return switch (demand) {
      case ALL -> packets.stream().allMatch(packet -> isAllowed(packet, rules, world));
      case SOME -> packets.stream().anyMatch(packet -> isAllowed(packet, rules, world));
      case NONE -> packets.stream().noneMatch(packet -> isAllowed(packet, rules, world));
      case NOT_EVERY_PORT -> nobodyReachesEveryPort(packets, rules, world);
    };
  }

  /** Of packets that differ in nothing but the destination port, one at least is denied. */
  private static boolean nobodyReachesEveryPort(
      List<Packet> packets, List<PlainRule> rules, PlainWorld world) {
    Map<Packet, Boolean> everyPort = new HashMap<>();
    for (Packet packet : packets) {
      Packet line =
          new Packet(
              packet.protocol(), packet.source(), packet.sourcePort(), packet.destination(), 0);
      everyPort.merge(line, isAllowed(packet, rules, world), Boolean::logicalAnd);
    }
    return !everyPort.containsValue(true);
  }

  /** Whether it asks about any flow at all. */
  boolean isEmpty(List<PlainRule> written, PlainWorld world) {
    return packets(inOrder(written), world).isEmpty();
  }

  /** All rules of the pattern's direction, as Azure asks them. */
  List<PlainRule> inOrder(List<PlainRule> written) {
    List<PlainRule> rules = new ArrayList<>(written);
    rules.addAll(PlainRule.standardRules());
    rules.removeIf(rule -> rule.inbound() != pattern.inbound());
    rules.sort(Comparator.comparing(PlainRule::priority));
    return rules;
  }

  static Optional<PlainRule> decider(Packet packet, List<PlainRule> rules, PlainWorld world) {
    for (PlainRule rule : rules) {
      if (rule.matches(packet, world)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  static boolean isAllowed(Packet packet, List<PlainRule> rules, PlainWorld world) {
    return decider(packet, rules, world).map(PlainRule::allows).orElse(false);
  }

  /** One for each way a flow can lie that it asks about. */
  List<Packet> packets(List<PlainRule> rules, PlainWorld world) {
    TreeSet<String> sources = new TreeSet<>(pattern.source().allNames());
    TreeSet<String> destinations = new TreeSet<>(pattern.destination().allNames());
    except.ifPresent(taken -> sources.addAll(taken.source().allNames()));
    except.ifPresent(taken -> destinations.addAll(taken.destination().allNames()));
    TreeSet<Integer> sourcePorts = new TreeSet<>(List.of(0, FIRST_CLIENT_PORT));
    TreeSet<Integer> destinationPorts = new TreeSet<>(List.of(0));
    addCorners(destinationPorts, pattern.ports());
    except.ifPresent(taken -> addCorners(destinationPorts, taken.ports()));
    for (PlainRule rule : rules) {
      sources.addAll(rule.sources());
      destinations.addAll(rule.destinations());
      addCorners(sourcePorts, rule.sourcePorts());
      addCorners(destinationPorts, rule.destinationPorts());
    }
    List<Packet> packets = new ArrayList<>();
    List<Integer> to = world.distinctCells(List.copyOf(destinations));
    for (int from : world.distinctCells(List.copyOf(sources))) {
      if (pattern.source().contains(from, world)) {
        for (int destination : to) {
          if (pattern.destination().contains(destination, world)
              && isOneFamily(from, destination)) {
            addAll(packets, from, sourcePorts, destination, destinationPorts, world);
          }
        }
      }
    }
    return packets;
  }

  private void addAll(
      List<Packet> packets,
      int from,
      TreeSet<Integer> sourcePorts,
      int to,
      TreeSet<Integer> destinationPorts,
      PlainWorld world) {
    for (String protocol : List.of("Icmp", "Tcp", "Udp", "Esp", "Ah")) {
      for (int sourcePort : sourcePorts) {
        for (int port : destinationPorts) {
          Packet packet = new Packet(PlainRule.number(protocol), from, sourcePort, to, port);
          if (asksAbout(packet, world)) {
            packets.add(packet);
          }
        }
      }
    }
  }

  private static void addCorners(TreeSet<Integer> corners, List<Ports> ports) {
    for (Ports range : ports) {
      corners.add(range.first());
      if (range.last() < 65535) {
        corners.add(range.last() + 1);
      }
    }
  }

  private static boolean isOneFamily(int a, int b) {
    return PlainCells.ALL.get(a).isIpv6() == PlainCells.ALL.get(b).isIpv6();
  }
}
