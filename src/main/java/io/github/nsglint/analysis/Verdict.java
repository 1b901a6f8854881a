package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The answer to one requirement asked of one target. */
public sealed interface Verdict {
  <R> R fold(
      Function<Holds, R> holds,
      Function<Broken, R> broken,
      Function<Undecided, R> undecided,
      Function<NotApplicable, R> notApplicable);

  /**
   * Proved, for every flow the requirement speaks of.
   *
   * @param note something a reader should know all the same, or empty
   */
  record Holds(String note) implements Verdict {
    public Holds {
      requireNonNull(note);
    }

    @Override
    public <R> R fold(
        Function<Holds, R> holds,
        Function<Broken, R> broken,
        Function<Undecided, R> undecided,
        Function<NotApplicable, R> notApplicable) {
      return holds.apply(this);
    }
  }

  /**
   * Refuted.
   *
   * @param what is wrong, one sentence with the witness and the deciding rule, without a full stop
   *     at its end
   * @param witness one flow that goes wrong, when the requirement is about flows
   * @param decidedBy the rule that decides the witness; empty when the requirement is not about
   *     flows
   * @param nearMisses what comes close to meeting the requirement, and what each lacks; closest
   *     first
   * @param involved rules that together make it so, besides the deciding one
   * @param fix what to do here, as one or two sentences; empty where the rule's own says it all
   * @param part what of the requirement is not met, as a text that stays the same as long as just
   *     that is not met: whatever the witness, the place, or the rule that decides
   * @param walk how the witness is decided
   */
  record Broken(
      String what,
      Optional<Witness> witness,
      Optional<DecidingRule> decidedBy,
      List<Remark> nearMisses,
      List<DecidingRule> involved,
      Optional<String> fix,
      String part,
      Walk walk)
      implements Verdict {
    public Broken {
      requireNonNull(what);
      requireNonNull(witness);
      requireNonNull(decidedBy);
      nearMisses = List.copyOf(nearMisses);
      involved = List.copyOf(involved);
      requireNonNull(fix);
      requireNonNull(part);
      requireNonNull(walk);
    }

    /** Of which nothing more is told than that it is broken. */
    public Broken(
        String what,
        Optional<Witness> witness,
        Optional<DecidingRule> decidedBy,
        List<Remark> nearMisses,
        List<DecidingRule> involved,
        Optional<String> fix) {
      this(what, witness, decidedBy, nearMisses, involved, fix, "", Walk.NONE);
    }

    public Broken(
        String what,
        Optional<Witness> witness,
        Optional<DecidingRule> decidedBy,
        List<Remark> nearMisses) {
      this(what, witness, decidedBy, nearMisses, List.of(), Optional.empty());
    }

    /** Of which just this part is not met. */
    Broken of(String unmet) {
      return new Broken(what, witness, decidedBy, nearMisses, involved, fix, unmet, walk);
    }

    /** The same in other words. */
    Broken saying(String words) {
      return new Broken(words, witness, decidedBy, nearMisses, involved, fix, part, walk);
    }

    /** Whose witness is decided like this. */
    Broken by(Walk steps) {
      return new Broken(what, witness, decidedBy, nearMisses, involved, fix, part, steps);
    }

    @Override
    public <R> R fold(
        Function<Holds, R> holds,
        Function<Broken, R> broken,
        Function<Undecided, R> undecided,
        Function<NotApplicable, R> notApplicable) {
      return broken.apply(this);
    }
  }

  /**
   * Neither: it depends on a value that is not known.
   *
   * @param what cannot be told, one sentence without a full stop at its end
   * @param reasons the values it depends on, each at its place; never empty
   */
  record Undecided(String what, List<Remark> reasons) implements Verdict {
    public Undecided {
      requireNonNull(what);
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("undecided without a reason: " + what);
      }
    }

    @Override
    public <R> R fold(
        Function<Holds, R> holds,
        Function<Broken, R> broken,
        Function<Undecided, R> undecided,
        Function<NotApplicable, R> notApplicable) {
      return undecided.apply(this);
    }
  }

  /**
   * The question makes no sense of this target. It is not a pass.
   *
   * @param why a clause
   */
  record NotApplicable(String why) implements Verdict {
    public NotApplicable {
      requireNonNull(why);
    }

    @Override
    public <R> R fold(
        Function<Holds, R> holds,
        Function<Broken, R> broken,
        Function<Undecided, R> undecided,
        Function<NotApplicable, R> notApplicable) {
      return notApplicable.apply(this);
    }
  }

  /**
   * A clause about a place.
   *
   * @param advice what would settle it or can be tried, a clause; empty for none
   */
  record Remark(String text, Span span, String advice) {
    public Remark(String text, Span span) {
      this(text, span, "");
    }

    public Remark {
      requireNonNull(text);
      requireNonNull(span);
      requireNonNull(advice);
    }

    // Written out, as a record's own are generated at each start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Remark that
          && text.equals(that.text)
          && span.equals(that.span)
          && advice.equals(that.advice);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /**
   * A flow in words.
   *
   * @param source an address, or the name of a service tag or subnet whose addresses are not known
   * @param destination likewise
   * @param sourceTag the service tag of which the source is shown, if it is an address of one
   * @param destinationTag likewise
   */
  record Witness(
      String protocol,
      String source,
      int sourcePort,
      String destination,
      int destinationPort,
      Optional<String> sourceTag,
      Optional<String> destinationTag) {
    public Witness {
      requireNonNull(protocol);
      requireNonNull(source);
      requireNonNull(destination);
      requireNonNull(sourceTag);
      requireNonNull(destinationTag);
    }

    /** Between addresses that stand for no service tag. */
    public Witness(
        String protocol, String source, int sourcePort, String destination, int destinationPort) {
      this(
          protocol,
          source,
          sourcePort,
          destination,
          destinationPort,
          Optional.empty(),
          Optional.empty());
    }

    /**
     * {@code Tcp 203.0.113.9 → 10.0.1.4:443}, {@code Tcp 20.33.0.4 (AzureCloud) → 10.0.1.4:22};
     * protocols without ports stand without one. The source's port stands there where it is not one
     * that a client would happen to have: {@code Tcp 203.0.113.9:22 → 10.0.1.4:22}.
     */
    @Override
    public String toString() {
      boolean ports = protocol.equals("Tcp") || protocol.equals("Udp");
      boolean usual = sourcePort == FlowCheck.CLIENT_PORT;
      return protocol
          + " "
          + (ports && !usual ? withPort(source, sourcePort) : source)
          + inBrackets(sourceTag)
          + " → "
          + (ports ? withPort(destination, destinationPort) : destination)
          + inBrackets(destinationTag);
    }

    private static String withPort(String address, int port) {
      return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }

    private static String inBrackets(Optional<String> tag) {
      return tag.isPresent() ? " (" + tag.get() + ")" : "";
    }
  }

  /**
   * @param name of a written rule, or of one that Azure adds
   * @param priority as far as known
   * @param standard whether Azure adds it; then the span is the group's
   */
  record DecidingRule(String name, Optional<Integer> priority, boolean standard, Span span) {
    public DecidingRule {
      requireNonNull(name);
      requireNonNull(priority);
      requireNonNull(span);
    }

    /** {@code DenyAllInBound (1000)}. */
    @Override
    public String toString() {
      return addTo(new StringBuilder(name.length() + 8)).toString();
    }

    /** Adds the same. */
    StringBuilder addTo(StringBuilder text) {
      text.append(name);
      return priority.isPresent()
          ? text.append(" (").append(priority.get().intValue()).append(')')
          : text;
    }
  }
}
