package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.List;

/**
 * Ids of resources. What belongs to the subscription and resource group of the whole deployment
 * starts at {@code /providers}, as do the ids of the resources the template declares.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource">the
 *     documentation</a>
 */
final class ResourceFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "resourceId([subscription], [resourceGroup], type, name, ...)",
              NOTHING,
              call -> id(call, List.of("/subscriptions/", "/resourceGroups/"))),
          new TemplateFunction(
              "subscriptionResourceId([subscription], type, name, ...)",
              NOTHING,
              call -> id(call, List.of("/subscriptions/"))),
          new TemplateFunction(
              "tenantResourceId(type, name, ...)", NOTHING, call -> id(call, List.of())),
          new TemplateFunction(
              "extensionResourceId(resource, type, name, ...)",
              NOTHING,
              ResourceFunctions::extensionResourceId));

  private ResourceFunctions() {}

  /**
   * @param prefixes what the arguments before the type may give, the innermost last
   */
  private static Node id(Call call, List<String> prefixes) {
    int type = typeIndex(call, prefixes.size());
    if (type < 0) {
      return call.unknown(call.firstUnresolvedArgument().orElseThrow());
    }
    PartialText text = new PartialText(call.budget());
    if (!prefixes.isEmpty()) {
      start(text, call.scope().place(), prefixes.size() - 1, type);
    }
    for (int i = 0; i < type; i++) {
      // A single argument before the type is the innermost one.
      text.known(prefixes.get(prefixes.size() - type + i)).add(call.get(i));
    }
    appendNames(text, call, type);
    return withoutOwnScope(text.result(call.span()), call.scope());
  }

  /**
   * What the template's own place adds before the arguments.
   *
   * @param groups how many of the prefixes are resource groups
   */
  private static void start(PartialText text, DeploymentPlace place, int groups, int given) {
    if (given == 0 && groups == 1) {
      place.start(text);
    } else if (given <= groups) {
      place.subscription(text);
    }
  }

  private static Node extensionResourceId(Call call) {
    if (call.get(1) instanceof Unresolved unknown) {
      return call.unknown(unknown);
    }
    if (!namesFit(call, 1)) {
      throw new InvalidCall("the type and the names do not fit each other");
    }
    PartialText text = new PartialText(call.budget()).add(call.get(0));
    appendNames(text, call, 1);
    return withoutOwnScope(text.result(call.span()), call.scope());
  }

  /**
   * The type is the text with as many slashes as names follow it.
   *
   * @return negative if it may be an argument that is not known
   */
  private static int typeIndex(Call call, int last) {
    boolean known = true;
    for (int i = 0; i <= last && i < call.count(); i++) {
      if (namesFit(call, i)) {
        return i;
      }
      known &= !(call.get(i) instanceof Unresolved);
    }
    if (!known) {
      return -1;
    }
    throw new InvalidCall("the type and the names do not fit each other");
  }

  private static boolean namesFit(Call call, int type) {
    if (!(call.get(type) instanceof TextNode text)) {
      return false;
    }
    String[] types = types(text.value());
    return types.length > 1 && types[0].indexOf('.') > 0 && types.length == call.count() - type;
  }

  /** The provider and its types; real templates end the text with a slash, and Azure takes it. */
  private static String[] types(String text) {
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return trimmed.split("/", -1);
  }

  private static void appendNames(PartialText text, Call call, int type) {
    String[] types = types(call.text(type));
    text.known("/providers/").known(types[0]);
    for (int i = 1; i < types.length; i++) {
      text.known("/").known(types[i]).known("/").add(call.get(type + i));
    }
  }

  /**
   * An id without the deployment's own subscription and resource group, which {@code
   * resourceGroup().id} and the like put in front; any other value as it is.
   */
  static Node withoutOwnScope(Node id, Scope scope) {
    if (!(id instanceof Unresolved unresolved) || unresolved.symbol().isEmpty()) {
      return id;
    }
    String text = unresolved.symbol();
    String label = scope.ambientLabel();
    text = without("/subscriptions/" + Symbols.of(label + "subscription().subscriptionId"), text);
    text = without(Symbols.of(label + "subscription().id"), text);
    text = without(Symbols.of(label + "resourceGroup().id"), text);
    text = without("/resourceGroups/" + Symbols.of(label + "resourceGroup().name"), text);
    if (text.length() == unresolved.symbol().length()) {
      return id;
    }
    return Symbols.isPlain(text)
        ? new TextNode(text, unresolved.span())
        : new Unresolved(unresolved.reason(), text, unresolved.span());
  }

  private static String without(String own, String id) {
    boolean isScope =
        id.regionMatches(true, 0, own, 0, own.length())
            && (id.regionMatches(true, own.length(), "/providers/", 0, 11)
                || id.regionMatches(true, own.length(), "/resourceGroups/", 0, 16));
    return isScope ? id.substring(own.length()) : id;
  }
}
