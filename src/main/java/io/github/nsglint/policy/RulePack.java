package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * @param name {@code azure-bastion}
 * @param version a date, {@code 2026-02-24}: what the source said on that day
 * @param source the page the requirements come from
 */
public record RulePack(String name, String version, String source, List<Rule> rules) {
  public RulePack {
    requireNonNull(name);
    requireNonNull(version);
    requireNonNull(source);
    rules = List.copyOf(rules);
  }
}
