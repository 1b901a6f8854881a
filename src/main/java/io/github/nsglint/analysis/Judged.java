package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePack;
import java.util.List;

/**
 * A network with the answers to all that is known to ask of it.
 *
 * @param packs all that are in force
 * @param findings every requirement of theirs asked of every target
 * @param problems of the input
 */
public record Judged(
    Network network,
    List<RulePack> packs,
    TagAddresses tags,
    List<Finding> findings,
    List<Problem> problems) {
  public Judged {
    requireNonNull(network);
    packs = List.copyOf(packs);
    requireNonNull(tags);
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
  }
}
