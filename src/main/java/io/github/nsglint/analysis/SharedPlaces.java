package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What rules mean in each place of a network. Many groups of a large one are seen from places that
 * look the same, and understand their rules together, as {@link Proofs} has one answer for those
 * that are alike. Not for several threads.
 */
final class SharedPlaces {
  /** Bounds the memory; what was understood is dropped and understood again. */
  private static final int MOST_PLACES = 20;

  /** Likewise, of rules in one place. */
  private static final int MOST_RULES = 250;

  private final Network network;
  private final TagAddresses tags;
  private final Map<String, PlacedRules> known = new HashMap<>();

  SharedPlaces(Network network, TagAddresses tags) {
    this.network = network;
    this.tags = tags;
  }

  TagAddresses tags() {
    return tags;
  }

  /**
   * @param rules all of a list
   * @param comparing whether there are so many groups that some will be alike
   */
  PlacedRules of(Surroundings place, List<ListedRule> rules, boolean comparing) {
    return of(place, List.of(), List.of(), rules, comparing);
  }

  /**
   * The same for questions that name prefixes too.
   *
   * @param named by the questions, or by rules beside these
   * @param excepted what the questions take out as written
   */
  PlacedRules of(
      Surroundings place,
      List<AddressPrefix> named,
      List<AddressPrefix> excepted,
      List<ListedRule> rules,
      boolean comparing) {
    // Who belongs to an application security group, the whole network decides.
    if (!comparing || Proofs.anyNamesGroup(rules) || isAnyGroup(named)) {
      return new PlacedRules(book(place, named, excepted, rules));
    }
    String one = tags(named, rules) + " except " + excepted + " in " + place.words();
    PlacedRules found = known.get(one);
    if (found == null || found.size() >= MOST_RULES) {
      if (known.size() >= MOST_PLACES) {
        known.clear();
      }
      found = new PlacedRules(book(place, named, excepted, rules));
      known.put(one, found);
    }
    return found;
  }

  private static boolean isAnyGroup(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ApplicationGroup) {
        return true;
      }
    }
    return false;
  }

  private AddressBook book(
      Surroundings place,
      List<AddressPrefix> named,
      List<AddressPrefix> excepted,
      List<ListedRule> rules) {
    List<AddressPrefix> prefixes = new ArrayList<>(named);
    for (ListedRule listed : rules) {
      SecurityRule said = listed.kind().meaning().rule();
      prefixes.addAll(said.sources());
      prefixes.addAll(said.destinations());
    }
    return book(place, prefixes, excepted);
  }

  /** What prefixes mean in a place, for one group alone. */
  AddressBook book(Surroundings place, List<AddressPrefix> prefixes, List<AddressPrefix> excepted) {
    return new AddressBook(place, prefixes, excepted, network, tags);
  }

  /** The tags that are told apart, as a book calls them: a tag has the spelling it has last. */
  private static Collection<String> tags(List<AddressPrefix> named, List<ListedRule> rules) {
    Map<String, String> tags = new TreeMap<>();
    for (AddressPrefix prefix : named) {
      if (prefix instanceof AddressPrefix.ServiceTag tag && ServiceTags.isPublic(tag.name())) {
        tags.put(tag.name().toLowerCase(Locale.ROOT), tag.name());
      }
    }
    for (ListedRule listed : rules) {
      for (String tag : listed.kind().publicTags()) {
        tags.put(tag.toLowerCase(Locale.ROOT), tag);
      }
    }
    return tags.values();
  }

  /** The tags that are told apart where these rules are: each that one of them names. */
  static Set<String> publicTags(List<ListedRule> rules) {
    TreeSet<String> tags = new TreeSet<>();
    for (int i = 0; i < rules.size(); i++) {
      tags.addAll(rules.get(i).kind().publicTags());
    }
    return tags;
  }
}
