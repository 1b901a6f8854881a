package io.github.nsglint.analysis;

import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a reader of a trace should know beside the answer. */
final class TraceNotes {
  private final Trace.Question question;
  private final List<Area> sources;
  private final boolean adminRulesRead;

  TraceNotes(Trace.Question question, List<Area> sources, Network network) {
    this.adminRulesRead = !network.adminRules().isEmpty() || network.hasAllAdminRules();
    this.question = question;
    this.sources = List.copyOf(sources);
  }

  List<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    ofEnd(question.from(), texts);
    ofEnd(question.to(), texts);
    for (Area source : sources) {
      source.home().flatMap(Area.Home::subnet).ifPresent(subnet -> ofRoutes(subnet, texts));
    }
    if (!adminRulesRead) {
      texts.add(
          "no security admin rules of Azure Virtual Network Manager were read; none is taken to be"
              + " in force");
    }
    return new ArrayList<>(texts);
  }

  private static void ofEnd(End end, Set<String> texts) {
    if (end instanceof End.Machine machine) {
      machine
          .publicAddress()
          .ifPresent(
              address ->
                  texts.add(
                      "public address "
                          + address.name()
                          + " belongs to "
                          + machine.text()
                          + ": groups see the private address, inbound after it was translated,"
                          + " outbound before"));
      for (NetworkInterface nic : machine.interfaces()) {
        boolean known =
            nic.ipConfigurations().stream()
                .map(IpConfiguration::privateAddress)
                .anyMatch(value -> value.flatMap(address -> address.known()).isPresent());
        if (!known) {
          texts.add(
              "the address of interface "
                  + nic.name()
                  + " is not known: a rule for some addresses of its subnet may or may not meet it");
        }
      }
    }
  }

  private static void ofRoutes(Subnet subnet, Set<String> texts) {
    boolean routed = subnet.routeTable().fold(() -> false, to -> true, unresolved -> false);
    if (routed) {
      texts.add(
          "subnet "
              + subnet.name()
              + " has a route table, which may lead the flows elsewhere: routes are not judged");
    }
  }
}
