package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.AssumedValues.Assumed;
import io.github.nsglint.source.AssumedValues.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The names of a template that have no value, and those values that the user assumes for them. A
 * value that is known is never changed, also if only another assumption makes it known.
 */
final class OpenNames {
  private final Template template;
  private final Scope scope;
  private final AssumedValues assumed;
  private final String path;
  private final Consumer<Problem> problems;

  /**
   * A name that gets a value.
   *
   * @param title {@code parameter 'prefix'}
   */
  private record Open(Assumed assumed, Kind kind, String title, Node value, Span span) {}

  OpenNames(
      Template template,
      Scope scope,
      AssumedValues assumed,
      String path,
      Consumer<Problem> problems) {
    this.template = template;
    this.scope = scope;
    this.assumed = assumed;
    this.path = path;
    this.problems = problems;
  }

  void fill() {
    template.parameters().forEach(parameter -> assumed.saw(parameter.name()));
    template.variables().forEach(variable -> assumed.saw(variable.name()));
    List<Open> open = new ArrayList<>();
    for (Assumed one : assumed.in(path)) {
      Optional<Template.Parameter> parameter = parameter(one);
      if (parameter.isPresent()) {
        parameter(one, parameter.get(), open);
      } else {
        variable(one, open);
      }
    }
    open.forEach(one -> scope.assume(one.kind(), one.assumed().name(), one.value()));
    open.forEach(this::keep);
  }

  private Optional<Template.Parameter> parameter(Assumed one) {
    return template.parameters().stream()
        .filter(parameter -> one.kind() != Kind.VARIABLE)
        .filter(parameter -> parameter.name().equalsIgnoreCase(one.name()))
        .findFirst();
  }

  private void parameter(Assumed one, Template.Parameter parameter, List<Open> open) {
    String title = "parameter '" + parameter.name() + "'";
    if (parameter.type().isSecure()) {
      assumed.took(one);
      problems.accept(
          Problem.note(
              "secure-parameter",
              title + " is secure: the value assumed for it is neither used nor shown",
              parameter.span()));
      return;
    }
    ParameterType type = parameter.type().kind();
    Optional<Node> value = type.read(one.value(), parameter.span());
    if (value.isEmpty()) {
      assumed.refused(
          one, title + " of " + path + " takes " + type.expected() + ", not '" + one.value() + "'");
      return;
    }
    open.add(new Open(one, Kind.PARAMETER, title, value.get(), parameter.span()));
  }

  private void variable(Assumed one, List<Open> open) {
    template.variables().stream()
        .filter(variable -> one.kind() != Kind.PARAMETER)
        .filter(variable -> variable.name().equalsIgnoreCase(one.name()))
        .findFirst()
        .ifPresent(
            variable ->
                ParameterType.ANY
                    .read(one.value(), variable.span())
                    .ifPresent(
                        value ->
                            open.add(
                                new Open(
                                    one,
                                    Kind.VARIABLE,
                                    "variable '" + variable.name() + "'",
                                    value,
                                    variable.span()))));
  }

  /** Keeps an assumption if the name has no value without it. */
  private void keep(Open open) {
    Assumed one = open.assumed();
    scope.forget(open.kind(), one.name());
    Node without = scope.valueOf(open.kind(), one.name(), open.span());
    if (without instanceof Unresolved) {
      scope.assume(open.kind(), one.name(), open.value());
      assumed.took(one);
      problems.accept(
          Problem.note(
              AssumedValues.TAKEN,
              open.title() + " is not known; it is assumed to be " + shown(one.value()),
              open.span()));
    } else {
      String value = without.scalar().map(text -> " " + shown(text)).orElse("");
      assumed.refused(
          one,
          open.title()
              + " of "
              + path
              + " has the value"
              + value
              + "; an assumption changes no value that is known");
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "the empty text" : value;
  }
}
