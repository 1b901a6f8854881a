package io.github.nsglint.source.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All functions of the template languages, by name without case.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions">the
 *     documentation</a>
 */
public final class TemplateFunctions {
  /** Not evaluated, but depend on nothing besides their arguments. */
  private static final List<String> PURE = List.of("buildUri", "parseUri");

  /** Not evaluated: what they give is the deployment's. */
  private static final List<String> OF_DEPLOYMENT =
      List.of(
          "externalInputs",
          "listAccountSas",
          "listKeys",
          "listSecrets",
          "managementGroupResourceId",
          "newGuid",
          "pickZones",
          "providers",
          "reference",
          "references",
          "resourceInfo",
          "toLogicalZone",
          "toLogicalZones",
          "toPhysicalZone",
          "toPhysicalZones",
          "utcNow");

  /** Those that nearly every template calls: many need no others, which take time to load. */
  private static final Map<String, TemplateFunction> FREQUENT = new HashMap<>();

  static {
    ScopeFunctions.ALL.forEach(function -> FREQUENT.put(function.name(), function));
    ResourceFunctions.ALL.forEach(function -> FREQUENT.put(function.name(), function));
  }

  /** All of them, once one is asked for that is not frequent. */
  private static final class All {
    static final Map<String, TemplateFunction> TABLE = new TreeMap<>();
    static final Map<String, String> SPELLING = new TreeMap<>();

    /** By the spelling that nearly all templates have. */
    static final Map<String, TemplateFunction> AS_DOCUMENTED = new HashMap<>();

    static {
      List<TemplateFunction> all = new ArrayList<>();
      all.addAll(ScopeFunctions.ALL);
      all.addAll(ResourceFunctions.ALL);
      all.addAll(TextFunctions.ALL);
      all.addAll(EncodingFunctions.ALL);
      all.addAll(HashFunctions.ALL);
      all.addAll(NumberFunctions.ALL);
      all.addAll(DateFunctions.ALL);
      all.addAll(CidrFunctions.ALL);
      all.addAll(LogicFunctions.ALL);
      all.addAll(ArrayFunctions.ALL);
      all.addAll(ObjectFunctions.ALL);
      all.addAll(LambdaFunctions.ALL);
      for (TemplateFunction function : all) {
        AS_DOCUMENTED.put(function.name(), function);
        TABLE.put(function.name().toLowerCase(Locale.ROOT), function);
        SPELLING.put(function.name().toLowerCase(Locale.ROOT), function.name());
      }
      PURE.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
      OF_DEPLOYMENT.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
    }

    private All() {}
  }

  private TemplateFunctions() {}

  static Optional<TemplateFunction> find(String name) {
    TemplateFunction frequent = FREQUENT.get(name);
    if (frequent != null) {
      return Optional.of(frequent);
    }
    TemplateFunction function = All.AS_DOCUMENTED.get(name);
    return Optional.ofNullable(
        function == null ? All.TABLE.get(name.toLowerCase(Locale.ROOT)) : function);
  }

  /** The documentation's spelling of a name, so that one function has one name. */
  static String spelling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return All.SPELLING.getOrDefault(lower, lower);
  }

  /**
   * Whether any template may call it: what is documented, and {@code list*} of any resource type.
   */
  static boolean isKnown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return All.SPELLING.containsKey(lower) || lower.startsWith("list");
  }

  /** What is known to give the same for the same arguments in any template; evaluated or not. */
  static boolean isPure(String spelling) {
    return PURE.contains(spelling);
  }

  /** The names of all functions, sorted. */
  static List<String> names() {
    return All.SPELLING.values().stream().toList();
  }

  /** All functions that are evaluated, by name. */
  static List<TemplateFunction> evaluated() {
    return List.copyOf(All.TABLE.values());
  }

  /**
   * The names of functions that are not evaluated, sorted, since their results are nowhere told.
   */
  static List<String> undocumented() {
    return PURE;
  }

  /** The names of functions that are not evaluated, sorted, since the deployment decides. */
  static List<String> ofDeployment() {
    return OF_DEPLOYMENT;
  }
}
