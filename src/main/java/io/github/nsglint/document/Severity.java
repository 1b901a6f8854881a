package io.github.nsglint.document;

/** How much a problem of the input, or a finding, weighs. The order is from the heaviest down. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
