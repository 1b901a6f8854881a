package io.github.nsglint.source;

/**
 * A way to define Azure resources in a language of its own, which is told by a file's name. What is
 * no such file is read as JSON and offered to each {@link InputFormat}.
 */
public interface TextFormat {
  /**
   * @param name the last part of a path
   */
  Claim claim(String name);

  /** Reads a file it has a claim to. */
  Recognition read(InputFile file, Output output);

  /** When a file is this format's. */
  enum Claim {
    NONE,
    /** If the user names it; in folders there are too many of them that are about other things. */
    NAMED,
    ALWAYS
  }
}
