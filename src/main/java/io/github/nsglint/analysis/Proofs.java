package io.github.nsglint.analysis;

import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What was found of groups that are alike: of a large network's many groups, most treat the flows
 * of one question by the same few rules, and where they stand looks the same. Two such groups get
 * one answer. May be asked by several threads.
 */
final class Proofs {
  /** Stands for nothing that {@link #number} gives. */
  static final int NO_NUMBER = -1;

  /** Bounds the memory; a network whose groups are all different gains nothing anyway. */
  private static final int MOST = 10_000;

  /** Likewise, of the rules and texts that the answers depend on. */
  private static final int MOST_NUMBERS = 50_000;

  /** Of fewer groups, each is asked by itself at less cost. */
  private static final int WORTH_COMPARING = 100;

  private final boolean comparing;
  private final Map<Case, Boolean> known = new ConcurrentHashMap<>();
  private final Map<Case, Cause> causes = new ConcurrentHashMap<>();

  /** Of texts. */
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  private final Map<RuleMeaning, RuleKind> kinds = new ConcurrentHashMap<>();

  private final AtomicInteger next = new AtomicInteger();

  /** Of Azure's own rules, which each group has. */
  private final List<RuleKind> standard;

  /** The numbers of all that an answer depends on, each at its place. */
  static final class Case {
    private final int[] numbers;
    private final int hash;

    /**
     * @param numbers are not changed any more
     */
    Case(int... numbers) {
      this.numbers = numbers;
      this.hash = Arrays.hashCode(numbers);
    }

    /** Whether there was a number for all of it; else it is like no other case. */
    boolean isNumbered() {
      for (int number : numbers) {
        if (number == NO_NUMBER) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Case that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * @param groups how many there are in the network
   */
  Proofs(int groups) {
    this.comparing = groups >= WORTH_COMPARING;
    Span nowhere = new SourceFile("", "").start();
    this.standard = DefaultSecurityRules.at(nowhere).stream().map(this::kind).toList();
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
      String asked, Surroundings surroundings, List<ListedRule> rules, BooleanSupplier prover) {
    if (!comparing || anyNamesGroup(rules)) {
      return prover.getAsBoolean();
    }
    int[] all = new int[rules.size() + 2];
    all[0] = number(asked);
    all[1] = number(surroundings.words());
    for (int i = 0; i < rules.size(); i++) {
      all[i + 2] = rules.get(i).kind().number();
    }
    Case one = new Case(all);
    Boolean answer = one.isNumbered() ? known.get(one) : null;
    if (answer == null) {
      answer = prover.getAsBoolean();
      if (one.isNumbered() && known.size() < MOST) {
        known.put(one, answer);
      }
    }
    return answer;
  }

  /** Whether there are so many groups that some will be alike. */
  boolean isComparing() {
    return comparing;
  }

  /** The number of a text: that of no other one, nor of a kind; {@link #NO_NUMBER} for too many. */
  int number(String text) {
    Integer number = numbers.get(text);
    if (number == null) {
      number =
          mayHaveNumber()
              ? numbers.computeIfAbsent(text, key -> next.getAndIncrement())
              : Integer.valueOf(NO_NUMBER);
    }
    return number;
  }

  /** The kinds of {@link DefaultSecurityRules}, in their order. */
  List<RuleKind> standardKinds() {
    return standard;
  }

  private boolean mayHaveNumber() {
    return numbers.size() + kinds.size() < MOST_NUMBERS;
  }

  /**
   * The kind of a rule: one for all that say the same of flows, whatever they are called and
   * wherever they stand in a file. Of too many, each has one of its own without a number.
   */
  RuleKind kind(SecurityRule rule) {
    RuleMeaning meaning = new RuleMeaning(rule);
    RuleKind kind = kinds.get(meaning);
    if (kind == null) {
      kind =
          mayHaveNumber()
              ? kinds.computeIfAbsent(meaning, key -> new RuleKind(key, next.getAndIncrement()))
              : new RuleKind(meaning, NO_NUMBER);
    }
    return kind;
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
  Optional<Cause> cause(Case one) {
    return Optional.ofNullable(causes.get(one));
  }

  /** Keeps what {@link #cause} is to tell. */
  void keep(Case one, Cause cause) {
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
  private static void add(StringBuilder words, SecurityRule rule) {
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
  static boolean anyNamesGroup(List<ListedRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).kind().shape().namesGroup()) {
        return true;
      }
    }
    return false;
  }
}
