package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.flow.Family;
import java.util.List;

/**
 * @param name {@code azure-bastion}
 * @param version a date, {@code 2026-02-24}: what the source said on that day
 * @param source the page the requirements come from
 * @param families the addresses its flows speak of; Bastion knows IPv4 alone
 */
public record RulePack(
    String name, String version, String source, List<Family> families, List<Rule> rules) {
  public RulePack {
    requireNonNull(name);
    requireNonNull(version);
    requireNonNull(source);
    families = List.copyOf(families);
    rules = List.copyOf(rules);
  }
}
