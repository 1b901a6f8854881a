package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The groups that stand before one area, as it sees them. Outbound its interface's is asked first,
 * inbound its subnet's.
 */
final class Guards {
  /** What holds the rules of a network manager. */
  static final String ADMIN_RULES = "security admin rules";

  private final Attachments attachments;
  private final Area.Home home;
  private final List<AdminRules.Applied> admin;
  private final AddressBook book;

  /**
   * @param admin what is asked before the groups
   * @param book of the area's place
   */
  Guards(
      Attachments attachments, Area.Home home, List<AdminRules.Applied> admin, AddressBook book) {
    this.attachments = attachments;
    this.admin = List.copyOf(admin);
    this.home = home;
    this.book = book;
  }

  static Surroundings surroundings(Area.Home home, Network network) {
    return home.subnet()
        .map(subnet -> Surroundings.of(subnet, network))
        .orElseGet(() -> Surroundings.shared(List.of(), home.nic().stream().toList(), network));
  }

  /** All that the rules of the groups before an area name. */
  static List<AddressPrefix> named(Area.Home home, Attachments attachments) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (Attachments.Attached attached : attached(home, attachments)) {
      List<SecurityRule> rules =
          attached.known().map(NetworkSecurityGroup::rules).orElse(List.of());
      for (SecurityRule rule : rules) {
        prefixes.addAll(rule.sources());
        prefixes.addAll(rule.destinations());
      }
    }
    return prefixes;
  }

  private static List<Attachments.Attached> attached(Area.Home home, Attachments attachments) {
    List<Attachments.Attached> all = new ArrayList<>();
    home.subnet().ifPresent(subnet -> all.add(attachments.groupOf(subnet)));
    home.nic().ifPresent(nic -> all.add(attachments.groupOf(nic)));
    home.perhaps().forEach(nic -> all.add(attachments.groupOf(nic)));
    return all;
  }

  /** In the order in which a flow of this direction passes them. */
  List<Level> levels(Direction direction) {
    List<Level> levels = new ArrayList<>();
    levels.add(ofSubnet(direction));
    if (home.nic().isPresent()) {
      NetworkInterface nic = home.nic().get();
      levels.add(ofInterface(nic, direction, Optional.empty()));
    }
    for (NetworkInterface nic : home.perhaps()) {
      Remark doubt =
          new Remark(
              "whether the machine is that of interface "
                  + nic.name()
                  + ", whose address is not known",
              nic.span());
      levels.add(ofInterface(nic, direction, Optional.of(doubt)));
    }
    if (levels.size() == 1) {
      levels.add(new Level(direction, "interface (none with a group was read)", new Level.Open()));
    }
    if (direction == Direction.OUTBOUND) {
      Collections.reverse(levels);
    }
    if (!admin.isEmpty()) {
      levels.add(0, ofManager(direction));
    }
    return levels;
  }

  /** What security admin rules stop, also where no group stands. */
  private Level ofManager(Direction direction) {
    Span place = admin.get(0).rule().span();
    List<RuleFlows> goOn = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      // Any is not sure to mean all of the others.
      if (protocol != Protocol.ANY) {
        goOn.add(new RuleFlows(DefaultSecurityRules.passes(protocol, direction, place), book));
      }
    }
    return new Level(
        direction,
        home.subnet()
            .flatMap(subnet -> subnet.id().parent())
            .map(id -> "virtual network " + id.name())
            .orElse("virtual network"),
        new Level.Guard(
            ADMIN_RULES,
            place,
            new EffectiveRules(goOn, flows(admin), direction),
            book,
            Optional.empty()));
  }

  /** Whether it is not written anywhere, but stands for flows that no admin rule stops. */
  static boolean isGoingOn(SecurityRule rule) {
    return rule.name().equals(DefaultSecurityRules.GOES_ON);
  }

  private Level ofSubnet(Direction direction) {
    if (home.subnet().isEmpty()) {
      return new Level(direction, "subnet", new Level.Unknown(home.withoutSubnet().orElseThrow()));
    }
    Subnet subnet = home.subnet().get();
    return level(
        direction,
        "subnet " + attachments.display(subnet),
        attachments.groupOf(subnet),
        Optional.empty());
  }

  private Level ofInterface(NetworkInterface nic, Direction direction, Optional<Remark> doubt) {
    return level(direction, "interface " + nic.name(), attachments.groupOf(nic), doubt);
  }

  private Level level(
      Direction direction, String place, Attachments.Attached attached, Optional<Remark> doubt) {
    Level.Standing standing =
        attached.fold(
            Level.Open::new,
            group ->
                new Level.Guard(
                    group.shownName(),
                    group.span(),
                    rules(group, direction),
                    book,
                    doubt.or(() -> absence(group))),
            Level.Unknown::new);
    return new Level(direction, place, standing);
  }

  /**
   * What lets flows pass without asking a group, or sends them on to it. A Deny is left out: the
   * manager's own level knows what it stops, and what it perhaps stops is nothing that the group
   * has to say.
   */
  private List<AdminRules.Applied> passing() {
    return admin.stream()
        .filter(applied -> applied.action().fold(known -> known != Action.DENY, unknown -> true))
        .toList();
  }

  private List<EffectiveRules.Admin> flows(List<AdminRules.Applied> rules) {
    List<EffectiveRules.Admin> all = new ArrayList<>();
    for (AdminRules.Applied applied : rules) {
      all.add(new EffectiveRules.Admin(new RuleFlows(applied.rule(), book), applied.action()));
    }
    return all;
  }

  private EffectiveRules rules(NetworkSecurityGroup group, Direction direction) {
    List<RuleFlows> flows = new ArrayList<>();
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    for (SecurityRule rule : rules) {
      if (rule.mayBe(direction)) {
        flows.add(new RuleFlows(rule, book));
      }
    }
    return new EffectiveRules(flows, flows(passing()), direction);
  }

  private static Optional<Remark> absence(NetworkSecurityGroup group) {
    return group
        .condition()
        .map(
            condition ->
                new Remark(
                    "whether " + group.shownName() + " is deployed: " + condition.reason(),
                    condition.span()));
  }
}
