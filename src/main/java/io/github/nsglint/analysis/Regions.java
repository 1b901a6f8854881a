package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The flows that requirements speak of in one place of a network: {@link Region}, each found once,
 * for however many groups are seen from places that look the same. Not for several threads.
 */
final class Regions {
  private final AddressBook book;

  /** By identity, as to compare two patterns is long. */
  private final IdentityHashMap<FlowPattern, List<Found>> found = new IdentityHashMap<>();

  /** A region, with all it depends on beside its pattern and the place. */
  private record Found(
      Demand demand, ProtocolSet protocols, List<Family> families, FlowBounds region) {}

  /**
   * @param book of the place, or of one that looks the same
   */
  Regions(AddressBook book) {
    this.book = book;
  }

  /** Of the pattern's flows, those that a demand is about. */
  FlowBounds of(Demand demand, FlowPattern pattern, List<Family> families) {
    return of(demand, pattern, Region.protocols(pattern), families);
  }

  /** The same with other protocols. */
  FlowBounds of(Demand demand, FlowPattern pattern, ProtocolSet protocols, List<Family> families) {
    List<Found> all = found.computeIfAbsent(pattern, key -> new ArrayList<>(1));
    for (int i = 0; i < all.size(); i++) {
      Found one = all.get(i);
      if (one.demand() == demand
          && one.protocols().equals(protocols)
          && one.families().equals(families)) {
        return one.region();
      }
    }
    FlowBounds region = Region.of(demand, pattern, protocols, families, book);
    all.add(new Found(demand, protocols, families, region));
    return region;
  }
}
