package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules match as one place of the network sees them. Each is understood once, in however many
 * lists it stands.
 */
final class PlacedRules {
  private final AddressBook book;
  private final Regions regions;
  private final AddressSet everywhere;
  private final AddressSet inhabited;
  private final AddressSet plain;
  private final Map<RuleMeaning, Placed> rules = new HashMap<>();

  /** One rule here, whatever it is called and wherever it stands. */
  final class Placed {
    private final RuleFlows flows;
    private final @Nullable Taken[] taken = new @Nullable Taken[StarMeaning.ALL.size()];

    Placed(SecurityRule rule) {
      this.flows = new RuleFlows(rule, book);
    }

    /** All flows that it matches for sure, or may match. */
    RuleFlows flows() {
      return flows;
    }

    /**
     * The same if {@code *} means this.
     *
     * @param star one of {@link StarMeaning#ALL}
     */
    Taken taken(StarMeaning star) {
      Taken found = taken[star.number()];
      if (found == null) {
        found = new Taken(flows, star);
        taken[star.number()] = found;
      }
      return found;
    }
  }

  /** What a rule matches if {@code *} means one thing. */
  final class Taken {
    private final RuleFlows flows;
    private final StarMeaning star;
    private final List<FlowProduct> certain;
    private final List<FlowProduct> possible;
    private @Nullable FlowSet named;

    Taken(RuleFlows flows, StarMeaning star) {
      this.flows = flows;
      this.star = star;
      this.certain = flows.certain(star);
      this.possible = flows.possible(star);
    }

    /** All flows that it matches for sure. */
    List<FlowProduct> certain() {
      return certain;
    }

    /** All flows that it may match. */
    List<FlowProduct> possible() {
      return possible;
    }

    /** The flows it speaks of, between addresses that there may be. */
    FlowSet named() {
      FlowSet found = named;
      if (found == null) {
        found = FlowSet.of(within(everywhere, flows.named(star)));
        named = found;
      }
      return found;
    }

    /** The flows it matches for sure, between addresses that there are. */
    List<FlowProduct> existing() {
      return within(inhabited, certain);
    }
  }

  PlacedRules(AddressBook book) {
    this.book = book;
    this.regions = new Regions(book);
    this.everywhere = book.everywhere().possible();
    this.inhabited = book.everywhere().certain();
    this.plain = inhabited.plain();
  }

  AddressBook book() {
    return book;
  }

  /** For a place with the same {@link Surroundings#words}. */
  AddressBook bookOf(Surroundings likewise) {
    return book.seenFrom(likewise);
  }

  /** The flows that requirements speak of here. */
  Regions regions() {
    return regions;
  }

  Placed of(RuleKind kind) {
    return rules.computeIfAbsent(kind.meaning(), meaning -> new Placed(meaning.rule()));
  }

  /** How many rules were asked for. */
  int size() {
    return rules.size();
  }

  /** What of some flows is between plain addresses. */
  List<FlowProduct> plain(List<FlowProduct> products) {
    return within(plain, products);
  }

  private static List<FlowProduct> within(AddressSet addresses, List<FlowProduct> products) {
    List<FlowProduct> inside = new ArrayList<>(products.size());
    for (FlowProduct product : products) {
      inside.add(
          product
              .withSources(product.sources().intersect(addresses))
              .withDestinations(product.destinations().intersect(addresses)));
    }
    return inside;
  }
}
