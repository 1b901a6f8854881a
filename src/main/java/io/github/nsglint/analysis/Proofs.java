package io.github.nsglint.analysis;

import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What was found of groups that are alike: of a large network's many groups, most treat the flows
 * of one question by the same few rules, and where they stand looks the same. Two such groups get
 * one answer. May be asked by several threads.
 */
final class Proofs {
  /** Bounds the memory; a network whose groups are all different gains nothing anyway. */
  private static final int MOST = 10_000;

  /** Of fewer groups, each is asked by itself at less cost. */
  private static final int WORTH_COMPARING = 100;

  private final boolean comparing;
  private final Map<Case, Boolean> known = new ConcurrentHashMap<>();
  private final Map<String, Cause> causes = new ConcurrentHashMap<>();

  /** All that an answer depends on. */
  private record Case(String asked, String place, String rules) {}

  /**
   * @param groups how many there are in the network
   */
  Proofs(int groups) {
    this.comparing = groups >= WORTH_COMPARING;
  }

  /**
   * Whether it holds, as it was found before or is found now.
   *
   * @param asked what is asked, and what else is asked of the same group: it decides which tags the
   *     addresses are told apart by
   * @param surroundings of a question that names no application security group
   * @param rules those of the group that can have to do with the question, in their order
   */
  boolean holds(
      String asked, Surroundings surroundings, List<SecurityRule> rules, BooleanSupplier prover) {
    if (!comparing || rules.stream().anyMatch(Proofs::namesGroup)) {
      return prover.getAsBoolean();
    }
    Case one = new Case(asked, surroundings.words(), words(rules));
    Boolean answer = known.get(one);
    if (answer == null) {
      answer = prover.getAsBoolean();
      if (known.size() < MOST) {
        known.put(one, answer);
      }
    }
    return answer;
  }

  /** Whether there are so many groups that some will be alike. */
  boolean isComparing() {
    return comparing;
  }

  /**
   * What was found of one rule.
   *
   * @param rules the places of those that make it useless; empty when there is nothing to say of it
   */
  record Cause(Optional<List<Integer>> rules) {}

  /**
   * Which rules of a list make one of them useless, as it was found before.
   *
   * @param one all that the answer depends on
   */
  Optional<Cause> cause(String one) {
    return Optional.ofNullable(causes.get(one));
  }

  /** Keeps what {@link #cause} is to tell. */
  void keep(String one, Cause cause) {
    if (causes.size() < MOST) {
      causes.put(one, cause);
    }
  }

  /** All that rules say of flows: not what they are called, nor where they stand in a file. */
  static String words(List<SecurityRule> rules) {
    StringBuilder words = new StringBuilder();
    for (SecurityRule rule : rules) {
      add(words, rule);
    }
    return words.toString();
  }

  /** Adds all that a rule says of flows, as one line. */
  static void add(StringBuilder words, SecurityRule rule) {
    add(words, rule.priority());
    add(words, rule.direction());
    add(words, rule.access());
    add(words, rule.protocol());
    words.append(rule.sources()).append(rule.sourcePorts());
    words.append(rule.destinations()).append(rule.destinationPorts());
    words.append(rule.condition().isPresent() ? "?\n" : "\n");
  }

  private static void add(StringBuilder words, Value<?> value) {
    words.append(value instanceof Value.Known<?> known ? known.value() : "?").append(' ');
  }

  /** Who belongs to an application security group, the whole network decides. */
  static boolean namesGroup(SecurityRule rule) {
    return namesGroup(rule.sources()) || namesGroup(rule.destinations());
  }

  private static boolean namesGroup(List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ApplicationGroup) {
        return true;
      }
    }
    return false;
  }
}
