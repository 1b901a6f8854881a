package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which values would make a condition true, where there is one way to do so: a value that has to
 * equal one other, or a truth value. What could be mended in several ways is left to the author.
 */
final class PropertyRemedies {
  private static final String MISSING =
      "what is missing has to be added, and nothing says with which value";
  private static final String SURPLUS =
      "something has to be taken away, and what needs it is for its author to know";
  private static final String ANOTHER = "another resource is missing, or is not as it should be";

  private final PropertyCheck check;

  PropertyRemedies(PropertyCheck check) {
    this.check = check;
  }

  /** What would make a condition, or a part of one, as wanted. */
  sealed interface Way {
    <R> R fold(
        Function<List<Remedy.SetValue>, R> one, Supplier<R> several, Function<String, R> none);

    /**
     * Just these values.
     *
     * @param properties whose they are
     */
    record One(List<Remedy.SetValue> values, List<String> properties) implements Way {
      public One {
        values = List.copyOf(values);
        properties = List.copyOf(properties);
      }

      @Override
      public <R> R fold(
          Function<List<Remedy.SetValue>, R> one, Supplier<R> several, Function<String, R> none) {
        return one.apply(values);
      }
    }

    /** Values of which nobody says which. */
    record Several() implements Way {
      @Override
      public <R> R fold(
          Function<List<Remedy.SetValue>, R> one, Supplier<R> several, Function<String, R> none) {
        return several.get();
      }
    }

    /**
     * No value that is there: only its author could do something.
     *
     * @param property about which; empty where there is nothing to do at all
     */
    record None(String why, String property) implements Way {
      @Override
      public <R> R fold(
          Function<List<Remedy.SetValue>, R> one, Supplier<R> several, Function<String, R> none) {
        return none.apply(why);
      }
    }
  }

  /** What is to be set so that the condition is true. */
  Way of(Condition condition, Element element) {
    return way(condition, true, PropertyCheck.subject(element));
  }

  private Way way(Condition condition, boolean wanted, PropertyCheck.Subject subject) {
    Truth truth = check.evaluate(condition, subject).truth();
    if (truth == Truth.UNKNOWN) {
      return new Way.None("what it depends on is not known", "?");
    }
    if ((truth == Truth.TRUE) == wanted) {
      return new Way.One(List.of(), List.of());
    }
    return condition.fold(
        all ->
            wanted
                ? together(all.conditions(), true, subject)
                : oneOf(all.conditions(), false, subject),
        any ->
            wanted
                ? oneOf(any.conditions(), true, subject)
                : together(any.conditions(), false, subject),
        not -> way(not.condition(), !wanted, subject),
        test -> test(test, wanted, subject),
        related -> wanted ? related(related, subject) : new Way.None(ANOTHER, "?"),
        item -> wanted ? item(item, subject) : new Way.None(SURPLUS, "?"));
  }

  /**
   * Of resources that refer to the subject, or items of a list, the only one that can be mended.
   */
  private Way related(Condition.Related related, PropertyCheck.Subject subject) {
    Optional<Condition> where = related.where();
    List<PropertyCheck.Subject> others =
        check.referring(related, subject).stream().map(PropertyCheck::subject).toList();
    return where.isEmpty() ? new Way.None(ANOTHER, "?") : only(where.get(), others, ANOTHER);
  }

  private Way item(Condition.Item item, PropertyCheck.Subject subject) {
    return only(item.where(), check.items(item, subject), MISSING);
  }

  private Way only(Condition where, List<PropertyCheck.Subject> subjects, String none) {
    Way only = new Way.None(none, "?");
    for (PropertyCheck.Subject subject : subjects) {
      Way way = way(where, true, subject);
      if (!(way instanceof Way.None)) {
        only = only instanceof Way.None ? way : new Way.Several();
      }
    }
    return only;
  }

  private Way together(List<Condition> conditions, boolean wanted, PropertyCheck.Subject subject) {
    List<Remedy.SetValue> values = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    for (Condition condition : conditions) {
      Way way = way(condition, wanted, subject);
      if (!(way instanceof Way.One one)) {
        return way;
      }
      values.addAll(one.values());
      properties.addAll(one.properties());
    }
    return new Way.One(values, properties);
  }

  /** One alternative, if no other is open to the author: to take a value away is none. */
  private Way oneOf(List<Condition> conditions, boolean wanted, PropertyCheck.Subject subject) {
    List<Way.One> ones = new ArrayList<>();
    List<Way.None> nones = new ArrayList<>();
    for (Condition condition : conditions) {
      Way way = way(condition, wanted, subject);
      if (way instanceof Way.Several) {
        return way;
      }
      if (way instanceof Way.One one) {
        ones.add(one);
      } else if (way instanceof Way.None none && !none.property().isEmpty()) {
        nones.add(none);
      }
    }
    if (ones.isEmpty()) {
      return nones.isEmpty() ? new Way.None(MISSING, "") : nones.get(0);
    }
    boolean others =
        nones.stream().anyMatch(none -> !ones.get(0).properties().contains(none.property()));
    return ones.size() > 1 || others ? new Way.Several() : ones.get(0);
  }

  private Way test(Condition.Test test, boolean wanted, PropertyCheck.Subject subject) {
    String property = String.join(".", test.property());
    if (test.operator() instanceof Operator.Exists exists) {
      return new Way.None(exists.wanted() == wanted ? MISSING : SURPLUS, property);
    }
    if (test.operator() instanceof Operator.PrefixLengthAtMost) {
      return new Way.None("which prefix is free depends on the rest of the network", property);
    }
    Optional<String> right = right(test.operator(), wanted);
    List<Node> written = check.values(subject, test.property());
    if (written.isEmpty()) {
      return new Way.None(MISSING, property);
    }
    if (right.isEmpty()) {
      return new Way.Several();
    }
    List<Remedy.SetValue> values = new ArrayList<>();
    for (Node value : written) {
      if (value.scalar().isEmpty()) {
        return new Way.None("an object stands where a value was expected", property);
      }
      if (PropertyCheck.isMet(test.operator(), value) != wanted) {
        String from = value.scalar().get();
        values.add(
            new Remedy.SetValue(
                value.span(),
                right.get(),
                "set " + property + " from " + from + " to " + right.get()));
      }
    }
    return new Way.One(values, List.of(property));
  }

  /** The one value that is as wanted. */
  private static Optional<String> right(Operator operator, boolean wanted) {
    if (!(operator instanceof Operator.OneOf oneOf) || oneOf.values().size() != 1) {
      return Optional.empty();
    }
    String value = oneOf.values().get(0);
    if (wanted) {
      return Optional.of(value);
    }
    return switch (value) {
      case "true" -> Optional.of("false");
      case "false" -> Optional.of("true");
      default -> Optional.empty();
    };
  }
}
