package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A change of what is defined that may make a broken requirement hold. */
public sealed interface Remedy {
  <R> R fold(
      Function<AddRules, R> addRules,
      Function<SetValue, R> setValue,
      Function<AddPorts, R> addPorts);

  /** What it does, as a sentence without its full stop: {@code set protocol of R to Tcp}. */
  String words();

  /** A group gets more rules. Their places are the group's. */
  record AddRules(NetworkSecurityGroup group, List<SecurityRule> rules) implements Remedy {
    /** More rules are told by their names. */
    private static final int MOST_IN_FULL = 2;

    public AddRules {
      requireNonNull(group);
      rules = List.copyOf(rules);
    }

    @Override
    public String words() {
      return "add to "
          + group.shownName()
          + ": "
          + (rules.size() <= MOST_IN_FULL
              ? rules.stream().map(AddRules::words).collect(Collectors.joining("; "))
              : rules.stream().map(AddRules::name).collect(Collectors.joining(", ")));
    }

    private static String name(SecurityRule rule) {
      return rule.name() + " (" + rule.priority().known().orElseThrow() + ")";
    }

    private static String words(SecurityRule rule) {
      return name(rule)
          + ", "
          + rule.access().known().orElseThrow()
          + " "
          + rule.direction().known().orElseThrow()
          + " "
          + rule.protocol().known().orElseThrow()
          + " from "
          + joined(rule.sources())
          + " to "
          + joined(rule.destinations())
          + " on "
          + joined(rule.destinationPorts());
    }

    private static String joined(List<?> parts) {
      return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    @Override
    public <R> R fold(
        Function<AddRules, R> addRules,
        Function<SetValue, R> setValue,
        Function<AddPorts, R> addPorts) {
      return addRules.apply(this);
    }
  }

  /**
   * One value becomes another.
   *
   * @param value where it stands
   */
  record SetValue(Span value, String other, String words) implements Remedy {
    public SetValue {
      requireNonNull(value);
      requireNonNull(other);
      requireNonNull(words);
    }

    @Override
    public <R> R fold(
        Function<AddRules, R> addRules,
        Function<SetValue, R> setValue,
        Function<AddPorts, R> addPorts) {
      return setValue.apply(this);
    }
  }

  /** A rule names more destination ports. */
  record AddPorts(SecurityRule rule, List<PortPrefix.Range> ports) implements Remedy {
    public AddPorts {
      requireNonNull(rule);
      ports = List.copyOf(ports);
    }

    @Override
    public String words() {
      return "add "
          + ports.stream().map(Object::toString).collect(Collectors.joining(", "))
          + " to the destination ports of "
          + rule.name();
    }

    @Override
    public <R> R fold(
        Function<AddRules, R> addRules,
        Function<SetValue, R> setValue,
        Function<AddPorts, R> addPorts) {
      return addPorts.apply(this);
    }
  }
}
