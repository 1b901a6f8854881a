package io.github.nsglint.source;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the inputs.
 *
 * @param files that were read as Azure's, as shown to the user, in order; parameter files are not
 *     among them
 * @param sources their texts, in the same order
 * @param parts files that were read as a part of another one and not by themselves, and that one
 * @param ignored how many JSON files of folders are not Azure's
 * @param problems in order of the inputs. {@code no-such-path}: an input does not exist; {@code
 *     nothing-to-check}: an input has nothing of Azure; {@code unreadable}, {@code too-large}; the
 *     formats' own
 */
public record LoadSummary(
    List<String> files,
    List<SourceFile> sources,
    Map<String, String> parts,
    int ignored,
    List<Problem> problems) {
  /** The code of a problem that is a wrong use of the program, not a fault of a file. */
  public static final String NO_SUCH_PATH = "no-such-path";

  public LoadSummary {
    files = List.copyOf(files);
    sources = List.copyOf(sources);
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    problems = List.copyOf(problems);
  }
}
