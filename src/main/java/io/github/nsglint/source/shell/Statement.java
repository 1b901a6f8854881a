package io.github.nsglint.source.shell;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/** What a shell runs. */
public sealed interface Statement {
  Span span();

  /**
   * {@code NAME=value}, {@code NAME+=value}, {@code NAME=(a b)}, {@code NAME[i]=value}.
   *
   * @param index what stands between brackets, if there are any
   * @param values one word; those of an array
   */
  record Assignment(
      String name, Optional<String> index, Mode mode, Shape shape, List<Word> values, Span span) {
    /** What becomes of the value before. */
    public enum Mode {
      REPLACE,
      APPEND
    }

    /** One value or a list. */
    public enum Shape {
      SCALAR,
      ARRAY
    }

    public Assignment {
      requireNonNull(name);
      requireNonNull(index);
      requireNonNull(mode);
      requireNonNull(shape);
      values = List.copyOf(values);
      requireNonNull(span);
    }
  }

  /**
   * Assignments, a command, or a command with assignments of its own.
   *
   * @param declarations assignments among the words of {@code export}, {@code local} and the like
   */
  record Simple(
      List<Assignment> assignments, List<Word> words, List<Assignment> declarations, Span span)
      implements Statement {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      declarations = List.copyOf(declarations);
      requireNonNull(span);
    }
  }

  /** {@code a | b}. */
  record Pipeline(List<Statement> parts, Span span) implements Statement {
    public Pipeline {
      parts = List.copyOf(parts);
      requireNonNull(span);
    }
  }

  /** {@code a && b}, {@code a || b}. */
  record Chain(Statement left, Link link, Statement right, Span span) implements Statement {
    /** When the right side runs. */
    public enum Link {
      AND,
      OR
    }

    public Chain {
      requireNonNull(left);
      requireNonNull(link);
      requireNonNull(right);
      requireNonNull(span);
    }
  }

  /** What runs when its tests say so: a branch of {@code if} or {@code case}. */
  record Branch(List<Statement> test, List<Statement> body) {
    public Branch {
      test = List.copyOf(test);
      body = List.copyOf(body);
    }
  }

  /**
   * {@code if} and {@code case}.
   *
   * @param otherwise the branch that runs when no other does, if there is one
   * @param span of the first word
   */
  record Choice(List<Branch> branches, Optional<List<Statement>> otherwise, Span span)
      implements Statement {
    public Choice {
      branches = List.copyOf(branches);
      otherwise = otherwise.map(List::copyOf);
      requireNonNull(span);
    }
  }

  /**
   * {@code for NAME in words}.
   *
   * @param span of the first word
   */
  record Each(String name, List<Word> words, List<Statement> body, Span span) implements Statement {
    public Each {
      requireNonNull(name);
      words = List.copyOf(words);
      body = List.copyOf(body);
      requireNonNull(span);
    }
  }

  /**
   * {@code while}, {@code until}, {@code for ((…))}: nobody can tell how often it runs.
   *
   * @param span of the first word
   */
  record Repeat(List<Statement> test, List<Statement> body, Span span) implements Statement {
    public Repeat {
      test = List.copyOf(test);
      body = List.copyOf(body);
      requireNonNull(span);
    }
  }

  /** {@code name() { … }}. */
  record Function(String name, List<Statement> body, Span span) implements Statement {
    public Function {
      requireNonNull(name);
      body = List.copyOf(body);
      requireNonNull(span);
    }
  }

  /** {@code { … }}, or {@code ( … )}, which keeps its variables to itself. */
  record Block(List<Statement> body, Scope scope, Span span) implements Statement {
    /** Whose the variables are that are set in it. */
    public enum Scope {
      SHARED,
      OWN
    }

    public Block {
      body = List.copyOf(body);
      requireNonNull(scope);
      requireNonNull(span);
    }
  }
}
