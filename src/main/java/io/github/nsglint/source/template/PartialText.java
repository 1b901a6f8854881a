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
    budget.text((long) text.length() + part.length());
    text.append(part);
    named &= Symbols.isPlain(part);
    return this;
  }

  PartialText unknown(Unresolved part) {
    if (firstUnknown == null) {
      firstUnknown = part;
    }
    budget.text((long) text.length() + part.symbol().length());
    text.append(part.symbol());
    named &= !part.symbol().isEmpty();
    return this;
  }

  /** A text or a number; a truth value has no one text that is documented. */
  PartialText add(Node part) {
    if (part instanceof Unresolved unknown) {
      return unknown(unknown);
    }
    if (part instanceof TextNode || part instanceof Node.NumberNode) {
      return known(part.scalar().orElseThrow());
    }
    if (part instanceof Node.BoolNode) {
      return unknown(
          new Unresolved("the text of a truth value is not documented", "", part.span()));
    }
    throw new InvalidCall("a text or a number is needed, not " + Call.kind(part));
  }

  Node result(Span span) {
    if (firstUnknown == null) {
      return new TextNode(text.toString(), span);
    }
    return new Unresolved(firstUnknown.reason(), named ? text.toString() : "", firstUnknown.span());
  }
}
