package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The flows that a change of a group's rules lets through, held against those that some requirement
 * asks for. What a requirement takes out of what must be let through ({@code except}) nobody would
 * miss; it is not forbidden, and a rule cannot be written without it.
 */
final class NewFlows {
  private static final int BUDGET = FirstMatch.DEFAULT_BUDGET;

  private final Network network;
  private final TagAddresses tags;
  private final Attachments attachments;
  private final List<Finding> asked;

  /**
   * @param network after the change
   * @param asked what is asked of it, with the answers of before
   */
  NewFlows(Network network, List<Finding> asked, TagAddresses tags) {
    this.network = network;
    this.tags = tags;
    this.attachments = new Attachments(network);
    this.asked = List.copyOf(asked);
  }

  /** Where a group stands: before a subnet, or before interfaces and whatever nobody showed. */
  private record View(Optional<Subnet> subnet, Surroundings surroundings) {}

  /** Whether all that passes a group now, and did not before, is asked for. */
  boolean areAskedFor(NetworkSecurityGroup before, NetworkSecurityGroup after) {
    for (View view : views(after)) {
      List<FlowPattern> patterns = patterns(view, after);
      AddressBook book = book(view, patterns, before, after);
      for (Direction direction : Direction.values()) {
        EffectiveRules was = effective(before, view, book, direction);
        EffectiveRules is = effective(after, view, book, direction);
        FlowSet wanted = wanted(patterns, direction, book);
        FlowSet region = region(view, direction, book);
        if (!areIn(wanted, region, was.certain(), is.certain())
            || !areIn(wanted, region, was.possible(), is.possible())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Not so either where it is too complex to tell. */
  private static boolean areIn(FlowSet wanted, FlowSet region, FirstMatch was, FirstMatch is) {
    return is.parts(region, true, BUDGET)
        .flatMap(passing -> was.parts(passing, false, BUDGET))
        .filter(wanted::containsAll)
        .isPresent();
  }

  private List<View> views(NetworkSecurityGroup group) {
    List<View> views = new ArrayList<>();
    for (Subnet subnet : attachments.subnetsOf(group)) {
      views.add(new View(Optional.of(subnet), Surroundings.of(subnet, network)));
    }
    List<NetworkInterface> interfaces = attachments.interfacesOf(group);
    if (views.isEmpty() || !interfaces.isEmpty()) {
      views.add(new View(Optional.empty(), Surroundings.shared(List.of(), interfaces, network)));
    }
    return views;
  }

  /** What must pass the group here. */
  private List<FlowPattern> patterns(View view, NetworkSecurityGroup group) {
    String id = view.subnet().map(subnet -> subnet.id().toString()).orElse("");
    String groupId = group.id().toString();
    List<FlowPattern> patterns = new ArrayList<>();
    for (Finding finding : asked) {
      boolean here = finding.resourceId().equals(id) || finding.resourceId().equals(groupId);
      if (here && !(finding.verdict() instanceof Verdict.NotApplicable)) {
        patterns.addAll(required(finding.rule().requirement()));
      }
    }
    return patterns;
  }

  private static List<FlowPattern> required(Requirement requirement) {
    return requirement.fold(
        flows ->
            flows.demand() == Demand.ALL || flows.demand() == Demand.SOME
                ? flows.patterns()
                : List.of(),
        gate -> gate.rows().stream().map(Requirement.Row::pattern).toList(),
        property -> List.of(),
        rules -> List.of(),
        reach -> List.of());
  }

  private AddressBook book(
      View view,
      List<FlowPattern> patterns,
      NetworkSecurityGroup before,
      NetworkSecurityGroup after) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (FlowPattern pattern : patterns) {
      prefixes.addAll(pattern.source().prefixes());
      prefixes.addAll(pattern.destination().prefixes());
    }
    List<SecurityRule> rules = new ArrayList<>(before.rules());
    rules.addAll(after.rules());
    rules.addAll(DefaultSecurityRules.at(after.span()));
    admin(view).forEach(applied -> rules.add(applied.rule()));
    for (SecurityRule rule : rules) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    return new AddressBook(view.surroundings(), prefixes, List.of(), network, tags);
  }

  private List<AdminRules.Applied> admin(View view) {
    return new AdminRules(network).of(view.subnet().stream().toList());
  }

  private EffectiveRules effective(
      NetworkSecurityGroup group, View view, AddressBook book, Direction direction) {
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    List<EffectiveRules.Admin> admin = new ArrayList<>();
    for (AdminRules.Applied applied : admin(view)) {
      admin.add(new EffectiveRules.Admin(new RuleFlows(applied.rule(), book), applied.action()));
    }
    return new EffectiveRules(
        rules.stream().map(rule -> new RuleFlows(rule, book)).toList(), admin, direction);
  }

  /** The flows that meet the group: all whose inner end stands behind it. */
  private static FlowSet region(View view, Direction direction, AddressBook book) {
    AddressSet anywhere = book.everywhere().possible();
    AddressSet behind = view.subnet().isPresent() ? book.subnet().possible() : anywhere;
    boolean inbound = direction == Direction.INBOUND;
    return FlowSet.of(
        FlowProduct.all()
            .withSources(inbound ? anywhere : behind)
            .withDestinations(inbound ? behind : anywhere));
  }

  private static FlowSet wanted(List<FlowPattern> patterns, Direction direction, AddressBook book) {
    List<FlowProduct> wanted = new ArrayList<>();
    for (FlowPattern pattern : patterns) {
      if (pattern.direction() == direction) {
        wanted.add(
            new FlowProduct(
                Region.protocols(pattern),
                addresses(pattern.source(), book),
                PortSet.all(),
                addresses(pattern.destination(), book),
                Region.ports(pattern)));
      }
    }
    return FlowSet.of(wanted);
  }

  private static AddressSet addresses(Place place, AddressBook book) {
    AddressSet all =
        place.subnet()
            ? book.subnet().possible().union(book.inSubnet().possible())
            : AddressSet.empty();
    return place.prefixes().isEmpty()
        ? all
        : all.union(RuleFlows.addresses(place.prefixes(), book).possible());
  }
}
