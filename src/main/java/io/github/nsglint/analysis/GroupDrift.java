package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.analysis.Levels.Answer;
import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.analysis.Verdict.Witness;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
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
    List<SecurityRule> both = new ArrayList<>(declaredRules);
    both.addAll(deployedRules);
    for (SecurityRule rule : both) {
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
      differences.addAll(
          new Both(wanted, declaredRules, deployedRules, direction, book).differences());
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
  private static final class Both {
    private final NetworkSecurityGroup wanted;
    private final Direction direction;
    private final Level declared;
    private final Level deployed;
    private final AddressBook book;
    private Optional<String> more = Optional.empty();
    private Optional<String> less = Optional.empty();
    private final Set<String> unknown = new LinkedHashSet<>();

    Both(
        NetworkSecurityGroup wanted,
        List<SecurityRule> declaredRules,
        List<SecurityRule> deployedRules,
        Direction direction,
        AddressBook book) {
      this.wanted = wanted;
      this.direction = direction;
      this.book = book;
      this.declared = level(declaredRules);
      this.deployed = level(deployedRules);
    }

    private Level level(List<SecurityRule> rules) {
      List<RuleFlows> flows = new ArrayList<>();
      for (SecurityRule rule : rules) {
        if (rule.mayBe(direction)) {
          flows.add(new RuleFlows(rule, book));
        }
      }
      return new Level(
          direction,
          wanted.shownName(),
          new Level.Guard(
              wanted.shownName(),
              wanted.span(),
              new EffectiveRules(flows, direction),
              book,
              Optional.empty()));
    }

    List<Difference> differences() {
      for (Family family : Family.values()) {
        AddressSet everywhere = book.distinct(book.everywhere().possible()).family(family);
        compare(
            new FlowProduct(
                ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP),
                everywhere,
                PortSet.all(),
                everywhere,
                PortSet.all()));
        compare(
            new FlowProduct(
                ProtocolSet.all().minus(ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP)),
                everywhere,
                PortSet.all(),
                everywhere,
                PortSet.all()));
      }
      List<Difference> all = new ArrayList<>();
      more.ifPresent(what -> all.add(difference(Kind.FLOWS, what)));
      less.ifPresent(what -> all.add(difference(Kind.FLOWS, what)));
      if (all.isEmpty() && !unknown.isEmpty()) {
        String reasons = String.join("; ", unknown.stream().limit(3).toList());
        all.add(
            difference(
                Kind.UNKNOWN,
                direction
                    + ": whether the same flows pass depends on what is not known: "
                    + reasons));
      }
      return all;
    }

    private Difference difference(Kind kind, String what) {
      return new Difference(kind, wanted.shownName(), wanted.id().toString(), what, wanted.span());
    }

    private void compare(FlowProduct flows) {
      if (flows.isEmpty()) {
        return;
      }
      for (Piece first : new Levels(List.of(declared)).pieces(flows)) {
        for (Piece second : new Levels(List.of(deployed)).pieces(first.flows())) {
          judge(first, second);
        }
      }
    }

    private void judge(Piece first, Piece second) {
      Answer wantedAnswer = first.answer();
      Answer answer = second.answer();
      if (wantedAnswer == Answer.UNKNOWN || answer == Answer.UNKNOWN) {
        // Where both depend on the same, as on what a service tag holds, they are alike.
        if (!reasons(first).equals(reasons(second)) || wantedAnswer != answer) {
          unknown.addAll(reasons(first));
          unknown.addAll(reasons(second));
        }
      } else if (answer == Answer.ALLOWED && wantedAnswer == Answer.DENIED && more.isEmpty()) {
        more = Optional.of(words(first, second, "lets through what is declared to be denied"));
      } else if (answer == Answer.DENIED && wantedAnswer == Answer.ALLOWED && less.isEmpty()) {
        less = Optional.of(words(first, second, "denies what is declared to be let through"));
      }
    }

    private static Set<String> reasons(Piece piece) {
      Set<String> texts = new LinkedHashSet<>();
      piece
          .decisions()
          .forEach(each -> each.reasons().stream().map(Remark::text).forEach(texts::add));
      return texts;
    }

    private String words(Piece first, Piece second, String what) {
      Level.Guard guard = (Level.Guard) deployed.standing();
      Flow flow = guard.example(second.flows());
      Witness witness =
          new Witness(
              FlowVerdicts.protocol(flow.protocol()),
              book.text(flow.source()),
              flow.sourcePort(),
              book.text(flow.destination()),
              flow.destinationPort());
      return direction
          + ": the deployed group "
          + what
          + ": "
          + witness
          + ", deployed: "
          + rule(second)
          + ", declared: "
          + rule(first);
    }

    /** Of the only level. */
    private static String rule(Piece piece) {
      return piece
          .decisions()
          .get(0)
          .rule()
          .map(rule -> FlowVerdicts.words(rule).toString())
          .orElse("no rule");
    }
  }
}
