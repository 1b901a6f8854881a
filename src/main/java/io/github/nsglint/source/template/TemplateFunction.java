package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;

/**
 * One function of the template languages.
 *
 * @param name in the documentation's spelling
 * @param most arguments; {@link Integer#MAX_VALUE} for any number
 */
record TemplateFunction(String name, int least, int most, Needs needs, Body body) {
  TemplateFunction {
    requireNonNull(name);
    requireNonNull(needs);
    requireNonNull(body);
  }

  /** How much of its arguments a function has to know before it is worth calling. */
  enum Needs {
    /** Copes with unknown arguments itself. */
    NOTHING,
    /** The arguments, but not what is in an array or an object. */
    ARGUMENTS,
    /** All there is in the arguments. */
    EVERYTHING
  }

  /** Computes; throws {@link InvalidCall} for what Azure refuses. */
  interface Body {
    Node apply(Call call);
  }
}
