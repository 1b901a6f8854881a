package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

/** One thing that reading may cost, with the name by which users raise or lower it. */
public enum Limit {
  FILE_SIZE("file-size", "MiB of one file", 1L << 20, 512, 2047),
  EXPRESSION_DEPTH(
      "expression-depth", "calls and indexes inside each other in an expression", 1, 200, 1000),
  EVALUATION_DEPTH("evaluation-depth", "values that need each other in a template", 1, 400, 500),
  TEMPLATE_DEPTH("template-depth", "templates that link to each other", 1, 50, 200),
  TEXT_LENGTH("text-length", "characters of a computed text", 1, 1 << 20, 1 << 28),
  VALUE_SIZE("value-size", "parts of a computed array or object", 1, 100_000, 10_000_000),
  STEPS(
      "steps",
      "work for one template: expressions, array items and every eight characters",
      1,
      4_000_000,
      4_000_000_000L);

  private final String label;
  private final String what;
  private final long unit;
  private final long standard;
  private final long most;

  /**
   * @param standard in units: far above any definition that people keep
   * @param most in units: more than this would end in a full stack or memory
   */
  Limit(String label, String what, long unit, long standard, long most) {
    this.label = requireNonNull(label);
    this.what = requireNonNull(what);
    this.unit = unit;
    this.standard = standard;
    this.most = most;
  }

  /** As users write it. */
  public String label() {
    return label;
  }

  /** What is counted, in words. */
  public String what() {
    return what;
  }

  /** How much one of what is counted is. */
  public long unit() {
    return unit;
  }

  /** What it is unless the user says otherwise. */
  public long standard() {
    return standard;
  }

  /** What the user can raise it to. */
  public long most() {
    return most;
  }

  /** For the message of a problem: how to raise it. */
  public String hint() {
    return " (--limit " + label + "=… sets this limit)";
  }
}
