package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules match as one place of the network sees them. Each is understood once, in however many
 * lists it stands.
 */
final class PlacedRules {
  private final AddressBook book;
  private final AddressSet everywhere;
  private final AddressSet inhabited;
  private final AddressSet plain;
  private final Map<RuleMeaning, Placed> rules = new HashMap<>();

  /** One rule here, whatever it is called and wherever it stands. */
  final class Placed {
    private final RuleFlows flows;
    private final IdentityHashMap<StarMeaning, List<FlowProduct>> named = new IdentityHashMap<>();
    private final IdentityHashMap<StarMeaning, List<FlowProduct>> certain = new IdentityHashMap<>();

    Placed(SecurityRule rule) {
      this.flows = new RuleFlows(rule, book);
    }

    /** All flows that it matches for sure, or may match. */
    RuleFlows flows() {
      return flows;
    }

    /**
     * The flows it speaks of, between addresses that there may be.
     *
     * @param star one of {@link StarMeaning#ALL}
     */
    List<FlowProduct> named(StarMeaning star) {
      return named.computeIfAbsent(star, taken -> within(everywhere, flows.named(taken)));
    }

    /**
     * The flows it matches for sure, between addresses that there are.
     *
     * @param star one of {@link StarMeaning#ALL}
     */
    List<FlowProduct> certain(StarMeaning star) {
      return certain.computeIfAbsent(star, taken -> within(inhabited, flows.certain(taken)));
    }
  }

  PlacedRules(AddressBook book) {
    this.book = book;
    this.everywhere = book.everywhere().possible();
    this.inhabited = book.everywhere().certain();
    this.plain = inhabited.plain();
  }

  AddressBook book() {
    return book;
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
