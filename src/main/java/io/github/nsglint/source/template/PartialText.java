package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Span;
import org.jspecify.annotations.Nullable;

/** A text made of parts, some of which may not be known. */
final class PartialText {
  private final StringBuilder text = new StringBuilder();
  private final Budget budget;
  private @Nullable Unresolved firstUnknown;
  private boolean named = true;

  PartialText(Budget budget) {
    this.budget = budget;
  }

  PartialText known(String part) {
    budget.grown((long) text.length() + part.length(), part.length());
    text.append(part);
    named &= Symbols.isPlain(part);
    return this;
  }

  PartialText unknown(Unresolved part) {
    if (firstUnknown == null) {
      firstUnknown = part;
    }
    budget.grown((long) text.length() + part.symbol().length(), part.symbol().length());
    text.append(part.symbol());
    named &= !part.symbol().isEmpty();
    return this;
  }

  /**
   * A text, a number or a truth value.
   *
   * @throws UnknownResult for null
   */
  PartialText add(Node part) {
    if (part instanceof Unresolved unknown) {
      return unknown(unknown);
    }
    if (part instanceof TextNode text) {
      return known(text.value());
    }
    if (part instanceof Node.NumberNode number) {
      return known(NumberText.of(number));
    }
    if (part instanceof Node.BoolNode bool) {
      return known(of(bool));
    }
    if (part instanceof Node.NullNode) {
      throw UnknownResult.undocumented("what the text of null is");
    }
    throw new InvalidCall("a text or a number is needed, not " + Call.kind(part));
  }

  /**
   * As .NET writes it.
   *
   * @see <a href="https://github.com/Azure/PSRule.Rules.Azure/issues/793">seen in deployments</a>
   */
  static String of(Node.BoolNode bool) {
    return bool.value() ? "True" : "False";
  }

  Node result(Span span) {
    if (firstUnknown == null) {
      return new TextNode(text.toString(), span);
    }
    return new Unresolved(firstUnknown.reason(), named ? text.toString() : "", firstUnknown.span());
  }
}
