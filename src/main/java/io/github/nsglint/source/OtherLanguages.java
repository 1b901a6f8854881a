package io.github.nsglint.source;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files in a folder whose languages define networks and are not read. What a verdict is about is
 * not all that the folder says then.
 */
final class OtherLanguages {
  private static final String BICEP = "Bicep";
  private static final String BICEP_FILE = ".bicep";

  /** As a person is shown them, in the order in which they were met. */
  private final Map<String, List<String>> files = new TreeMap<>();

  /** A Bicep file is read as the template made of it, if that lies beside it. */
  void meet(Path file, String shown) {
    String lowerCase = shown.toLowerCase(Locale.ROOT);
    if (lowerCase.endsWith(".tf")) {
      add("Terraform", shown);
    } else if (lowerCase.endsWith(BICEP_FILE) && !Files.exists(template(file))) {
      add(BICEP, shown);
    }
  }

  private static Path template(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.length() - BICEP_FILE.length()) + ".json");
  }

  private void add(String language, String shown) {
    files.computeIfAbsent(language, key -> new ArrayList<>()).add(shown);
  }

  /**
   * @param folder as a person is shown it
   */
  Optional<Problem> note(String folder) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    files.forEach(
        (language, all) ->
            words.add(
                language
                    + (all.size() == 1
                        ? " (" + all.get(0) + ")"
                        : " (" + all.size() + " files, as " + all.get(0) + ")")));
    String help = files.containsKey(BICEP) ? "; what 'az bicep build' makes of Bicep is read" : "";
    return Optional.of(
        Problem.note(
            "other-language",
            "not read: " + String.join(", ", words) + help,
            new SourceFile(folder, "").start()));
  }
}
