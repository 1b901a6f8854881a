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
          ofDeployment("resourceGroup"),
          ofDeployment("subscription"),
          ofDeployment("tenant"));

  private ScopeFunctions() {}

  private static TemplateFunction ofDeployment(String name) {
    return new TemplateFunction(
        name + "([argument])",
        NOTHING,
        call ->
            new Unresolved(
                name + "() depends on where the template is deployed",
                Symbols.call(name, call.arguments(), call.scope().label()),
                call.span()));
  }

  private static Node copyIndex(Call call) {
    String loop = call.scope().loop().orElse("");
    boolean own =
        call.count() == 0
            || !(call.get(0) instanceof Node.TextNode named)
            || named.value().equalsIgnoreCase(loop);
    if (loop.isEmpty() || !own) {
      return new Unresolved("copyIndex() is used outside its loop", "", call.span());
    }
    String offset = "";
    Node last = call.count() == 0 ? call.nothing() : call.get(call.count() - 1);
    if (last instanceof Node.NumberNode number) {
      offset = ", " + number.literal();
    } else if (last instanceof Unresolved) {
      return new Unresolved("loop '" + loop + "' is not expanded", "", call.span());
    }
    return new Unresolved(
        "loop '" + loop + "' is not expanded",
        Symbols.of(call.scope().label() + "copyIndex('" + loop + "'" + offset + ")"),
        call.span());
  }
}
