package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;

/** How a value comes about, with the place of each part, also of parts inside a text. */
public sealed interface Expression {
  Span span();

  /** A value that has nothing to compute in it. */
  record Constant(Node value) implements Expression {
    public Constant {
      requireNonNull(value);
    }

    @Override
    public Span span() {
      return value.span();
    }
  }

  /**
   * @param name as written; with its namespace if it has one
   */
  record Call(String name, List<Expression> arguments, Span span) implements Expression {
    public Call {
      requireNonNull(name);
      arguments = List.copyOf(arguments);
      requireNonNull(span);
    }
  }

  record Property(Expression target, String name, Span span) implements Expression {
    public Property {
      requireNonNull(target);
      requireNonNull(name);
      requireNonNull(span);
    }
  }

  record Index(Expression target, Expression index, Span span) implements Expression {
    public Index {
      requireNonNull(target);
      requireNonNull(index);
      requireNonNull(span);
    }
  }

  record ListOf(List<Expression> items, Span span) implements Expression {
    public ListOf {
      items = List.copyOf(items);
      requireNonNull(span);
    }
  }

  record Member(Expression key, Expression value) {
    public Member {
      requireNonNull(key);
      requireNonNull(value);
    }
  }

  record MapOf(List<Member> members, Span span) implements Expression {
    public MapOf {
      members = List.copyOf(members);
      requireNonNull(span);
    }
  }

  /**
   * An expression where a file has it, in the spot of a value. Its result stands at {@code span}:
   * this is what a user changes to change the value. Parts of a computed map or list keep their own
   * places.
   */
  record Written(Expression value, Span span) implements Expression {
    public Written {
      requireNonNull(value);
      requireNonNull(span);
    }
  }

  /**
   * A list with an item for each turn of a loop.
   *
   * @param name of the loop; empty if it has none
   * @param input computed anew in each turn
   * @param span of its name, or its start
   */
  record Loop(String name, Expression count, Expression input, Span span) implements Expression {
    public Loop {
      requireNonNull(name);
      requireNonNull(count);
      requireNonNull(input);
      requireNonNull(span);
    }
  }

  /** Text in the spot of an expression that is none; {@code reason} says what is wrong there. */
  record Unreadable(String reason, Span span) implements Expression {
    public Unreadable {
      requireNonNull(reason);
      requireNonNull(span);
    }
  }
}
