package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import java.util.List;

/**
 * What the template itself names, and what only its deployment knows.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment">the
 *     documentation</a>
 */
final class ScopeFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "parameters(name)", ARGUMENTS, call -> call.scope().parameter(call.text(0), call)),
          new TemplateFunction(
              "variables(name)", ARGUMENTS, call -> call.scope().variable(call.text(0))),
          new TemplateFunction("copyIndex([loop], [offset])", NOTHING, ScopeFunctions::copyIndex),
          ofDeployment("deployer"),
          ofDeployment("deployment"),
          ofDeployment("environment"),
          ofDeployment("managementGroup"),
          new TemplateFunction("resourceGroup()", NOTHING, PlaceFunctions::resourceGroup),
          new TemplateFunction("subscription()", NOTHING, PlaceFunctions::subscription),
          ofDeployment("tenant"));

  private ScopeFunctions() {}

  private static TemplateFunction ofDeployment(String name) {
    return new TemplateFunction(
        name + "([argument])",
        NOTHING,
        call -> {
          // Each template is a deployment of its own; the rest is one for all that are nested.
          boolean own = name.equals("deployment");
          return PlaceFunctions.open(
              call, own ? call.scope().label() : call.scope().ambientLabel());
        });
  }

  /** Of the loop named, or of the one over the resource; counted from 0, or from the offset. */
  private static Node copyIndex(Call call) {
    boolean named = call.count() > 0 && call.get(0) instanceof Node.TextNode;
    String loop = named ? call.text(0) : "";
    int offsetAt = named ? 1 : 0;
    Node index =
        call.scope()
            .index(loop)
            .orElseThrow(
                () ->
                    new InvalidCall(
                        named
                            ? "this is in no loop named '" + loop + "'"
                            : "this is in no loop over a resource"));
    if (call.count() == offsetAt) {
      return index;
    }
    if (call.count() > offsetAt + 1) {
      throw new InvalidCall("the first of two arguments is no loop's name");
    }
    Node offset = call.get(offsetAt);
    if (index instanceof Unresolved unknown) {
      return new Unresolved(
          unknown.reason(), Symbols.call("add", List.of(unknown, offset)), call.span());
    }
    if (offset instanceof Unresolved unknown) {
      return new Unresolved(
          unknown.reason(), Symbols.call("add", List.of(index, unknown)), unknown.span());
    }
    return call.of(Math.addExact(Call.integer(index).orElseThrow(), call.integer(offsetAt)));
  }
}
