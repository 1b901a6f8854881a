package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Attachments.Attached;
import io.github.nsglint.analysis.TwoLists.Contrast;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.ExpandedTag;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.EffectiveSecurityRules;
import io.github.nsglint.model.EffectiveSecurityRules.Expansion;
import io.github.nsglint.model.EffectiveSecurityRules.OfGroup;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Azure says of one interface, against the groups of its subnet and its own: whether they are
 * attached, which flows of the interface each lets through, and what their service tags hold. Flows
 * of other machines are none of this interface's.
 *
 * <p>Tags are compared by name where both sides have them, and what they hold apart from that. Only
 * IPv4: Azure writes {@code 0.0.0.0/0} for a star.
 */
final class RulesInForce {
  private final EffectiveSecurityRules answer;
  private final NetworkInterface nic;
  private final Network network;
  private final Attachments attachments;
  private final TagAddresses tags;
  private final List<Difference> differences = new ArrayList<>();
  private final Set<String> doubts = new LinkedHashSet<>();

  /** Azure tells what a tag holds with each rule that names it. */
  private final Set<String> expanded = new LinkedHashSet<>();

  private final Set<OfGroup> met = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param what a sentence without a full stop
   * @param span in the answer
   */
  record Difference(String what, Span span) {
    Difference {
      requireNonNull(what);
      requireNonNull(span);
    }
  }

  RulesInForce(
      EffectiveSecurityRules answer,
      NetworkInterface nic,
      Network network,
      Attachments attachments,
      TagAddresses tags) {
    this.answer = answer;
    this.nic = nic;
    this.network = network;
    this.attachments = attachments;
    this.tags = tags;
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** What could not be compared, as clauses. */
  Set<String> doubts() {
    return Collections.unmodifiableSet(doubts);
  }

  void compare() {
    if (answer.condition().isPresent()) {
      doubts.add(answer.condition().get().reason());
      return;
    }
    List<Subnet> subnets = subnets();
    if (subnets.size() != 1) {
      doubts.add(
          subnets.isEmpty() ? "its subnet was not read" : "it has addresses in several subnets");
      return;
    }
    Subnet subnet = subnets.get(0);
    boolean below =
        compare(
            "subnet " + attachments.display(subnet),
            attachments.groupOf(subnet),
            subnet.id(),
            subnet);
    boolean above = compare("the interface", attachments.groupOf(nic), nic.id(), subnet);
    boolean known = below && above;
    for (OfGroup each : answer.groups()) {
      if (!met.contains(each)) {
        unmet(each, known);
      }
    }
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      if (configuration.family().fold(family -> family != Family.IPV4, unknown -> true)) {
        doubts.add("IPv6, where Azure's answer does not tell * from 0.0.0.0/0");
      }
    }
  }

  /** Each once. */
  private List<Subnet> subnets() {
    List<Subnet> subnets = new ArrayList<>();
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      List<Element> found =
          configuration.subnet() instanceof Reference.To to
              ? network.find(to.id(), to.span())
              : List.of();
      if (found.size() != 1 || !(found.get(0) instanceof Subnet subnet)) {
        return List.of();
      }
      if (subnets.stream().noneMatch(each -> each.id().equals(subnet.id()))) {
        subnets.add(subnet);
      }
    }
    return subnets;
  }

  /** Whether it is known what is attached there, as far as was read. */
  private boolean compare(String place, Attached attached, ResourceId at, Subnet subnet) {
    return attached.fold(
        () -> true,
        group -> {
          List<OfGroup> found =
              answer.groups().stream()
                  .filter(each -> isOf(each.group(), group.id()) && isAt(each, at))
                  .toList();
          if (found.isEmpty()) {
            differences.add(
                new Difference(
                    "Azure does not name "
                        + group.shownName()
                        + " as in force, which is attached to "
                        + place,
                    answer.span()));
          }
          for (OfGroup each : found) {
            met.add(each);
            new OneGroup(group, each, place, subnet).compare();
          }
          return true;
        },
        why -> {
          doubts.add(why.text());
          return false;
        });
  }

  private static boolean isOf(Reference reference, ResourceId id) {
    return reference instanceof Reference.To to && to.id().matches(id);
  }

  /** An answer that does not say where the group is attached may mean either place. */
  private static boolean isAt(OfGroup group, ResourceId place) {
    boolean silent =
        group.subnet() instanceof Reference.Absent
            && group.attachedInterface() instanceof Reference.Absent;
    return silent || isOf(group.subnet(), place) || isOf(group.attachedInterface(), place);
  }

  /**
   * @param known whether all that is attached was read
   */
  private void unmet(OfGroup group, boolean known) {
    if (group.group() instanceof Reference.To to) {
      if (known) {
        differences.add(
            new Difference(
                "Azure names "
                    + to.id().shownName()
                    + " as in force, which is attached neither to the subnet nor to the interface"
                    + " as they were read",
                group.span()));
      }
    } else if (group.networkManager() instanceof Reference.To manager) {
      doubts.add("the security admin rules of " + manager.id().shownName());
    } else {
      doubts.add("rules for which Azure's answer names no group");
    }
  }

  private final class OneGroup {
    private final NetworkSecurityGroup group;
    private final OfGroup inForce;
    private final String place;
    private final AddressBook book;
    private final List<SecurityRule> read;
    private final List<SecurityRule> rules = new ArrayList<>();

    OneGroup(NetworkSecurityGroup group, OfGroup inForce, String place, Subnet subnet) {
      this.group = group;
      this.inForce = inForce;
      this.place = place;
      this.read = new ArrayList<>(group.rules());
      read.addAll(DefaultSecurityRules.at(group.span()));
      // What depends on a value that is not known depends on the same one then.
      for (SecurityRule rule : inForce.rules()) {
        rules.add(read.stream().filter(each -> SameRule.is(each, rule)).findFirst().orElse(rule));
      }
      List<AddressPrefix> named = new ArrayList<>(named(read));
      named.addAll(named(rules));
      this.book =
          AddressBook.sharing(
                  List.of(Surroundings.of(subnet, network)),
                  named,
                  List.of(),
                  List.of(nic),
                  network,
                  tags)
              .get(0);
    }

    private static List<AddressPrefix> named(List<SecurityRule> rules) {
      List<AddressPrefix> named = new ArrayList<>();
      for (SecurityRule rule : rules) {
        named.addAll(rule.sources());
        named.addAll(rule.destinations());
      }
      return named;
    }

    /**
     * Where both sides can be compared. Azure shows the addresses of an application security
     * group's members; of a tag that only one side names, and whose addresses are not known, nobody
     * can tell what the other side says.
     */
    private AddressSet comparable() {
      AddressSet set = book.shown(book.distinct(book.everywhere().possible()));
      Set<String> here = publicTags(named(read));
      Set<String> there = publicTags(named(rules));
      for (AddressPrefix prefix : named(both())) {
        boolean one =
            prefix instanceof AddressPrefix.ServiceTag tag
                && here.contains(tag.name()) != there.contains(tag.name());
        if (one) {
          AddressSet certain = book.of(prefix).certain();
          set = set.minus(certain.minus(certain.onLines(List.of(0))));
          doubts.add("the addresses of " + prefix + " (" + tags.gap(prefix.toString()) + ")");
        }
      }
      return set.family(Family.IPV4);
    }

    private List<SecurityRule> both() {
      List<SecurityRule> both = new ArrayList<>(read);
      both.addAll(rules);
      return both;
    }

    /** Those whose addresses are not known. */
    private Set<String> publicTags(List<AddressPrefix> prefixes) {
      Set<String> names = new TreeSet<>();
      for (AddressPrefix prefix : prefixes) {
        if (prefix instanceof AddressPrefix.ServiceTag tag
            && ServiceTags.isPublic(tag.name())
            && tags.find(tag.name()).isEmpty()) {
          names.add(tag.name());
        }
      }
      return names;
    }

    void compare() {
      AddressSet everywhere = comparable();
      AddressSet own = book.machine(nic).possible().family(Family.IPV4);
      if (own.isEmpty()) {
        doubts.add("it has no IPv4 address");
        return;
      }
      for (Direction direction : Direction.values()) {
        TwoLists lists =
            new TwoLists(group.shownName(), group.span(), read, rules, direction, book);
        lists.compare(
            direction == Direction.INBOUND ? everywhere : own,
            direction == Direction.INBOUND ? own : everywhere);
        lists.more().ifPresent(contrast -> differ(direction, contrast, "let through", "denies"));
        lists.less().ifPresent(contrast -> differ(direction, contrast, "deny", "lets through"));
        if (lists.more().isEmpty() && lists.less().isEmpty()) {
          doubts.addAll(lists.unknown());
        }
      }
      inForce.expansions().forEach(this::compare);
    }

    private void differ(Direction direction, Contrast contrast, String theirs, String ours) {
      differences.add(
          new Difference(
              direction
                  + ", at "
                  + place
                  + ": the rules in force "
                  + theirs
                  + " what "
                  + group.shownName()
                  + " "
                  + ours
                  + " as it was read: "
                  + contrast.witness()
                  + ", in force: "
                  + contrast.second()
                  + ", read: "
                  + contrast.first(),
              inForce.span()));
    }

    private void compare(Expansion expansion) {
      if (!expanded.add(expansion.tag().name() + " " + expansion.blocks())) {
        return;
      }
      ExpandedTag compared = ExpandedTag.of(expansion, book, tags);
      compared.doubt().ifPresent(doubts::add);
      compared
          .lacks()
          .ifPresent(
              address ->
                  differ(
                      expansion,
                      "does not hold " + book.text(address) + " in force, and does here"));
      compared
          .holds()
          .ifPresent(
              address ->
                  differ(
                      expansion,
                      "holds " + book.text(address) + " in force, and surely does not here"));
    }

    private void differ(Expansion expansion, String what) {
      differences.add(
          new Difference(
              "the service tag " + expansion.tag().name() + " " + what, expansion.tag().span()));
    }
  }
}
