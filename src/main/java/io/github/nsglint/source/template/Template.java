package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
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
      Secrecy secrecy,
      Presence presence,
      Optional<Expression> defaultValue,
      List<Node> allowedValues,
      Span span) {
    public Parameter {
      requireNonNull(name);
      requireNonNull(secrecy);
      requireNonNull(presence);
      requireNonNull(defaultValue);
      allowedValues = List.copyOf(allowedValues);
      requireNonNull(span);
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
