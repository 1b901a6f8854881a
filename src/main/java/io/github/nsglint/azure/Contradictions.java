package io.github.nsglint.azure;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers about one thing that cannot both be true. Azure tells an attachment twice, in the group
 * and in the subnet; files of different days need not agree. The subnet is believed, as it alone is
 * what a definition sets.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups">a
 *     group's subnets are read-only</a>
 */
final class Contradictions {
  private final List<Attachment> doubtful = new ArrayList<>();

  /** By a group's own word. */
  private record Attachment(NetworkSecurityGroup group, ResourceId subnet) {}

  /** Notes that a group counts a subnet among its own of which others speak, too. */
  void mayBe(NetworkSecurityGroup group, ResourceId subnet) {
    doubtful.add(new Attachment(group, subnet));
  }

  /** A warning for each of these subnets that says otherwise. */
  List<Problem> in(Network network) {
    List<Problem> all = new ArrayList<>();
    for (Attachment attachment : doubtful) {
      denial(attachment.group(), attachment.subnet(), network).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Problem> denial(
      NetworkSecurityGroup group, ResourceId id, Network network) {
    Optional<Subnet> denying = Optional.empty();
    for (Element found : network.find(id, group.span())) {
      if (found instanceof Subnet subnet) {
        if (mayHave(subnet, group)) {
          return Optional.empty();
        }
        denying = denying.or(() -> Optional.of(subnet));
      }
    }
    return denying.map(subnet -> warning(group, subnet));
  }

  private static boolean mayHave(Subnet subnet, NetworkSecurityGroup group) {
    return subnet.group().fold(() -> false, to -> to.id().mayMatch(group.id()), unresolved -> true);
  }

  private static Problem warning(NetworkSecurityGroup group, Subnet subnet) {
    Span place = subnet.group() instanceof Reference.To to ? to.span() : subnet.span();
    String other =
        subnet
            .group()
            .fold(
                () -> "that no group is",
                to -> "that " + to.id().shownName() + " is",
                unresolved -> {
                  throw new AssertionError(unresolved);
                });
    return Problem.warning(
        "attachment-contradicted",
        group.shownName()
            + " says that it is attached to "
            + subnet.shownName()
            + ", but "
            + place
            + " says "
            + other
            + "; that is believed",
        group.span());
  }
}
