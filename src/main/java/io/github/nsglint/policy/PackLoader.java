package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts packs together: those that come with the program, those of files, what these extend, and
 * what the settings change.
 */
final class PackLoader {
  /** A chain of links may name one file in ever new ways. */
  private static final int MOST_FILES = 100;

  private final RulePacks builtIn;
  private final PackFiles files;
  private final List<Problem> problems = new ArrayList<>();

  /** By path or, for a pack that comes with the program, by name; a parent before its children. */
  private final Map<String, PackDocument> documents = new LinkedHashMap<>();

  /** The paths that are being followed, from a file to the one it extends. */
  private final List<String> chain = new ArrayList<>();

  private final Set<String> refused = new TreeSet<>();

  private PackLoader(RulePacks builtIn, PackFiles files) {
    this.builtIn = builtIn;
    this.files = files;
  }

  /**
   * @param named files of packs, before those of the settings
   */
  static Loaded<RulePacks> load(
      RulePacks builtIn, List<SourceFile> named, Optional<SettingsFile> settings, PackFiles files) {
    PackLoader loader = new PackLoader(builtIn, files);
    for (SourceFile file : named) {
      loader.follow(normal(file.path()), file);
    }
    for (PackReference reference : settings.map(SettingsFile::packs).orElse(List.of())) {
      loader.follow(reference);
    }
    RulePacks packs = loader.read(settings.map(SettingsFile::values).orElse(List.of()));
    boolean complete = loader.problems.isEmpty();
    loader.checkReplacements(packs, complete);
    List<RuleChange> changes = new ArrayList<>(loader.switched(packs, complete));
    changes.addAll(loader.known(settings, packs, complete));
    loader.problems.sort(Problem.BY_PLACE);
    return new Loaded<>(packs.changed(changes), loader.problems);
  }

  private static String normal(String path) {
    try {
      return Path.of(path).normalize().toString().replace(File.separatorChar, '/');
    } catch (InvalidPathException e) {
      return path; // the one who reads it says so
    }
  }

  private void follow(PackReference reference) {
    if (!reference.isFile()) {
      Optional<RulePack> pack = find(builtIn.packs(), reference.name());
      if (pack.isEmpty()) {
        List<String> names = builtIn.packs().stream().map(RulePack::name).toList();
        problem(
            reference,
            "no pack '"
                + reference.name()
                + "' comes with nsglint; a file is named like ./"
                + reference.name()
                + ".yaml"
                + Nearest.hint(reference.name(), names));
      } else {
        checkVersion(reference, pack.get().name(), pack.get().version());
      }
      return;
    }
    String path = seenFrom(reference);
    int start = chain.indexOf(path);
    if (start >= 0) {
      List<String> circle = new ArrayList<>(chain.subList(start, chain.size()));
      circle.add(path);
      problem(reference, "packs extend each other in a circle: " + String.join(" → ", circle));
      return;
    }
    if (!documents.containsKey(path) && !refused.contains(path)) {
      read(reference, path);
    }
    PackDocument document = documents.get(path);
    if (document != null) {
      checkVersion(reference, document.name(), document.version());
    }
  }

  private static String seenFrom(PackReference reference) {
    try {
      Path from = Path.of(reference.span().file().path());
      return normal(from.resolveSibling(reference.name()).toString());
    } catch (InvalidPathException e) {
      return reference.name();
    }
  }

  private void read(PackReference reference, String path) {
    if (documents.size() + chain.size() >= MOST_FILES) {
      refused.add(path);
      problem(reference, "more than " + MOST_FILES + " packs extend each other");
      return;
    }
    try {
      follow(path, files.read(path));
    } catch (IOException e) {
      refused.add(path);
      problem(reference, "cannot read " + path + ": " + e.getMessage());
    }
  }

  private void follow(String path, SourceFile file) {
    PackDocument document = PackDocument.of(file);
    chain.add(path);
    document.parents().forEach(this::follow);
    chain.remove(chain.size() - 1);
    documents.putIfAbsent(path, document);
  }

  private void checkVersion(PackReference reference, String pack, String version) {
    if (reference.version().isPresent() && !reference.version().get().equals(version)) {
      problem(
          reference,
          "the pack "
              + pack
              + " is at version "
              + version
              + ", expected "
              + reference.version().get()
              + ": see what has changed in it, then pin "
              + reference.name()
              + "@"
              + version);
    }
  }

  private void problem(PackReference reference, String message) {
    problems.add(Problem.error("pack-bad-reference", message, reference.span()));
  }

  private RulePacks read(List<SettingValue> values) {
    Map<String, List<RuleOverride>> overrides = overrides();
    RuleNames names = new RuleNames();
    List<RulePack> packs = new ArrayList<>();
    for (RulePack pack : builtIn.packs()) {
      List<RuleOverride> changes = overrides.getOrDefault(pack.name(), List.of());
      if (changes.isEmpty() && of(pack.name(), values).isEmpty()) {
        names.takeAll(pack);
        packs.add(pack);
      } else {
        PackDocument document = PackDocument.of(RulePacks.builtInFile(pack.name()));
        read(document, of(pack.name(), values), changes, names).ifPresent(packs::add);
      }
    }
    documents.forEach(
        (path, document) ->
            read(
                    document,
                    of(document.name(), values),
                    overrides.getOrDefault(path, List.of()),
                    names)
                .ifPresent(packs::add));
    for (SettingValue value : values) {
      unknownPack(value, packs);
    }
    return new RulePacks(packs);
  }

  private Optional<RulePack> read(
      PackDocument document,
      List<SettingValue> values,
      List<RuleOverride> overrides,
      RuleNames names) {
    Loaded<Optional<RulePack>> loaded = PackReader.read(document, values, overrides, names);
    problems.addAll(loaded.problems());
    return loaded.value();
  }

  private static List<SettingValue> of(String pack, List<SettingValue> values) {
    return values.stream().filter(value -> value.pack().value().equalsIgnoreCase(pack)).toList();
  }

  private void unknownPack(SettingValue value, List<RulePack> packs) {
    boolean known =
        documents.values().stream()
                .anyMatch(document -> document.name().equalsIgnoreCase(value.pack().value()))
            || find(packs, value.pack().value()).isPresent();
    if (!known) {
      List<String> names = packs.stream().map(RulePack::name).toList();
      problems.add(
          Problem.error(
              "pack-unknown-pack",
              "there is no rule pack '"
                  + value.pack().value()
                  + "'"
                  + Nearest.hint(value.pack().value(), names),
              value.pack().span()));
    }
  }

  private static Optional<RulePack> find(List<RulePack> packs, String name) {
    return packs.stream().filter(pack -> pack.name().equalsIgnoreCase(name)).findFirst();
  }

  /** What is replaced in rules, by the path or name of the pack that has them. */
  private Map<String, List<RuleOverride>> overrides() {
    Map<String, List<RuleOverride>> overrides = new LinkedHashMap<>();
    for (PackDocument document : documents.values()) {
      List<String> parents = ancestors(document);
      for (Node.Entry entry : document.overrides()) {
        if (entry.value() instanceof Node.MapNode keys) {
          RuleOverride override = new RuleOverride(entry.key(), keys);
          for (String parent : parents) {
            overrides.computeIfAbsent(parent, pack -> new ArrayList<>()).add(override);
          }
        }
      }
    }
    return overrides;
  }

  /** All that a pack extends, and what that extends. */
  private List<String> ancestors(PackDocument document) {
    Set<String> found = new TreeSet<>();
    List<PackDocument> open = new ArrayList<>(List.of(document));
    while (!open.isEmpty()) {
      for (PackReference reference : open.remove(0).parents()) {
        String parent =
            reference.isFile()
                ? seenFrom(reference)
                : find(builtIn.packs(), reference.name()).map(RulePack::name).orElse("");
        if (found.add(parent) && documents.containsKey(parent)) {
          open.add(documents.get(parent));
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The overrides that are one word.
   *
   * @param complete whether all rules were read: only then it is known which there are not
   */
  private List<RuleChange> switched(RulePacks packs, boolean complete) {
    List<RuleChange> changes = new ArrayList<>();
    for (PackDocument document : documents.values()) {
      List<Rule> above = rules(ancestors(document), packs);
      for (Node.Entry entry : document.overrides()) {
        if (!(entry.value() instanceof Node.MapNode)) {
          RuleChange.read(entry, problems).ifPresent(changes::add);
        }
        String name = entry.key().value();
        if (complete && above.stream().noneMatch(rule -> rule.isCalled(name))) {
          problems.add(unknownRule(name, above, "in what this pack extends", entry.key().span()));
        }
      }
    }
    return changes;
  }

  private List<Rule> rules(List<String> keys, RulePacks packs) {
    List<Rule> rules = new ArrayList<>();
    for (String key : keys) {
      String name = documents.containsKey(key) ? documents.get(key).name() : key;
      find(packs.packs(), name).ifPresent(pack -> rules.addAll(pack.rules()));
    }
    return rules;
  }

  private List<RuleChange> known(
      Optional<SettingsFile> settings, RulePacks packs, boolean complete) {
    if (settings.isEmpty() || !complete) {
      return List.of();
    }
    for (RuleChange change : settings.get().rules()) {
      if (packs.find(change.rule()).isEmpty() && find(packs.packs(), change.rule()).isEmpty()) {
        problems.add(unknownRule(change.rule(), packs.rules(), "", change.span()));
      }
    }
    for (Suppression suppression : settings.get().suppressions()) {
      if (packs.find(suppression.rule()).isEmpty()) {
        problems.add(unknownRule(suppression.rule(), packs.rules(), "", suppression.span()));
      }
    }
    return settings.get().rules();
  }

  private void checkReplacements(RulePacks packs, boolean complete) {
    for (Rule rule : packs.rules()) {
      Optional<String> other = rule.notes().replacedBy();
      if (complete && other.isPresent() && packs.find(other.get()).isEmpty()) {
        problems.add(
            unknownRule(other.get(), packs.rules(), "that could replace this one", rule.span()));
      }
    }
  }

  private static Problem unknownRule(String name, List<Rule> rules, String where, Span span) {
    List<String> known = new ArrayList<>();
    rules.forEach(rule -> known.addAll(List.of(rule.id(), rule.name())));
    return Problem.error(
        "pack-unknown-rule",
        "there is no rule '"
            + name
            + "'"
            + (where.isEmpty() ? "" : " " + where)
            + Nearest.hint(name, known),
        span);
  }
}
