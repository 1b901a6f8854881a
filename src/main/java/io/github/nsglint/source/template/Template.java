package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * A definition with what is left to compute in it. Names compare without case.
 *
 * @param resources those a network is made of, in the order of the file; others are not in it
 */
public record Template(
    List<Parameter> parameters,
    List<Variable> variables,
    List<ResourceDeclaration> resources,
    List<NestedDeployment> nestedDeployments) {
  public Template {
    parameters = List.copyOf(parameters);
    variables = List.copyOf(variables);
    resources = List.copyOf(resources);
    nestedDeployments = List.copyOf(nestedDeployments);
  }

  /** What becomes of a parameter that nobody gives a value. */
  public enum Presence {
    REQUIRED,
    NULLABLE
  }

  /** Whether a parameter's value may be shown. */
  public enum Secrecy {
    PLAIN,
    SECURE
  }

  /**
   * @param allowedValues empty if any is
   * @param span of its name
   */
  public record Parameter(
      String name,
      ParameterType type,
      Secrecy secrecy,
      Presence presence,
      Optional<Expression> defaultValue,
      List<Node> allowedValues,
      Span span) {
    public Parameter {
      requireNonNull(name);
      requireNonNull(type);
      requireNonNull(secrecy);
      requireNonNull(presence);
      requireNonNull(defaultValue);
      allowedValues = List.copyOf(allowedValues);
      requireNonNull(span);
    }

    /**
     * The problem {@code not-allowed-value}, at the value's place, if it is outside of {@code
     * allowedValues}. A secret is not looked at: a problem at its place would show it.
     */
    public Optional<Problem> misfit(Node value) {
      boolean fits =
          secrecy == Secrecy.SECURE
              || allowedValues.isEmpty()
              || value instanceof Node.Unresolved
              || allowedValues.stream().anyMatch(allowed -> isSame(allowed, value));
      String shown = value.scalar().map(text -> " '" + text + "'").orElse("");
      return fits
          ? Optional.empty()
          : Optional.of(
              Problem.warning(
                  "not-allowed-value",
                  "the value" + shown + " of parameter '" + name + "' is not in 'allowedValues'",
                  value.span()));
    }

    private static boolean isSame(Node allowed, Node value) {
      if (allowed instanceof Node.TextNode a && value instanceof Node.TextNode b) {
        return a.value().equalsIgnoreCase(b.value());
      }
      return Node.sameValue(allowed, value);
    }
  }

  /**
   * @param span of its name
   */
  public record Variable(String name, Expression value, Span span) {
    public Variable {
      requireNonNull(name);
      requireNonNull(value);
      requireNonNull(span);
    }
  }

  /**
   * A resource, or a family of them if it is in a loop.
   *
   * @param type in Azure's spelling, with the types of its parents
   * @param names its parents' and its own; one of them may hold several, with {@code /} between
   * @param body of the {@code Resource}
   * @param span of its name, or its start where it has none
   */
  public record ResourceDeclaration(
      String type,
      List<Expression> names,
      Optional<Expression> condition,
      Optional<ResourceLoop> loop,
      Expression body,
      Span span) {
    public ResourceDeclaration {
      requireNonNull(type);
      names = List.copyOf(names);
      requireNonNull(condition);
      requireNonNull(loop);
      requireNonNull(body);
      requireNonNull(span);
    }
  }

  /**
   * @param count how many there are
   * @param span of the loop's name, or its start
   */
  public record ResourceLoop(String name, Expression count, Span span) {
    public ResourceLoop {
      requireNonNull(name);
      requireNonNull(count);
      requireNonNull(span);
    }
  }

  /**
   * A template inside a template.
   *
   * @param link to its file, if it is not written out here
   */
  public record NestedDeployment(
      Expression name, Optional<Expression> condition, Optional<Expression> link, Span span) {
    public NestedDeployment {
      requireNonNull(name);
      requireNonNull(condition);
      requireNonNull(link);
      requireNonNull(span);
    }
  }
}
