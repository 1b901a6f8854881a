package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A statement about properties, true, false or not known.
 *
 * <pre>{@code
 * must-have: { property: networkSecurityGroup, exists: true }
 * must-have: { all: [ { property: sku.name, one-of: [Standard, Premium] }, { not: { property: enableTunneling, equals: true } } ] }
 * }</pre>
 *
 * {@code true} and {@code false} alone, as values of settings are, are conditions too.
 */
public sealed interface Condition {
  <R> R fold(
      Function<All, R> all,
      Function<Any, R> any,
      Function<Not, R> not,
      Function<Test, R> test,
      Function<Related, R> related,
      Function<Item, R> item);

  /** Adds Azure's types of the resources that it looks for. */
  default void addTypes(Set<String> types) {
    fold(
        all -> addTypes(all.conditions(), types),
        any -> addTypes(any.conditions(), types),
        not -> addTypes(List.of(not.condition()), types),
        test -> types,
        related -> {
          types.add(related.kind().type());
          return addTypes(related.where().stream().toList(), types);
        },
        item -> addTypes(List.of(item.where()), types));
  }

  private static Set<String> addTypes(List<Condition> conditions, Set<String> types) {
    conditions.forEach(condition -> condition.addTypes(types));
    return types;
  }

  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return all.apply(this);
    }
  }

  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return any.apply(this);
    }
  }

  record Not(Condition condition) implements Condition {
    public Not {
      requireNonNull(condition);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return not.apply(this);
    }
  }

  /**
   * @param property names with dots: {@code ipConfigurations.subnet.name}. Each step looks in the
   *     object and in its {@code properties}; through a list, every element is asked and all must
   *     agree; where an object is a mere reference ({@code id}), the step goes on in the resource
   *     it names, whose own {@code name} and {@code id} are always known. A {@code null}, an empty
   *     text and an empty list are as good as not there
   * @param absent what a property that is not there means
   */
  record Test(List<String> property, Operator operator, Absent absent) implements Condition {
    public Test {
      property = List.copyOf(property);
      requireNonNull(operator);
      requireNonNull(absent);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return test.apply(this);
    }
  }

  /**
   * Some resource of the input refers to this one. YAML: {@code { some: network-interface, whose:
   * ipConfigurations.subnet }}, {@code { some: network-interface, whose: ipConfigurations.subnet,
   * where: { property: enableIPForwarding, equals: true } }}.
   *
   * @param property the path of the reference in the other resource; through a list, one element is
   *     enough
   * @param where asked of the other resource as well
   */
  record Related(ResourceKind kind, List<String> property, Optional<Condition> where)
      implements Condition {
    public Related {
      requireNonNull(kind);
      property = List.copyOf(property);
      requireNonNull(where);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return related.apply(this);
    }
  }

  /**
   * Some element of a list is as asked. YAML: {@code { some-item-of: logs, where: { property:
   * category, equals: BastionAuditLogs } }}.
   *
   * @param property the path of the list
   * @param where asked of each element
   */
  record Item(List<String> property, Condition where) implements Condition {
    public Item {
      property = List.copyOf(property);
      requireNonNull(where);
    }

    @Override
    public <R> R fold(
        Function<All, R> all,
        Function<Any, R> any,
        Function<Not, R> not,
        Function<Test, R> test,
        Function<Related, R> related,
        Function<Item, R> item) {
      return item.apply(this);
    }
  }

  /** YAML: {@code absent: false} (when not written) or {@code absent: unknown}. */
  enum Absent {
    /** The test is not met, but {@code exists: false} is. */
    FALSE,
    /**
     * Nobody can tell, as where Azure puts in a default that depends on the version of its API. No
     * test is decided then, not even {@code exists}.
     */
    UNKNOWN
  }

  /** What is asked of the value. */
  sealed interface Operator {
    /** {@code exists: true} or {@code exists: false}. */
    record Exists(boolean wanted) implements Operator {}

    /**
     * {@code equals: Standard} (one value) or {@code one-of: [Standard, Premium]}; texts compare
     * without case.
     */
    record OneOf(List<String> values) implements Operator {
      public OneOf {
        values = List.copyOf(values);
      }
    }

    /** {@code at-least: 2}. */
    record AtLeast(BigDecimal bound) implements Operator {}

    /** {@code at-most: 50}. */
    record AtMost(BigDecimal bound) implements Operator {}

    /** {@code matches: '[a-z]+'}: the whole text, without case. */
    record Matches(java.util.regex.Pattern pattern) implements Operator {}

    /**
     * {@code prefix-length-at-most: 26}: the value, a block or a list of blocks, is at least that
     * large. With a length up to 32 only IPv4 blocks are asked: every IPv6 block of a subnet is a
     * /64.
     */
    record PrefixLengthAtMost(int length) implements Operator {}
  }
}
