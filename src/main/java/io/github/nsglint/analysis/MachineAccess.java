package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;

/**
 * Who gets to a machine's sign-in, by SSH or RDP.
 *
 * @param name of the machine, or of its interface where the machine was not read
 * @param publicAddresses each as a name, with the address where that is known; of what cannot be
 *     told a text in {@code ⟨…⟩}
 * @param groups on the way to it, each with the place where it stands
 */
public record MachineAccess(
    String name,
    String id,
    List<String> publicAddresses,
    List<String> groups,
    Answer bastion,
    Answer internet,
    Span span) {
  public MachineAccess {
    requireNonNull(name);
    requireNonNull(id);
    publicAddresses = List.copyOf(publicAddresses);
    groups = List.copyOf(groups);
    requireNonNull(bastion);
    requireNonNull(internet);
    requireNonNull(span);
  }

  /** Whether somebody gets there. */
  public enum Reached {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * @param why a clause
   */
  public record Answer(Reached reached, String why) {
    public Answer {
      requireNonNull(reached);
      requireNonNull(why);
    }
  }

  /** Whether Bastion gets there and the Internet does not. */
  public Reached onlyByBastion() {
    if (internet.reached() == Reached.YES || bastion.reached() == Reached.NO) {
      return Reached.NO;
    }
    return internet.reached() == Reached.NO && bastion.reached() == Reached.YES
        ? Reached.YES
        : Reached.UNKNOWN;
  }
}
