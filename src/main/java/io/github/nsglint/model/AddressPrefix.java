package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.function.Function;

/** What a security rule names as its source or destination, as written. */
public sealed interface AddressPrefix {
  Span span();

  /** The same, written elsewhere. */
  AddressPrefix at(Span place);

  <R> R fold(
      Function<Any, R> any,
      Function<Block, R> block,
      Function<ServiceTag, R> tag,
      Function<ApplicationGroup, R> applicationGroup,
      Function<Unresolved, R> unresolved);

  /** {@code *}. */
  record Any(Span span) implements AddressPrefix {
    @Override
    public Any at(Span place) {
      return new Any(place);
    }

    @Override
    public <R> R fold(
        Function<Any, R> any,
        Function<Block, R> block,
        Function<ServiceTag, R> tag,
        Function<ApplicationGroup, R> applicationGroup,
        Function<Unresolved, R> unresolved) {
      return any.apply(this);
    }

    @Override
    public String toString() {
      return "*";
    }
  }

  /** {@code 10.0.0.0/24}, or a single address. */
  record Block(Cidr cidr, Span span) implements AddressPrefix {
    @Override
    public Block at(Span place) {
      return new Block(cidr, place);
    }

    @Override
    public <R> R fold(
        Function<Any, R> any,
        Function<Block, R> block,
        Function<ServiceTag, R> tag,
        Function<ApplicationGroup, R> applicationGroup,
        Function<Unresolved, R> unresolved) {
      return block.apply(this);
    }

    @Override
    public String toString() {
      return cidr.text();
    }
  }

  /**
   * {@code Internet}, {@code Storage.WestEurope}.
   *
   * @param name as Azure spells it when it is known, else as written
   */
  record ServiceTag(String name, Span span) implements AddressPrefix {
    public ServiceTag {
      requireNonNull(name);
    }

    @Override
    public ServiceTag at(Span place) {
      return new ServiceTag(name, place);
    }

    @Override
    public <R> R fold(
        Function<Any, R> any,
        Function<Block, R> block,
        Function<ServiceTag, R> tag,
        Function<ApplicationGroup, R> applicationGroup,
        Function<Unresolved, R> unresolved) {
      return tag.apply(this);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** An application security group. */
  record ApplicationGroup(ResourceId id, Span span) implements AddressPrefix {
    @Override
    public ApplicationGroup at(Span place) {
      return new ApplicationGroup(id, place);
    }

    @Override
    public <R> R fold(
        Function<Any, R> any,
        Function<Block, R> block,
        Function<ServiceTag, R> tag,
        Function<ApplicationGroup, R> applicationGroup,
        Function<Unresolved, R> unresolved) {
      return applicationGroup.apply(this);
    }

    @Override
    public String toString() {
      return id.name();
    }
  }

  /**
   * {@code [parameters('source')]}, or a text that is no prefix.
   *
   * @param symbol of {@link Node.Unresolved}: the same one means the same value; empty for none
   */
  record Unresolved(String reason, String symbol, Span span) implements AddressPrefix {
    public Unresolved(String reason, Span span) {
      this(reason, "", span);
    }

    public Unresolved(Node.Unresolved unresolved) {
      this(unresolved.reason(), unresolved.symbol(), unresolved.span());
    }

    @Override
    public Unresolved at(Span place) {
      return new Unresolved(reason, symbol, place);
    }

    @Override
    public <R> R fold(
        Function<Any, R> any,
        Function<Block, R> block,
        Function<ServiceTag, R> tag,
        Function<ApplicationGroup, R> applicationGroup,
        Function<Unresolved, R> unresolved) {
      return unresolved.apply(this);
    }

    @Override
    public String toString() {
      return "?";
    }
  }
}
