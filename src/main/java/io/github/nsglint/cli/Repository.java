package io.github.nsglint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A git repository, found as git does: by the {@code .git} in the folder or one above it.
 *
 * @param root the folder with the files
 */
record Repository(Path root) {
  static Optional<Repository> around(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Optional.of(new Repository(at));
      }
    }
    return Optional.empty();
  }

  /** The folder that git keeps its own files in; of a linked work tree, another one. */
  Optional<Path> gitFolder() {
    Path git = root.resolve(".git");
    try {
      if (Files.isDirectory(git)) {
        return Optional.of(git);
      }
      String text = Files.readString(git).strip();
      return text.startsWith("gitdir:")
          ? Optional.of(root.resolve(text.substring("gitdir:".length()).strip()).normalize())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not ours to judge: we only look whether something is known
    }
  }
}
