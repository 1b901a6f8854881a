package io.github.nsglint.analysis;

import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What the group of an interface lets in, the group of its subnet may keep out: both must let a
 * packet in. The verdict stays that of the one group, as the other is no part of it; but it says
 * so.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works">How
 *     network security groups filter traffic</a>
 */
final class OtherGroups {
  private final Network network;
  private final Attachments attachments;
  private final TagAddresses tags;

  OtherGroups(Network network, Attachments attachments, TagAddresses tags) {
    this.network = network;
    this.attachments = attachments;
    this.tags = tags;
  }

  /**
   * The verdict about a group, with the groups of subnets that keep out all that it lets in
   * wrongly.
   *
   * @param admin what is asked before the groups
   */
  Verdict.Broken besides(
      Verdict.Broken broken,
      NetworkSecurityGroup group,
      Question question,
      Requirement.Flows flows,
      List<AdminRules.Applied> admin) {
    boolean lets = flows.demand() == Demand.NONE || flows.demand() == Demand.NOT_EVERY_PORT;
    List<NetworkInterface> nics = attachments.interfacesOf(group);
    if (!lets || nics.isEmpty()) {
      return broken;
    }
    List<String> closed = new ArrayList<>();
    int behind = 0;
    for (Behind there : bySubnet(nics)) {
      Optional<NetworkSecurityGroup> other =
          attachments
              .groupOf(there.subnet())
              .known()
              .filter(found -> !isSame(found, group))
              .filter(found -> letsNothingIn(found, there.nics(), question, flows, admin));
      if (other.isPresent()) {
        String name = other.get().shownName();
        closed.add(name + ", the group of " + attachments.display(there.subnet()));
        behind += there.nics().size();
      }
    }
    if (closed.isEmpty()) {
      return broken;
    }
    boolean all = behind == nics.size() && attachments.subnetsOf(group).isEmpty();
    return broken.saying(
        (all ? "as far as " + group.shownName() + " is concerned, " : "")
            + broken.what()
            + "; "
            + String.join(" and ", closed)
            + (closed.size() == 1 ? ", lets" : ", let")
            + " none of it in"
            + (all ? "" : " there"));
  }

  /** Interfaces of one subnet. */
  private record Behind(Subnet subnet, List<NetworkInterface> nics) {}

  /** Those of which the one subnet was read: else nobody knows what stands there. */
  private List<Behind> bySubnet(List<NetworkInterface> nics) {
    Machines machines = new Machines(network);
    IdentityHashMap<Subnet, Behind> known = new IdentityHashMap<>();
    List<Behind> all = new ArrayList<>();
    for (NetworkInterface nic : nics) {
      List<Subnet> subnets = machines.subnetsOf(nic);
      if (subnets.size() == 1) {
        Subnet subnet = subnets.get(0);
        Behind there = known.get(subnet);
        if (there == null) {
          there = new Behind(subnet, new ArrayList<>());
          known.put(subnet, there);
          all.add(there);
        }
        there.nics().add(nic);
      }
    }
    return all;
  }

  @SuppressWarnings("ReferenceEquality") // to compare two groups is to compare all their rules
  private static boolean isSame(NetworkSecurityGroup a, NetworkSecurityGroup b) {
    return a == b;
  }

  private boolean letsNothingIn(
      NetworkSecurityGroup other,
      List<NetworkInterface> nics,
      Question question,
      Requirement.Flows flows,
      List<AdminRules.Applied> admin) {
    Surroundings around = Surroundings.shared(List.of(), nics, network);
    Proofs proofs = new Proofs(1);
    return other.condition().isEmpty()
        && new GroupView(
                    other,
                    ListedRule.of(other, proofs),
                    around,
                    other.shownName(),
                    new Questions(List.of(question)),
                    admin,
                    new SharedPlaces(network, tags),
                    proofs)
                .decide(question, flows)
            instanceof Verdict.Holds;
  }
}
