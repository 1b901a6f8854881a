package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.model.PortPrefix;
import java.util.List;
import java.util.function.Function;

/** What a rule demands of its target. */
public sealed interface Requirement {
  <R> R fold(
      Function<Flows, R> flows,
      Function<Gate, R> gate,
      Function<Property, R> property,
      Function<SecurityRules, R> rules,
      Function<BastionReach, R> reach);

  /**
   * Flows through the group in effect. YAML: {@code must-allow}, {@code must-allow-some}, {@code
   * must-not-allow}, {@code must-not-allow-every-port}, each a list of patterns; all patterns of
   * the list are asked.
   */
  record Flows(Demand demand, List<FlowPattern> patterns) implements Requirement {
    public Flows {
      requireNonNull(demand);
      patterns = List.copyOf(patterns);
    }

    @Override
    public <R> R fold(
        Function<Flows, R> flows,
        Function<Gate, R> gate,
        Function<Property, R> property,
        Function<SecurityRules, R> rules,
        Function<BastionReach, R> reach) {
      return flows.apply(this);
    }
  }

  enum Demand {
    /** Every flow of the pattern passes. */
    ALL("must-allow"),
    /** At least one flow of each pattern passes. */
    SOME("must-allow-some"),
    /** No flow of the pattern passes. */
    NONE("must-not-allow"),
    /**
     * No address of the source reaches one of the destination on every port of the pattern, by one
     * of its protocols, Tcp or Udp.
     */
    NOT_EVERY_PORT("must-not-allow-every-port");

    private final String key;

    Demand(String key) {
      this.key = key;
    }

    /** The key in a pack. */
    public String key() {
      return key;
    }
  }

  /**
   * Rows that Azure Resource Manager looks for among the group's own rules, without the standard
   * ones. YAML: {@code gate}, a list of rows {@code { label: …, pattern: {…}, functional: {…},
   * some: true, confirmed: false, also-accepted: [Ah] }}; label, pattern and confirmed must be
   * there.
   */
  record Gate(List<Row> rows) implements Requirement {
    public Gate {
      rows = List.copyOf(rows);
    }

    @Override
    public <R> R fold(
        Function<Flows, R> flows,
        Function<Gate, R> gate,
        Function<Property, R> property,
        Function<SecurityRules, R> rules,
        Function<BastionReach, R> reach) {
      return gate.apply(this);
    }
  }

  /**
   * One row of the gate.
   *
   * @param label the row in a few words: {@code inbound 443 from GatewayManager}
   * @param pattern the documented row
   * @param functional what a rule in another form must at least grant to be perhaps accepted: for
   *     {@code * → VirtualNetwork}, from the subnet itself; equal to {@code pattern} when the pack
   *     does not say
   * @param some whether part of the pattern is enough, as for the public addresses of the clients
   * @param confirmed whether it is known that Azure refuses a group without it
   * @param alsoAccepted protocols that Azure accepts in the row although they do not do its work
   */
  record Row(
      String label,
      FlowPattern pattern,
      FlowPattern functional,
      boolean some,
      boolean confirmed,
      List<io.github.nsglint.model.Protocol> alsoAccepted) {
    public Row {
      requireNonNull(label);
      requireNonNull(pattern);
      requireNonNull(functional);
      alsoAccepted = List.copyOf(alsoAccepted);
    }
  }

  /** A property of the target, or of what it refers to. YAML: {@code must-have}, a condition. */
  record Property(Condition condition) implements Requirement {
    public Property {
      requireNonNull(condition);
    }

    @Override
    public <R> R fold(
        Function<Flows, R> flows,
        Function<Gate, R> gate,
        Function<Property, R> property,
        Function<SecurityRules, R> rules,
        Function<BastionReach, R> reach) {
      return property.apply(this);
    }
  }

  /**
   * Every security rule of the group has a quality. YAML: {@code must-be-accepted: security-rules},
   * {@code must-be-reached: security-rules}, {@code must-change-something: security-rules}.
   */
  record SecurityRules(Quality quality) implements Requirement {
    public SecurityRules {
      requireNonNull(quality);
    }

    @Override
    public <R> R fold(
        Function<Flows, R> flows,
        Function<Gate, R> gate,
        Function<Property, R> property,
        Function<SecurityRules, R> rules,
        Function<BastionReach, R> reach) {
      return rules.apply(this);
    }
  }

  /**
   * On one of the ports at least, Tcp from every address that Bastion connects from comes through
   * the groups of the machine's subnet and interface: from AzureBastionSubnet, or from the platform
   * where the host is a Developer one. YAML: {@code must-let-bastion-in: [22, 3389]}.
   */
  record BastionReach(List<PortPrefix.Range> ports) implements Requirement {
    /** The key in a pack. */
    public static final String KEY = "must-let-bastion-in";

    public BastionReach {
      ports = List.copyOf(ports);
    }

    @Override
    public <R> R fold(
        Function<Flows, R> flows,
        Function<Gate, R> gate,
        Function<Property, R> property,
        Function<SecurityRules, R> rules,
        Function<BastionReach, R> reach) {
      return reach.apply(this);
    }
  }

  /** What is asked of each security rule. Azure's own rules are not asked. */
  enum Quality {
    /** Azure takes it as it is written. */
    ACCEPTED("must-be-accepted"),
    /** Some flow reaches it: not all that it names are decided by rules before it. */
    REACHED("must-be-reached"),
    /**
     * Without it the group would decide some flow otherwise. A Deny has this quality also where
     * only Azure's own last rule would deny the same.
     */
    NEEDED("must-change-something");

    private final String key;

    Quality(String key) {
      this.key = key;
    }

    /** The key in a pack. */
    public String key() {
      return key;
    }
  }
}
