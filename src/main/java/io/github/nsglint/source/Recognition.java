package io.github.nsglint.source;

/** Whose a document, or a part of it, is. The order is from the weakest claim up. */
public enum Recognition {
  /** Not Azure's, as far as the format knows. */
  FOREIGN,
  /** Belongs to another file and defines nothing itself, as a parameter file. */
  COMPANION,
  /** A definition or an answer of Azure, even if no network resource is in it. */
  AZURE
}
