package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
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
  /** One of those that systems give to clients; any other would do as well. */
  static final int CLIENT_PORT = 50000;

  private static final int SSH = 22;

  private final EffectiveRules rules;
  private final AddressBook book;
  private final int budget;

  FlowCheck(EffectiveRules rules, AddressBook book) {
    this(rules, book, FirstMatch.DEFAULT_BUDGET);
  }

  /**
   * @param budget how many regions to look at for each answer before giving up
   */
  FlowCheck(EffectiveRules rules, AddressBook book, int budget) {
    this.rules = rules;
    this.book = book;
    this.budget = budget;
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
  record Outcome(State state, FlowSet flows) {}

  /** Whether all flows are allowed. */
  Outcome mustAllow(FlowBounds region) {
    return decide(region, rules.certain(), rules.possible(), false);
  }

  /** Whether none is allowed. */
  Outcome mustNotAllow(FlowBounds region) {
    return decide(region, rules.possible(), rules.certain(), true);
  }

  /**
   * @param proof the list in which all possible flows must be free of wrong ones
   * @param refutation the list that shows a breach, by a flow that exists
   * @param wrong the decision that is wrong
   */
  private Outcome decide(
      FlowBounds region, FirstMatch proof, FirstMatch refutation, boolean wrong) {
    return proof
        .find(region.possible(), wrong, budget)
        .fold(
            unproved -> refuted(region, unproved.part(), proof, refutation, wrong),
            () -> new Outcome(State.HOLDS, FlowSet.empty()),
            tooComplex -> new Outcome(State.TOO_COMPLEX, FlowSet.empty()));
  }

  private Outcome refuted(
      FlowBounds region,
      FlowProduct unproved,
      FirstMatch proof,
      FirstMatch refutation,
      boolean wrong) {
    Optional<FlowSet> breach = existing(region.certain(), refutation, wrong);
    if (breach.isEmpty()) {
      return new Outcome(State.TOO_COMPLEX, FlowSet.empty());
    }
    if (!breach.get().isEmpty()) {
      return new Outcome(State.BROKEN, breach.get());
    }
    return isNowhere(region.possible(), proof, wrong)
        ? new Outcome(State.HOLDS, FlowSet.empty())
        : new Outcome(State.UNDECIDED, FlowSet.of(unproved));
  }

  /**
   * Whether no flow is decided so in whatever service tags its ends lie. A plain address may lie in
   * each tag on its own: that who is in AzureCloud.WestEurope is in AzureCloud, too, only the tags'
   * own lines tell.
   */
  private boolean isNowhere(FlowSet flows, FirstMatch list, boolean decision) {
    FlowSet distinct =
        FlowSet.of(
            flows.products().stream()
                .map(
                    product ->
                        product
                            .withSources(book.distinct(product.sources()))
                            .withDestinations(book.distinct(product.destinations())))
                .toList());
    return !distinct.equals(flows)
        && list.find(distinct, decision, budget) instanceof FirstMatch.Answer.Nothing;
  }

  /** Whether at least one flow is allowed. */
  Outcome mustAllowSome(FlowBounds region) {
    Optional<FlowSet> granted = existing(region.certain(), rules.certain(), true);
    if (granted.isEmpty()) {
      return new Outcome(State.TOO_COMPLEX, FlowSet.empty());
    }
    if (!granted.get().isEmpty()) {
      return new Outcome(State.HOLDS, FlowSet.empty());
    }
    // Where nothing may pass: a region without a flow is one the rules cannot be blamed for, but it
    // is not met either.
    FlowSet denied = region.certain().isEmpty() ? region.possible() : region.certain();
    return rules
        .possible()
        .find(region.possible(), true, budget)
        .fold(
            found ->
                isNowhere(region.possible(), rules.possible(), true)
                    ? new Outcome(State.BROKEN, denied)
                    : new Outcome(State.UNDECIDED, FlowSet.of(found.part())),
            () -> new Outcome(State.BROKEN, denied),
            tooComplex -> new Outcome(State.TOO_COMPLEX, FlowSet.empty()));
  }

  /**
   * Whether nobody reaches anybody on every port that the region has between the two. A client may
   * choose its port, so each source port is asked on its own.
   *
   * @return flows of whose sources, source ports and destinations that is so; their destination
   *     ports do not count. When undecided, some flow that it depends on
   */
  Outcome mustNotAllowEveryPort(FlowBounds region) {
    Optional<FirstMatch> closed = closed(region.possible(), rules.possible());
    Optional<FirstMatch> perhapsClosed = closed(region.possible(), rules.certain());
    if (closed.isEmpty() || perhapsClosed.isEmpty()) {
      return new Outcome(State.TOO_COMPLEX, FlowSet.empty());
    }
    FlowBounds lines =
        new FlowBounds(onEveryPort(region.certain()), onEveryPort(region.possible()));
    Outcome outcome = decide(lines, closed.get(), perhapsClosed.get(), false);
    FlowSet doubtful = region.possible().intersect(outcome.flows());
    return outcome.state() == State.UNDECIDED
            && rules.certain().find(doubtful, false, budget)
                instanceof FirstMatch.Answer.Found found
        ? new Outcome(State.UNDECIDED, FlowSet.of(found.part()))
        : outcome;
  }

  /**
   * A list that allows the flows between whom some port is closed, whatever their own port.
   *
   * @return empty when it was too complex to tell
   */
  private Optional<FirstMatch> closed(FlowSet region, FirstMatch list) {
    return list.parts(region, false, budget)
        .map(
            denied ->
                new FirstMatch(
                    onEveryPort(denied).products().stream()
                        .map(part -> new FirstMatch.Step(part, true, 0))
                        .toList()));
  }

  private static FlowSet onEveryPort(FlowSet flows) {
    return FlowSet.of(
        flows.products().stream()
            .map(product -> product.withDestinationPorts(PortSet.all()))
            .toList());
  }

  /**
   * Flows of a decision that exist for sure. A flow of a plain address exists. Of a part whose
   * numbers are not known, only all its numbers together do: wherever its addresses lie, one of
   * them is then among the flows.
   *
   * @return nothing when none exists for sure; empty when it was too complex to tell
   */
  Optional<FlowSet> existing(FlowSet region, FirstMatch list, boolean decision) {
    if (list.find(region, decision, budget) instanceof FirstMatch.Answer.Nothing) {
      return Optional.of(FlowSet.empty());
    }
    return list.parts(region, decision, budget).flatMap(this::onInhabitedLines);
  }

  private Optional<FlowSet> onInhabitedLines(FlowSet found) {
    List<FlowProduct> inhabited = new ArrayList<>();
    for (FlowProduct lines : lines(found)) {
      FirstMatch.Answer missing = missing(lines, found.intersect(FlowSet.of(lines)));
      if (missing instanceof FirstMatch.Answer.TooComplex) {
        return Optional.empty();
      }
      if (missing instanceof FirstMatch.Answer.Nothing) {
        inhabited.add(lines);
      }
    }
    return Optional.of(FlowSet.of(inhabited).intersect(found));
  }

  /** All flows between two lines that have addresses for sure, for each two that these meet. */
  private List<FlowProduct> lines(FlowSet met) {
    List<FlowProduct> lines = new ArrayList<>();
    for (Family family : Family.values()) {
      List<AddressSet> to = sureLines(met.destinations(), family);
      for (AddressSet from : sureLines(met.sources(), family)) {
        for (AddressSet destinations : to) {
          lines.add(FlowProduct.all().withSources(from).withDestinations(destinations));
        }
      }
    }
    return lines;
  }

  private List<AddressSet> sureLines(AddressSet met, Family family) {
    List<AddressSet> lines = new ArrayList<>();
    for (int number = 0; number < book.lines(); number++) {
      AddressSet line = book.inhabited(number, family);
      if (book.isSure(number, family) && line.intersects(met)) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * Whether the addresses of the parts may lie such that none of the flows exists.
   *
   * @param lines all flows between the two lines that these are between
   */
  private FirstMatch.Answer missing(FlowProduct lines, FlowSet flows) {
    List<FirstMatch.Step> shadows = new ArrayList<>();
    for (FlowProduct product : flows.products()) {
      FlowProduct shadow = lines;
      if (lines.sources().lowest().part() != 0) {
        shadow = shadow.withSources(product.sources());
      }
      if (lines.destinations().lowest().part() != 0) {
        shadow = shadow.withDestinations(product.destinations());
      }
      shadows.add(new FirstMatch.Step(shadow, true, shadows.size()));
    }
    return new FirstMatch(shadows).find(FlowSet.of(lines), false, budget);
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
    PortSet sourcePorts = product.sourcePorts();
    int sourcePort = sourcePorts.contains(CLIENT_PORT) ? CLIENT_PORT : sourcePorts.lowest();
    return new Flow(
        product.protocols().lowest(),
        from,
        sourcePort,
        inbound ? book.inside(to) : book.elsewhere(to),
        port(product.destinationPorts()));
  }

  /** The lowest; nobody listens on 0 or 1, so then rather one that people know. */
  private static int port(PortSet ports) {
    int lowest = ports.lowest();
    return lowest <= 1 && ports.contains(SSH) ? SSH : lowest;
  }
}
