package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file of a template, from which its links start.
 *
 * <p>Templates name the files beside them by where they were staged themselves: {@code
 * uri(deployment().properties.templateLink.uri, 'nested/vnet.json')}. Where that will be is not
 * known, nor does it matter: such an address is computed as if the files were staged at a place
 * that cannot exist, and leads back to the files if it still starts there.
 *
 * @param path of the file, as {@link LinkedTemplates} has it
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates">linked
 *     templates</a>
 */
public record TemplateLocation(String path, LinkedTemplates templates) {
  /** Each {@code ../} takes one of these off. */
  private static final List<String> LEVELS =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");

  private static final String HOST = "https://staged.invalid/";
  private static final String ROOT = HOST + String.join("/", LEVELS) + "/";

  /** A path that leads further up, or starts at the root, is none to a file beside. */
  private static final String REACH = HOST + LEVELS.get(0) + "/";

  public TemplateLocation {
    requireNonNull(path);
    requireNonNull(templates);
  }

  /** Where the file would be, if the files were staged. */
  String uri() {
    return resolve(ROOT, path);
  }

  /** Where the folder of the outermost template would be, if the files were staged. */
  static String folder() {
    return ROOT;
  }

  /** What a link leads to. */
  LinkedTemplate follow(Template.Link link, Scope scope, Evaluator evaluator) {
    if (link.kind() == Template.LinkKind.TEMPLATE_SPEC) {
      return new LinkedTemplate.Missing("its template spec is kept in Azure");
    }
    boolean relative = link.kind() == Template.LinkKind.RELATIVE_PATH;
    Node value = evaluator.quietly(link.value(), relative ? scope : scope.staged());
    if (value instanceof Unresolved unresolved) {
      return new LinkedTemplate.Missing(
          "where its template lies is not known: " + unresolved.reason());
    }
    if (!(value instanceof TextNode text)) {
      return new LinkedTemplate.Missing("the link to its template is " + Call.kind(value));
    }
    return at(withoutQuery(text.value()), relative);
  }

  private LinkedTemplate at(String address, boolean relative) {
    String staged = relative ? resolve(uri(), address) : resolve("", address);
    if (!staged.startsWith(REACH)) {
      return new LinkedTemplate.Missing("'" + address + "' is elsewhere, and nothing is fetched");
    }
    String found = fromRoot(staged);
    return found.toLowerCase(Locale.ROOT).endsWith(".json")
        ? templates.at(found)
        : new LinkedTemplate.Missing("'" + found + "' is no JSON file");
  }

  private static String resolve(String base, String reference) {
    try {
      return URI.create(base).resolve(reference.replace(" ", "%20")).normalize().toString();
    } catch (IllegalArgumentException e) {
      return reference;
    }
  }

  /** An address may carry a token in its query: it is no part of the path, and nobody's to see. */
  private static String withoutQuery(String address) {
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }

  private static String fromRoot(String staged) {
    String[] steps = staged.substring(HOST.length()).split("/", -1);
    int common = 0;
    while (common < LEVELS.size()
        && common < steps.length - 1
        && steps[common].equals(LEVELS.get(common))) {
      common++;
    }
    List<String> path = new ArrayList<>();
    for (int i = common; i < LEVELS.size(); i++) {
      path.add("..");
    }
    for (int i = common; i < steps.length; i++) {
      path.add(steps[i]);
    }
    return String.join("/", path).replace("%20", " ");
  }
}
