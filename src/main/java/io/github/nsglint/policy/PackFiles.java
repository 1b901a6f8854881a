package io.github.nsglint.policy;

import io.github.nsglint.document.SourceFile;
import java.io.IOException;

/** Where the files are that packs and settings name. */
@FunctionalInterface
public interface PackFiles {
  /**
   * @param path as the user would name it, with {@code /} between names
   * @throws IOException whose message says in a few words why it cannot be read
   */
  SourceFile read(String path) throws IOException;
}
