package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.SourceFile;
import java.util.List;

/**
 * What a user settled once for all runs, {@code nsglint.yaml}.
 *
 * @param file it was read from
 * @param packs further packs, and versions of those that come with the program
 * @param rules in the order of the file: of two about one rule the last counts
 * @param values of the settings of packs
 * @param exclude files that are not read when a folder is, seen from the folder of this file
 */
public record SettingsFile(
    SourceFile file,
    List<PackReference> packs,
    List<RuleChange> rules,
    List<SettingValue> values,
    List<PathPattern> exclude,
    List<Suppression> suppressions) {
  /** The name by which it is found. */
  public static final String NAME = "nsglint.yaml";

  public SettingsFile {
    requireNonNull(file);
    packs = List.copyOf(packs);
    rules = List.copyOf(rules);
    values = List.copyOf(values);
    exclude = List.copyOf(exclude);
    suppressions = List.copyOf(suppressions);
  }
}
