package io.github.nsglint.azure;

import io.github.nsglint.flow.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public tags that rules and requirements name: those whose addresses are known, and others.
 */
final class NamedTags {
  /**
   * @param addresses plain ones
   */
  record Known(String name, AddressSet addresses) {}

  private final TagAddresses source;
  private final Map<String, Known> known = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * @param names by their lower case
   */
  NamedTags(Map<String, String> names, TagAddresses source) {
    this.source = source;
    for (Map.Entry<String, String> name : names.entrySet()) {
      Optional<AddressSet> addresses = source.find(name.getValue());
      if (addresses.isPresent()) {
        known.put(name.getKey(), new Known(name.getValue(), addresses.get()));
      } else {
        unknown.add(name.getValue());
      }
    }
  }

  /** In alphabetical order. */
  List<Known> known() {
    return List.copyOf(known.values());
  }

  /** In alphabetical order. */
  List<String> unknown() {
    return unknown;
  }

  Optional<Known> find(String name) {
    return Optional.ofNullable(known.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Where the addresses of a tag can lie: within those of the tags that it lies in. */
  AddressSet extent(String tag, AddressSet internet) {
    AddressSet extent = internet;
    for (Known outer : known.values()) {
      if (ServiceTags.isWithin(tag, outer.name())) {
        extent = extent.intersect(outer.addresses());
      }
    }
    return extent;
  }

  /** The addresses of the known tags that lie in a tag. */
  AddressSet inside(String tag) {
    List<AddressSet> inner = new ArrayList<>();
    for (Known each : known.values()) {
      if (ServiceTags.isWithin(each.name(), tag)) {
        inner.add(each.addresses());
      }
    }
    return AddressSet.union(inner);
  }

  /** Why the addresses of a tag are not known, and what would tell them, as a clause. */
  String gap(String tag) {
    return source.gap(tag);
  }
}
