package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.YamlReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code nsglint.yaml}. Every key and value is checked, but for what only the packs know:
 * which rules and settings there are.
 */
public final class SettingsReader {
  static final List<String> KEYS = List.of("packs", "rules", "settings", "exclude", "suppressions");
  static final List<String> OF_SUPPRESSION =
      List.of("rule", "resource", "path", "reason", "expires", "owner");

  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader() {}

  /**
   * @return what of it is right. Settings with problems should not be used: something that was
   *     meant is missing
   */
  public static Loaded<SettingsFile> read(SourceFile file) {
    SettingsReader reader = new SettingsReader();
    Loaded<Node> document = YamlReader.read(file);
    Optional<PackMap> map =
        document.value() instanceof Node.NullNode
            ? Optional.empty() // a file of comments settles nothing
            : PackMap.of(document.value(), "the settings", KEYS, reader.problems);
    SettingsFile settings =
        new SettingsFile(
            file,
            map.flatMap(all -> all.value("packs")).map(reader::packs).orElse(List.of()),
            map.flatMap(all -> all.value("rules")).map(reader::rules).orElse(List.of()),
            map.flatMap(all -> all.value("settings")).map(reader::values).orElse(List.of()),
            map.flatMap(all -> all.value("exclude")).map(reader::paths).orElse(List.of()),
            map.flatMap(all -> all.value("suppressions"))
                .map(reader::suppressions)
                .orElse(List.of()));
    reader.problems.addAll(document.problems());
    reader.problems.sort(Problem.BY_PLACE);
    return new Loaded<>(settings, reader.problems);
  }

  private List<PackReference> packs(Node node) {
    return PackMap.list(node, "packs", problems, item -> PackReference.read(item, problems))
        .orElse(List.of());
  }

  private List<RuleChange> rules(Node node) {
    List<RuleChange> changes = new ArrayList<>();
    for (Node.Entry entry :
        PackMap.entriesOf(node, "rules: each an id with off or a severity", problems)) {
      RuleChange.read(entry, problems).ifPresent(changes::add);
    }
    return changes;
  }

  private List<SettingValue> values(Node node) {
    List<SettingValue> values = new ArrayList<>();
    for (Node.Entry pack : PackMap.entriesOf(node, "packs, each with its settings", problems)) {
      for (Node.Entry setting : PackMap.entriesOf(pack.value(), "settings of the pack", problems)) {
        values.add(new SettingValue(pack.key(), setting.key(), setting.value()));
      }
    }
    return values;
  }

  private List<PathPattern> paths(Node node) {
    return PackMap.list(node, "paths", problems, this::path).orElse(List.of());
  }

  private Optional<PathPattern> path(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isPresent()
        && (text.get().value().startsWith("/") || text.get().value().contains("\\"))) {
      problems.add(
          PackMap.badValue(
              node,
              text.get().value(),
              "a path seen from the folder of this file, with '/' between names",
              List.of()));
      return Optional.empty();
    }
    return text.map(path -> new PathPattern(path.value()));
  }

  private List<Suppression> suppressions(Node node) {
    return PackMap.list(node, "suppressions", problems, this::suppression).orElse(List.of());
  }

  private Optional<Suppression> suppression(Node node) {
    return PackMap.of(node, "a suppression", OF_SUPPRESSION, problems).flatMap(this::suppression);
  }

  private Optional<Suppression> suppression(PackMap map) {
    Optional<Node.TextNode> rule = map.requiredText("rule");
    Optional<String> reason = map.requiredText("reason").map(text -> text.value().strip());
    List<Problem> before = List.copyOf(problems);
    Optional<String> resource = map.value("resource").flatMap(this::words);
    Optional<PathPattern> path = map.value("path").flatMap(this::path);
    Optional<LocalDate> expires = map.value("expires").flatMap(this::date);
    Optional<String> owner = map.value("owner").flatMap(this::words);
    if (map.entries(List.of("resource", "path")).isEmpty()) {
      problems.add(
          Problem.error(
              "pack-missing-key",
              "expected 'resource', 'path' or both; to switch the rule off everywhere, write"
                  + " 'RULE: off' under 'rules'",
              map.place()));
    }
    return rule.isEmpty() || reason.isEmpty() || problems.size() > before.size()
        ? Optional.empty()
        : Optional.of(
            new Suppression(
                rule.get().value(),
                resource,
                path,
                reason.get(),
                expires,
                owner,
                rule.get().span()));
  }

  private Optional<String> words(Node node) {
    return PackMap.text(node, problems).map(text -> text.value().strip());
  }

  private Optional<LocalDate> date(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    Optional<LocalDate> date = text.flatMap(day -> PackMap.date(day.value()));
    if (text.isPresent() && date.isEmpty()) {
      problems.add(PackMap.badValue(node, text.get().value(), "a date like 2027-01-31", List.of()));
    }
    return date;
  }
}
