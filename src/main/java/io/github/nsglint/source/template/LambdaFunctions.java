package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions that take lambdas.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-lambda">the
 *     documentation</a>
 */
final class LambdaFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("map(array, lambda)", ARGUMENTS, LambdaFunctions::map),
          new TemplateFunction("filter(array, lambda)", ARGUMENTS, LambdaFunctions::filter),
          new TemplateFunction("reduce(array, initial, lambda)", NOTHING, LambdaFunctions::reduce),
          new TemplateFunction("sort(array, lambda)", ARGUMENTS, Sorting::sort),
          new TemplateFunction(
              "toObject(array, lambda, [lambda])", ARGUMENTS, LambdaFunctions::toObject),
          new TemplateFunction(
              "groupBy(array, lambda, [lambda])", ARGUMENTS, LambdaFunctions::groupBy),
          new TemplateFunction("mapValues(object, lambda)", ARGUMENTS, LambdaFunctions::mapValues),
          new TemplateFunction(
              "lambdaVariables(name)", ARGUMENTS, LambdaFunctions::lambdaVariables));

  private LambdaFunctions() {}

  private static Node lambdaVariables(Call call) {
    return call.scope()
        .lambdaVariable(call.text(0))
        .orElseThrow(() -> new InvalidCall("no lambda here has a variable '" + call.text(0) + "'"));
  }

  private static Node map(Call call) {
    Lambda lambda = call.lambda(0, 1, 2);
    List<Node> results = new ArrayList<>();
    for (Node item : call.items(0)) {
      results.add(lambda.apply(item, index(results.size(), call)));
    }
    return call.of(results);
  }

  private static NumberNode index(int index, Call call) {
    return new NumberNode(Integer.toString(index), call.span());
  }

  private static Node filter(Call call) {
    Lambda lambda = call.lambda(0, 1, 2);
    List<Node> kept = new ArrayList<>();
    int at = 0;
    for (Node item : call.items(0)) {
      Node keeps = lambda.apply(item, index(at++, call));
      if (keeps instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      if (truth(keeps, call)) {
        kept.add(item);
      }
    }
    return call.of(kept);
  }

  static boolean truth(Node node, Call call) {
    if (node instanceof BoolNode bool) {
      return bool.value();
    }
    throw new InvalidCall(
        "the lambda gives " + Call.kind(node) + ", not a truth value", call.count());
  }

  private static Node reduce(Call call) {
    if (call.get(0) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    Lambda lambda = call.lambda(0, 2, 3);
    Node result = call.get(1);
    int at = 0;
    for (Node item : call.items(0)) {
      result = lambda.apply(result, item, index(at++, call));
    }
    return result;
  }

  private static Node toObject(Call call) {
    Lambda key = call.lambda(0, 1, 1);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Node item : call.items(0)) {
      Node name = key.apply(item);
      if (name instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      TextNode text = key(name, call);
      Entry entry = new Entry(text, value(item, call));
      if (entries.put(text.value().toLowerCase(Locale.ROOT), entry) != null) {
        throw UnknownResult.undocumented(
            "what two items with the key '" + text.value() + "' become");
      }
    }
    return call.of(new MapNode(List.copyOf(entries.values()), call.span()));
  }

  private static TextNode key(Node node, Call call) {
    if (node instanceof TextNode text) {
      return text;
    }
    throw new InvalidCall("the lambda gives " + Call.kind(node) + ", not a text", call.count());
  }

  private static Node value(Node item, Call call) {
    return call.lambdas().size() > 1 ? call.lambda(1, 1, 1).apply(item) : item;
  }

  /** Groups are in the order in which their first items come. */
  private static Node groupBy(Call call) {
    Lambda key = call.lambda(0, 1, 1);
    Map<String, TextNode> names = new LinkedHashMap<>();
    Map<String, List<Node>> groups = new LinkedHashMap<>();
    for (Node item : call.items(0)) {
      Node name = key.apply(item);
      if (name instanceof Unresolved unknown) {
        return call.unknown(unknown);
      }
      TextNode text = key(name, call);
      String lower = text.value().toLowerCase(Locale.ROOT);
      TextNode known = names.putIfAbsent(lower, text);
      if (known != null && !known.value().equals(text.value())) {
        throw UnknownResult.undocumented(
            "whether '" + known.value() + "' and '" + text.value() + "' are one key");
      }
      groups.computeIfAbsent(lower, any -> new ArrayList<>()).add(value(item, call));
    }
    List<Entry> entries = new ArrayList<>();
    groups.forEach(
        (lower, items) ->
            entries.add(
                new Entry(
                    Optional.ofNullable(names.get(lower)).orElseThrow(),
                    new ListNode(items, call.span()))));
    return call.of(new MapNode(entries, call.span()));
  }

  private static Node mapValues(Call call) {
    Lambda lambda = call.lambda(0, 1, 1);
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : call.map(0).entries()) {
      entries.add(new Entry(entry.key(), lambda.apply(entry.value())));
    }
    return call.of(new MapNode(entries, call.span()));
  }
}
