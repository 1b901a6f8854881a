package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a region of flows of the effective rules. The answers are sets; {@link FlowVerdicts} puts
 * them into words.
 */
final class FlowCheck {
  private static final int SSH = 22;

  private final EffectiveRules rules;
  private final AddressBook book;

  FlowCheck(EffectiveRules rules, AddressBook book) {
    this.rules = rules;
    this.book = book;
  }

  /** What the question came to. */
  enum State {
    HOLDS,
    BROKEN,
    UNDECIDED,
    TOO_COMPLEX
  }

  /**
   * @param flows when broken, flows that go wrong and exist; when undecided, flows of which nobody
   *     can tell; else empty
   */
  record Outcome(State state, List<FlowProduct> flows) {
    Outcome {
      flows = List.copyOf(flows);
    }
  }

  /** Whether all flows are allowed. */
  Outcome mustAllow(Region region) {
    return decide(region.possible(), rules.certain(), region.certain(), rules.possible(), false);
  }

  /** Whether none is allowed. */
  Outcome mustNotAllow(Region region) {
    return decide(region.possible(), rules.possible(), region.certain(), rules.certain(), true);
  }

  /**
   * @param all that must be free of wrong flows for a proof
   * @param proof the list in which it must be
   * @param existing among which a wrong flow is a breach
   * @param refutation the list that shows it
   * @param wrong the decision that is wrong
   */
  private Outcome decide(
      List<FlowProduct> all,
      FirstMatch proof,
      List<FlowProduct> existing,
      FirstMatch refutation,
      boolean wrong) {
    Optional<FlowProduct> unproved = Optional.empty();
    for (FlowProduct product : all) {
      FirstMatch.Answer answer = proof.find(product, wrong);
      if (answer instanceof FirstMatch.Answer.TooComplex) {
        return new Outcome(State.TOO_COMPLEX, List.of(product));
      }
      if (unproved.isEmpty() && answer instanceof FirstMatch.Answer.Found found) {
        unproved = Optional.of(found.part());
      }
    }
    if (unproved.isEmpty()) {
      return new Outcome(State.HOLDS, List.of());
    }
    Optional<List<FlowProduct>> breach = breach(existing, refutation, wrong);
    if (breach.isEmpty()) {
      return new Outcome(State.TOO_COMPLEX, List.of(unproved.get()));
    }
    return breach.get().isEmpty()
        ? new Outcome(State.UNDECIDED, List.of(unproved.get()))
        : new Outcome(State.BROKEN, breach.get());
  }

  /** Whether at least one flow is allowed. */
  Outcome mustAllowSome(Region region) {
    Optional<List<FlowProduct>> granted = breach(region.certain(), rules.certain(), true);
    if (granted.isEmpty()) {
      return new Outcome(State.TOO_COMPLEX, region.certain());
    }
    if (!granted.get().isEmpty()) {
      return new Outcome(State.HOLDS, List.of());
    }
    for (FlowProduct product : region.possible()) {
      FirstMatch.Answer answer = rules.possible().find(product, true);
      if (answer instanceof FirstMatch.Answer.TooComplex) {
        return new Outcome(State.TOO_COMPLEX, List.of(product));
      }
      if (answer instanceof FirstMatch.Answer.Found found) {
        return new Outcome(State.UNDECIDED, List.of(found.part()));
      }
    }
    // Nothing may pass: a region without a flow is one the rules cannot be blamed for, but it is
    // not met either.
    return new Outcome(
        State.BROKEN, region.certain().isEmpty() ? region.possible() : region.certain());
  }

  /**
   * Flows of a decision that exist for sure. A flow of a plain address exists. Of a part whose
   * numbers are not known, only all its numbers together do: wherever its addresses lie, one of
   * them is then among the flows.
   *
   * @return nothing when none exists for sure; empty when it was too complex to tell
   */
  private Optional<List<FlowProduct>> breach(
      List<FlowProduct> existing, FirstMatch list, boolean decision) {
    List<FlowProduct> found = new ArrayList<>();
    for (FlowProduct product : existing) {
      if (list.find(product, decision) instanceof FirstMatch.Answer.Nothing) {
        continue;
      }
      Optional<List<FlowProduct>> parts = list.parts(product, decision, FirstMatch.DEFAULT_BUDGET);
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      found.addAll(parts.get());
    }
    return Optional.of(found.isEmpty() ? found : onInhabitedLines(found));
  }

  private List<FlowProduct> onInhabitedLines(List<FlowProduct> found) {
    List<FlowProduct> existing = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int from = 0; from < book.lines(); from++) {
        List<FlowProduct> fromThere = onSources(found, family, from);
        for (int to = 0; to < book.lines() && !fromThere.isEmpty(); to++) {
          List<FlowProduct> here = onDestinations(fromThere, family, to);
          if (!here.isEmpty() && exists(here, family, from, to)) {
            existing.addAll(here);
          }
        }
      }
    }
    return existing;
  }

  private List<FlowProduct> onSources(List<FlowProduct> found, Family family, int line) {
    AddressSet wanted = book.line(line, family);
    List<FlowProduct> here = new ArrayList<>();
    for (FlowProduct product : found) {
      if (book.isSure(line, family) && product.sources().intersects(wanted)) {
        here.add(product.withSources(product.sources().intersect(wanted)));
      }
    }
    return here;
  }

  private List<FlowProduct> onDestinations(List<FlowProduct> found, Family family, int line) {
    AddressSet wanted = book.line(line, family);
    List<FlowProduct> here = new ArrayList<>();
    for (FlowProduct product : found) {
      if (book.isSure(line, family) && product.destinations().intersects(wanted)) {
        here.add(product.withDestinations(product.destinations().intersect(wanted)));
      }
    }
    return here;
  }

  /**
   * Whether one of the flows, all between two lines, exists wherever the addresses of the parts
   * lie.
   */
  private boolean exists(List<FlowProduct> here, Family family, int from, int to) {
    if (from == 0 && to == 0) {
      return true;
    }
    AddressSet sources = book.inhabited(from, family);
    AddressSet destinations = book.inhabited(to, family);
    List<FlowProduct> shadows = new ArrayList<>();
    for (FlowProduct product : here) {
      AddressSet shadowFrom = from == 0 ? sources : product.sources();
      AddressSet shadowTo = to == 0 ? destinations : product.destinations();
      if (shadowFrom.containsAll(sources) && shadowTo.containsAll(destinations)) {
        return true;
      }
      shadows.add(FlowProduct.all().withSources(shadowFrom).withDestinations(shadowTo));
    }
    FlowProduct all = FlowProduct.all().withSources(sources).withDestinations(destinations);
    return FlowSet.of(shadows).containsAll(FlowSet.of(all));
  }

  /**
   * One flow of a product that a person understands: between the network's own machines and others.
   */
  Flow witness(FlowProduct product) {
    boolean inbound = rules.direction() == Direction.INBOUND;
    Address from = inbound ? book.elsewhere(product.sources()) : book.inside(product.sources());
    AddressSet family = product.destinations().family(from.family());
    // Nobody tries a connection from an address to itself.
    AddressSet others = family.minus(AddressSet.of(from));
    AddressSet to = from.part() != 0 || others.isEmpty() ? family : others;
    int sourcePort = product.sourcePorts().contains(50000) ? 50000 : product.sourcePorts().lowest();
    return new Flow(
        product.protocols().lowest(),
        from,
        sourcePort,
        inbound ? book.inside(to) : book.elsewhere(to),
        port(product.destinationPorts()));
  }

  /** The lowest; nobody listens on 0, so then rather one that people know. */
  private static int port(PortSet ports) {
    int lowest = ports.lowest();
    return lowest == 0 && ports.contains(SSH) ? SSH : lowest;
  }
}
