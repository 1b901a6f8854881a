package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.flow.Family;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a rule pack, {@code rules/*.yaml}. Every key and value is checked; all that is wrong is
 * told, each at its place, with a code that starts with {@code pack-}.
 */
public final class PackReader {
  static final List<String> KEYS =
      List.of(
          "pack",
          "version",
          "source",
          "extends",
          "address-families",
          "settings",
          "override",
          "rules");

  private final RuleNames names;
  private final List<SettingValue> values;
  private final List<RuleOverride> overrides;
  private final List<Problem> problems;

  private PackReader(
      RuleNames names,
      List<SettingValue> values,
      List<RuleOverride> overrides,
      List<Problem> problems) {
    this.names = names;
    this.values = values;
    this.overrides = overrides;
    this.problems = problems;
  }

  /**
   * @return the pack alone, with those of its rules that are right and its settings as they are by
   *     default; empty when it is none at all. A pack with problems should not be used: a rule that
   *     was meant is missing from it
   */
  public static Loaded<Optional<RulePack>> read(SourceFile file) {
    return read(PackDocument.of(file), List.of(), List.of(), new RuleNames());
  }

  /**
   * @param values what users want of this pack
   * @param overrides what others replace in its rules, the last one last
   * @param names taken by other packs; those of this one are added
   */
  static Loaded<Optional<RulePack>> read(
      PackDocument document,
      List<SettingValue> values,
      List<RuleOverride> overrides,
      RuleNames names) {
    PackReader reader = new PackReader(names, values, overrides, document.problems());
    Optional<RulePack> pack = document.root().flatMap(reader::pack);
    reader.problems.sort(Problem.BY_PLACE);
    return new Loaded<>(pack, reader.problems);
  }

  private Optional<RulePack> pack(PackMap map) {
    Optional<String> name =
        map.requiredText("pack")
            .filter(text -> RuleReader.isKebabCase(text, problems))
            .filter(text -> isFree(names.takePack(text)))
            .map(Node.TextNode::value);
    Optional<String> version = map.requiredText("version").flatMap(this::date);
    Optional<String> source = map.requiredText("source").flatMap(text -> page(text, problems));
    List<Family> families =
        map.value("address-families").map(this::families).orElse(List.of(Family.values()));
    PackSettings settings = PackSettings.read(map, values, problems);
    // A pack may do no more than change what it extends.
    Optional<Node> written =
        map.value("extends").isPresent() ? map.value("rules") : map.required("rules");
    List<Rule> rules = written.map(node -> rules(node, settings)).orElse(List.of());
    if (name.isEmpty() || version.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RulePack(name.get(), version.get(), source.get(), families, settings.all(), rules));
  }

  private boolean isFree(Optional<Problem> taken) {
    taken.ifPresent(problems::add);
    return taken.isEmpty();
  }

  private List<Rule> rules(Node node, PackSettings settings) {
    List<Rule> rules = new ArrayList<>();
    RuleReader reader = new RuleReader(names, problems);
    PackMap.list(
        node,
        "rules",
        problems,
        item -> {
          Optional<Rule> rule = reader.read(settings.resolve(overridden(item)));
          rule.ifPresent(rules::add);
          return rule;
        });
    return rules;
  }

  private Node overridden(Node rule) {
    Node overridden = rule;
    for (RuleOverride override : overrides) {
      if (overridden instanceof Node.MapNode map && override.isOf(map)) {
        overridden = override.applyTo(map);
      }
    }
    return overridden;
  }

  private List<Family> families(Node node) {
    return PackMap.list(
            node,
            "address families",
            problems,
            item -> {
              Optional<Family> family = item.scalar().flatMap(PackReader::family);
              return family.isPresent()
                  ? family
                  : PackMap.wrongType(item, "IPv4 or IPv6", problems);
            })
        .orElse(List.of());
  }

  private static Optional<Family> family(String text) {
    return Arrays.stream(Family.values())
        .filter(family -> family.name().equalsIgnoreCase(text))
        .findFirst();
  }

  private Optional<String> date(Node.TextNode text) {
    if (PackMap.isDate(text.value())) {
      return Optional.of(text.value());
    }
    problems.add(
        Problem.error(
            "pack-bad-version",
            "found '" + text.value() + "', expected a date like 2026-02-24",
            text.span()));
    return Optional.empty();
  }

  /** The address of a page. */
  static Optional<String> page(Node.TextNode text, List<Problem> problems) {
    if (isPage(text.value())) {
      return Optional.of(text.value());
    }
    problems.add(
        Problem.error(
            "pack-bad-reference",
            "found '" + text.value() + "', expected an address like https://example.com/page",
            text.span()));
    return Optional.empty();
  }

  private static boolean isPage(String text) {
    try {
      URI uri = new URI(text);
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
