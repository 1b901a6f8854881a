package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;

/** One function of the template languages. */
final class TemplateFunction {
  private final String signature;
  private final String name;
  private final int least;
  private final int most;
  private final int lambdas;
  private final Needs needs;
  private final Body body;

  /**
   * @param signature in the documentation's spelling, as in {@code substring(text, start,
   *     [length])}: what may be missing is in brackets, {@code ...} stands for any number more, and
   *     {@code lambda} for a lambda
   */
  TemplateFunction(String signature, Needs needs, Body body) {
    int open = signature.indexOf('(');
    int required = 0;
    int all = 0;
    int lambdas = 0;
    boolean unbounded = false;
    int at = open + 1;
    while (at < signature.length() - 1) {
      int end = signature.indexOf(", ", at);
      end = end < 0 ? signature.length() - 1 : end;
      if (signature.charAt(at) == '.') {
        unbounded = true;
      } else {
        all++;
        required += signature.charAt(at) == '[' ? 0 : 1;
        lambdas +=
            signature.startsWith("lambda", at) || signature.startsWith("[lambda", at) ? 1 : 0;
      }
      at = end + 2;
    }
    this.signature = signature;
    this.name = signature.substring(0, open);
    this.least = required;
    this.most = unbounded ? Integer.MAX_VALUE : all;
    this.lambdas = lambdas;
    this.needs = requireNonNull(needs);
    this.body = requireNonNull(body);
  }

  String signature() {
    return signature;
  }

  /** In the documentation's spelling. */
  String name() {
    return name;
  }

  /** How many arguments there are at least, lambdas among them. */
  int least() {
    return least;
  }

  /** How many arguments there are at most; {@link Integer#MAX_VALUE} for any number. */
  int most() {
    return most;
  }

  /** How many of the arguments are lambdas, if all are given. They are the last ones. */
  int lambdas() {
    return lambdas;
  }

  Needs needs() {
    return needs;
  }

  Body body() {
    return body;
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

  /**
   * Computes; throws {@link InvalidCall} for what Azure refuses, and {@link UnknownResult} for what
   * it may give or refuse, nobody says which.
   */
  interface Body {
    Node apply(Call call);
  }
}
