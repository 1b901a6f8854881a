package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A definition with what is left to compute in it. Names compare without case.
 *
 * @param resources those a network is made of, in the order of the file; others are not in it
 */
public record Template(
    List<Parameter> parameters,
    List<Variable> variables,
    List<ResourceDeclaration> resources,
    List<ExistingResource> existing,
    List<NestedDeployment> nestedDeployments,
    List<Result> outputs,
    List<UserFunction> functions) {
  public Template {
    parameters = List.copyOf(parameters);
    variables = List.copyOf(variables);
    resources = List.copyOf(resources);
    existing = List.copyOf(existing);
    nestedDeployments = List.copyOf(nestedDeployments);
    outputs = List.copyOf(outputs);
    functions = List.copyOf(functions);
  }

  /** Whether a template nested in it is elsewhere. */
  public boolean holdsLink() {
    return nestedDeployments.stream()
        .map(NestedDeployment::template)
        .anyMatch(nested -> !(nested instanceof Inline inline) || inline.holdsLink());
  }

  /** What becomes of a value that nobody gives. */
  public enum Presence {
    REQUIRED,
    NULLABLE
  }

  /** Whether a value may be shown. */
  public enum Secrecy {
    PLAIN,
    SECURE
  }

  /**
   * @param span of its name
   */
  public record Parameter(
      String name, DeclaredType type, Optional<Expression> defaultValue, Span span) {
    public Parameter {
      requireNonNull(name);
      requireNonNull(type);
      requireNonNull(defaultValue);
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
   * A function that the template defines itself. It knows its parameters, and nothing else of the
   * template.
   *
   * @param name with its namespace: {@code contoso.uniqueName}
   */
  public record UserFunction(String name, List<Parameter> parameters, Expression output) {
    public UserFunction {
      requireNonNull(name);
      parameters = List.copyOf(parameters);
      requireNonNull(output);
    }
  }

  /**
   * What a template hands to the one that it is nested in.
   *
   * @param span of its name
   */
  public record Result(String name, Expression value, Secrecy secrecy, Span span) {
    public Result {
      requireNonNull(name);
      requireNonNull(value);
      requireNonNull(secrecy);
      requireNonNull(span);
    }
  }

  /**
   * A resource, or a family of them if it is in a loop.
   *
   * @param symbol its name in the template, if resources have such names there
   * @param type in Azure's spelling, with the types of its parents
   * @param names its parents' and its own; one of them may hold several, with {@code /} between
   * @param loops the outer first
   * @param body of the {@code Resource}
   * @param span of its name, or its start where it has none
   */
  public record ResourceDeclaration(
      Optional<String> symbol,
      String type,
      List<Expression> names,
      Optional<Expression> condition,
      List<ResourceLoop> loops,
      Expression body,
      Span span) {
    public ResourceDeclaration {
      requireNonNull(symbol);
      requireNonNull(type);
      names = List.copyOf(names);
      requireNonNull(condition);
      loops = List.copyOf(loops);
      requireNonNull(body);
      requireNonNull(span);
    }
  }

  /**
   * What a template does not deploy, but names.
   *
   * @param declaration what it says of it
   */
  public record ExistingResource(ResourceDeclaration declaration, NestedPlace place) {
    public ExistingResource {
      requireNonNull(declaration);
      requireNonNull(place);
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

  /** In whose names a nested template's expressions are computed. */
  public enum Names {
    /** Its own parameters and variables. */
    INNER,
    /** Those of the template around it. */
    OUTER
  }

  /**
   * A template inside a template.
   *
   * @param symbol its name in the template, if resources have such names there
   * @param place what it says of where it is deployed
   * @param arguments for its parameters
   * @param argumentsLink names the file that has them instead
   */
  public record NestedDeployment(
      Optional<String> symbol,
      Expression name,
      Optional<Expression> condition,
      List<ResourceLoop> loops,
      NestedPlace place,
      Names names,
      List<Argument> arguments,
      Optional<Span> argumentsLink,
      NestedTemplate template,
      Span span) {
    public NestedDeployment {
      requireNonNull(symbol);
      requireNonNull(name);
      requireNonNull(condition);
      loops = List.copyOf(loops);
      requireNonNull(place);
      requireNonNull(names);
      arguments = List.copyOf(arguments);
      requireNonNull(argumentsLink);
      requireNonNull(template);
      requireNonNull(span);
    }
  }

  /**
   * What a nested deployment or a resource that exists says of where it is; else it is where the
   * template around it is.
   *
   * @param subscription its id, a GUID
   * @param resourceGroup its name
   */
  public record NestedPlace(Optional<Expression> subscription, Optional<Expression> resourceGroup) {
    public NestedPlace {
      requireNonNull(subscription);
      requireNonNull(resourceGroup);
    }
  }

  public record Argument(String parameter, Expression value) {
    public Argument {
      requireNonNull(parameter);
      requireNonNull(value);
    }
  }

  /** What a nested deployment deploys. */
  public sealed interface NestedTemplate {}

  /**
   * It is written in place.
   *
   * @param template reads it, which not every deployment needs
   * @param holdsNetwork whether a resource that a network is made of may be in it
   * @param holdsLink whether a template in it is elsewhere
   */
  public record Inline(Supplier<Template> template, boolean holdsNetwork, boolean holdsLink)
      implements NestedTemplate {
    public Inline {
      requireNonNull(template);
    }
  }

  /**
   * It is elsewhere.
   *
   * @param link to its file; empty if there is none
   */
  public record Linked(Optional<Link> link) implements NestedTemplate {
    public Linked {
      requireNonNull(link);
    }

    /** All that the link may be, where a condition chooses between several. */
    List<Link> branches() {
      List<Link> branches = new ArrayList<>();
      link.ifPresent(one -> addBranches(one.kind(), one.value(), branches));
      return branches;
    }

    private static void addBranches(LinkKind kind, Expression value, List<Link> branches) {
      if (value instanceof Expression.Written written) {
        addBranches(kind, written.value(), branches);
      } else if (value instanceof Expression.Call call
          && call.name().equalsIgnoreCase("if")
          && call.arguments().size() == 3) {
        addBranches(kind, call.arguments().get(1), branches);
        addBranches(kind, call.arguments().get(2), branches);
      } else {
        branches.add(new Link(kind, value));
      }
    }
  }

  /** How a link says where a template is. */
  public enum LinkKind {
    /** From everywhere. */
    URI,
    /** From the template that has the link. */
    RELATIVE_PATH,
    /** As a resource of Azure. */
    TEMPLATE_SPEC
  }

  public record Link(LinkKind kind, Expression value) {
    public Link {
      requireNonNull(kind);
      requireNonNull(value);
    }
  }
}
