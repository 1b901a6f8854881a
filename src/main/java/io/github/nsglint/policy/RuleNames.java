package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ids and names of rules, and the names of packs, that are taken, without case. Ids and names
 * of rules share one list, as a user may give either.
 */
final class RuleNames {
  private final Map<String, Span> rules = new HashMap<>();
  private final Map<String, String> packs = new HashMap<>();

  /** Takes those of a pack that was read already. */
  void takeAll(RulePack pack) {
    packs.put(key(pack.name()), "another file");
    for (Rule rule : pack.rules()) {
      packs.put(key(pack.name()), rule.span().file().path());
      rules.put(key(rule.id()), rule.span());
      rules.put(key(rule.name()), rule.span());
    }
  }

  /** Takes a rule's id or name, or says who has it. */
  Optional<Problem> takeRule(Node.TextNode text) {
    Span holder = rules.putIfAbsent(key(text.value()), text.span());
    return Optional.ofNullable(holder)
        .map(
            span ->
                Problem.error(
                    "pack-duplicate",
                    "'" + text.value() + "' is taken by the rule at " + place(span),
                    text.span()));
  }

  /** Takes a pack's name, or says who has it. */
  Optional<Problem> takePack(Node.TextNode text) {
    String holder = packs.putIfAbsent(key(text.value()), text.span().file().path());
    return Optional.ofNullable(holder)
        .map(
            path ->
                Problem.error(
                    "pack-duplicate",
                    "'" + text.value() + "' is the name of the pack in " + source(path),
                    text.span()));
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Nobody knows the places of what was compiled. */
  private static String place(Span span) {
    String path = span.file().path();
    return path.equals(source(path)) ? span.toString() : source(path);
  }

  private static String source(String path) {
    return path.endsWith(".json") ? path.substring(0, path.length() - 4) + "yaml" : path;
  }
}
