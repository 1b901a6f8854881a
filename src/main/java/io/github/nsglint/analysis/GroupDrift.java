package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.analysis.TwoLists.Contrast;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two statements of one group: flows that the one lets through and the other does not, each way
 * with one of them as a packet. Order, names and the way in which ports and prefixes are written
 * make no difference.
 */
final class GroupDrift {
  private final Network declared;
  private final Network deployed;
  private final TagAddresses tags;
  private final Attachments declaredPlaces;
  private final Attachments deployedPlaces;

  GroupDrift(Network declared, Network deployed, TagAddresses tags) {
    this.declared = declared;
    this.deployed = deployed;
    this.tags = tags;
    this.declaredPlaces = new Attachments(declared);
    this.deployedPlaces = new Attachments(deployed);
  }

  List<Difference> between(NetworkSecurityGroup wanted, NetworkSecurityGroup there) {
    List<AddressPrefix> named = new ArrayList<>();
    List<SecurityRule> declaredRules = new ArrayList<>();
    for (SecurityRule rule : wanted.rules()) {
      declaredRules.add(
          rule.between(meant(rule.sources(), there), meant(rule.destinations(), there)));
    }
    declaredRules.addAll(DefaultSecurityRules.at(wanted.span()));
    List<SecurityRule> deployedRules = new ArrayList<>(there.rules());
    deployedRules.addAll(DefaultSecurityRules.at(there.span()));
    List<SecurityRule> all = new ArrayList<>(declaredRules);
    all.addAll(deployedRules);
    for (SecurityRule rule : all) {
      named.addAll(rule.sources());
      named.addAll(rule.destinations());
    }
    // Seen from where it is deployed; declared alone, its virtual network may be in no file.
    boolean placed = !deployedPlaces.subnetsBehind(there).isEmpty();
    Network network = placed ? deployed : declared;
    Surroundings place =
        placed
            ? Surroundings.shared(
                deployedPlaces.subnetsOf(there), deployedPlaces.interfacesOf(there), network)
            : Surroundings.shared(
                declaredPlaces.subnetsOf(wanted), declaredPlaces.interfacesOf(wanted), network);
    AddressBook book =
        AddressBook.sharing(List.of(place), named, List.of(), List.of(), network, tags).get(0);
    List<Difference> differences = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      TwoLists both =
          new TwoLists(
              wanted.shownName(), wanted.span(), declaredRules, deployedRules, direction, book);
      differences.addAll(between(wanted, both, direction, book));
    }
    return differences;
  }

  /** A template names application security groups by less of their id than Azure does. */
  private List<AddressPrefix> meant(List<AddressPrefix> prefixes, NetworkSecurityGroup there) {
    List<AddressPrefix> meant = new ArrayList<>();
    for (AddressPrefix prefix : prefixes) {
      meant.add(
          prefix instanceof AddressPrefix.ApplicationGroup group ? meant(group, there) : prefix);
    }
    return meant;
  }

  private AddressPrefix meant(AddressPrefix.ApplicationGroup group, NetworkSecurityGroup there) {
    Set<ResourceId> candidates = new LinkedHashSet<>();
    for (SecurityRule rule : there.rules()) {
      for (AddressPrefix prefix : rule.sources()) {
        candidate(prefix, group).ifPresent(candidates::add);
      }
      for (AddressPrefix prefix : rule.destinations()) {
        candidate(prefix, group).ifPresent(candidates::add);
      }
    }
    for (ApplicationSecurityGroup each : deployed.applicationGroups()) {
      if (each.id().matches(group.id())) {
        candidates.add(each.id());
      }
    }
    return candidates.size() == 1
        ? new AddressPrefix.ApplicationGroup(candidates.iterator().next(), group.span())
        : group;
  }

  private static Optional<ResourceId> candidate(
      AddressPrefix prefix, AddressPrefix.ApplicationGroup group) {
    return prefix instanceof AddressPrefix.ApplicationGroup other && other.id().matches(group.id())
        ? Optional.of(other.id())
        : Optional.empty();
  }

  /** Both statements in one direction. */
  private static List<Difference> between(
      NetworkSecurityGroup wanted, TwoLists both, Direction direction, AddressBook book) {
    for (Family family : Family.values()) {
      AddressSet everywhere = book.distinct(book.everywhere().possible()).family(family);
      both.compare(everywhere, everywhere);
    }
    List<Difference> all = new ArrayList<>();
    both.more()
        .map(contrast -> words(direction, contrast, "lets through what is declared to be denied"))
        .ifPresent(what -> all.add(difference(wanted, Kind.FLOWS, what)));
    both.less()
        .map(contrast -> words(direction, contrast, "denies what is declared to be let through"))
        .ifPresent(what -> all.add(difference(wanted, Kind.FLOWS, what)));
    if (all.isEmpty() && !both.unknown().isEmpty()) {
      String reasons = String.join("; ", both.unknown().stream().limit(3).toList());
      all.add(
          difference(
              wanted,
              Kind.UNKNOWN,
              direction
                  + ": whether the same flows pass depends on what is not known: "
                  + reasons));
    }
    return all;
  }

  private static Difference difference(NetworkSecurityGroup wanted, Kind kind, String what) {
    return new Difference(kind, wanted.shownName(), wanted.id().toString(), what, wanted.span());
  }

  private static String words(Direction direction, Contrast contrast, String what) {
    return direction
        + ": the deployed group "
        + what
        + ": "
        + contrast.witness()
        + ", deployed: "
        + contrast.second()
        + ", declared: "
        + contrast.first();
  }
}
