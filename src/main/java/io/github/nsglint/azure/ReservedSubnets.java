package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names of subnets that Azure gives a meaning; they compare without case.
 *
 * @see <a href="https://learn.microsoft.com/azure/bastion/configuration-settings">the subnet of
 *     Bastion</a>
 */
public final class ReservedSubnets {
  public static final String BASTION = "AzureBastionSubnet";

  private ReservedSubnets() {}

  /**
   * A subnet's name. Where it is not known and a Bastion host stands in the subnet, it is the only
   * one that Azure takes for that.
   */
  public static String nameOf(Subnet subnet, Network network) {
    return mayBeBastion(subnet) && hasHost(subnet, network) ? BASTION : subnet.name();
  }

  /** Of each subnet that may be AzureBastionSubnet or not, a note that it is taken for another. */
  static List<Problem> doubts(Network network) {
    List<Problem> doubts = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      if (mayBeBastion(subnet) && !isUnread(subnet) && !hasHost(subnet, network)) {
        doubts.add(
            Problem.note(
                "subnet-name-unknown",
                "the name "
                    + subnet.shownName()
                    + " is not known; the subnet is taken for another than "
                    + BASTION,
                subnet.span()));
      }
    }
    return doubts;
  }

  private static boolean mayBeBastion(Subnet subnet) {
    if (subnet.id().isNamed()) {
      return false;
    }
    Optional<ResourceId> bastion = subnet.id().parent().map(id -> id.child("subnets", BASTION));
    return !subnet.name().equalsIgnoreCase(BASTION)
        && bastion.filter(subnet.id()::mayMatch).isPresent();
  }

  /** One that stands for all that a list would have told. */
  private static boolean isUnread(Subnet subnet) {
    Optional<Node> properties = subnet.body().get("properties");
    return properties.isPresent()
        && subnet.condition().filter(properties.get()::equals).isPresent();
  }

  private static boolean hasHost(Subnet subnet, Network network) {
    for (BastionHost host : network.bastionHosts()) {
      for (Reference reference : host.subnets()) {
        if (host.condition().isEmpty()
            && reference instanceof Reference.To to
            && network.find(to.id(), to.span()).stream().anyMatch(found -> found == subnet)) {
          return true;
        }
      }
    }
    return false;
  }
}
