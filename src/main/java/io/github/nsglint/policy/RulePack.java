package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import java.util.List;

/**
 * @param name {@code azure-bastion}
 * @param version a date, {@code 2026-02-24}: what the source said on that day
 * @param source the page the requirements come from
 * @param families the addresses its flows speak of; Bastion knows IPv4 alone
 * @param settings with the values in force
 * @param about resource types and names of subnets: the rules are asked only where one of these was
 *     read; empty for every network
 */
public record RulePack(
    String name,
    String version,
    String source,
    List<Family> families,
    List<Setting> settings,
    List<String> about,
    List<Rule> rules) {
  public RulePack {
    requireNonNull(name);
    requireNonNull(version);
    requireNonNull(source);
    families = List.copyOf(families);
    settings = List.copyOf(settings);
    about = List.copyOf(about);
    rules = List.copyOf(rules);
  }

  /** A pack without settings. */
  public RulePack(
      String name, String version, String source, List<Family> families, List<Rule> rules) {
    this(name, version, source, families, List.of(), List.of(), rules);
  }

  RulePack withRules(List<Rule> others) {
    return new RulePack(name, version, source, families, settings, about, others);
  }

  /** Whether a network has one of these. */
  static boolean isAbout(Network network, List<String> about) {
    for (String each : about) {
      boolean there =
          ResourceKind.isType(each) ? !network.ofType(each).isEmpty() : hasSubnet(network, each);
      if (there) {
        return true;
      }
    }
    return about.isEmpty();
  }

  private static boolean hasSubnet(Network network, String name) {
    for (Subnet subnet : network.subnets()) {
      if (subnet.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
