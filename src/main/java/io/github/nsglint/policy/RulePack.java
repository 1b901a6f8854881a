package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.flow.Family;
import java.util.List;

/**
 * @param name {@code azure-bastion}
 * @param version a date, {@code 2026-02-24}: what the source said on that day
 * @param source the page the requirements come from
 * @param families the addresses its flows speak of; Bastion knows IPv4 alone
 * @param settings with the values in force
 */
public record RulePack(
    String name,
    String version,
    String source,
    List<Family> families,
    List<Setting> settings,
    List<Rule> rules) {
  public RulePack {
    requireNonNull(name);
    requireNonNull(version);
    requireNonNull(source);
    families = List.copyOf(families);
    settings = List.copyOf(settings);
    rules = List.copyOf(rules);
  }

  /** A pack without settings. */
  public RulePack(
      String name, String version, String source, List<Family> families, List<Rule> rules) {
    this(name, version, source, families, List.of(), rules);
  }

  RulePack withRules(List<Rule> others) {
    return new RulePack(name, version, source, families, settings, others);
  }
}
