package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Single flows at the borders of the blocks and ports that plain rules name. */
final class PlainFlows {
  /** What rules may name so that nothing but numbers decides. */
  static final List<String> BLOCKS =
      AnyRules.BLOCKS_OF_KNOWN_KIND.stream().filter(name -> name.indexOf(':') < 0).toList();

  private static final int FLOWS = 200;
  private static final List<Integer> PORTS = List.of(0, 22, 399, 400, 442, 443, 8080, 8081, 65535);
  private static final List<String> ADDRESSES =
      List.of(
          "10.0.0.0",
          "10.0.1.4",
          "10.0.1.127",
          "10.0.1.128",
          "10.0.2.9",
          "11.0.0.0",
          "8.0.0.0",
          "168.63.129.16",
          "203.0.113.9",
          "203.0.113.10",
          "203.0.114.0",
          "0.0.0.0");

  private PlainFlows() {}

  /** The first rule, by priority, that matches an inbound flow. */
  static Optional<PlainRule> firstMatch(List<PlainRule> rules, Flow flow) {
    return rules.stream()
        .filter(PlainRule::inbound)
        .sorted(Comparator.comparing(PlainRule::priority))
        .filter(rule -> matches(rule, flow))
        .findFirst();
  }

  static boolean firstMatchAllows(List<PlainRule> rules, Flow flow) {
    return firstMatch(rules, flow).map(PlainRule::allows).orElse(false);
  }

  private static boolean matches(PlainRule rule, Flow flow) {
    boolean protocol =
        switch (rule.protocol()) {
          case "*" -> true;
          case "Tcp" -> flow.protocol() == PlainRule.TCP;
          case "Udp" -> flow.protocol() == PlainRule.UDP;
          default -> false;
        };
    return protocol
        && within(rule.sources(), flow.source())
        && within(rule.destinations(), flow.destination())
        && on(rule.sourcePorts(), flow.sourcePort())
        && on(rule.destinationPorts(), flow.destinationPort());
  }

  private static boolean within(List<String> blocks, Address address) {
    for (String block : blocks) {
      if (block.equals("*") || set(block).contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean on(List<Ports> ports, int port) {
    return ports.stream().anyMatch(range -> range.contains(port));
  }

  static AddressSet set(String block) {
    return AddressSet.of(Cidr.parse(block).orElseThrow().range());
  }

  static List<Flow> some(long seed) {
    Random random = new Random(seed);
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < FLOWS; i++) {
      flows.add(
          new Flow(
              random.nextBoolean() ? PlainRule.TCP : PlainRule.UDP,
              set(ADDRESSES.get(random.nextInt(ADDRESSES.size()))).lowest(),
              PORTS.get(random.nextInt(PORTS.size())),
              set(ADDRESSES.get(random.nextInt(ADDRESSES.size()))).lowest(),
              PORTS.get(random.nextInt(PORTS.size()))));
    }
    return flows;
  }
}
