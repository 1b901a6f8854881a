package io.github.nsglint.source.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All functions that are evaluated, by name without case. {@code if} is not among them: it
 * evaluates one branch only and so is the evaluator's own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions">the
 *     documentation</a>
 */
public final class TemplateFunctions {
  /** Documented functions that are not evaluated, but depend on nothing besides their arguments. */
  private static final List<String> PURE =
      List.of(
          "base64",
          "base64ToJson",
          "base64ToString",
          "cidrHost",
          "cidrSubnet",
          "dataUri",
          "dataUriToString",
          "dateTimeAdd",
          "dateTimeFromEpoch",
          "dateTimeToEpoch",
          "filter",
          "groupBy",
          "guid",
          "items",
          "lambda",
          "lambdaVariables",
          "map",
          "mapValues",
          "objectKeys",
          "parseCidr",
          "reduce",
          "sort",
          "toObject",
          "uniqueString",
          "uri",
          "uriComponent",
          "uriComponentToString");

  /** Documented functions whose result the deployment decides. */
  private static final List<String> OF_DEPLOYMENT =
      List.of(
          "listKeys",
          "managementGroupResourceId",
          "newGuid",
          "pickZones",
          "providers",
          "reference",
          "references",
          "utcNow");

  private static final Map<String, TemplateFunction> TABLE = new TreeMap<>();
  private static final Map<String, String> SPELLING = new TreeMap<>();

  static {
    List<TemplateFunction> all = new ArrayList<>();
    all.addAll(ScopeFunctions.ALL);
    all.addAll(ResourceFunctions.ALL);
    all.addAll(TextFunctions.ALL);
    all.addAll(NumberFunctions.ALL);
    all.addAll(LogicFunctions.ALL);
    all.addAll(ArrayFunctions.ALL);
    all.addAll(ObjectFunctions.ALL);
    for (TemplateFunction function : all) {
      TABLE.put(function.name().toLowerCase(Locale.ROOT), function);
      SPELLING.put(function.name().toLowerCase(Locale.ROOT), function.name());
    }
    PURE.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
    OF_DEPLOYMENT.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
  }

  private TemplateFunctions() {}

  static Optional<TemplateFunction> find(String name) {
    return Optional.ofNullable(TABLE.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The documentation's spelling of a name, so that one function has one name. */
  static String spelling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SPELLING.getOrDefault(lower, lower);
  }

  /** What is known to give the same for the same arguments in any template; evaluated or not. */
  static boolean isPure(String spelling) {
    return PURE.contains(spelling);
  }

  /** The names of all functions that are evaluated, sorted. */
  public static List<String> evaluated() {
    return TABLE.values().stream().map(TemplateFunction::name).toList();
  }
}
