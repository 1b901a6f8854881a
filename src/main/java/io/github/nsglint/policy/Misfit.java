package io.github.nsglint.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds requirements that make no sense of their target. */
final class Misfit {
  private Misfit() {}

  /**
   * @return what the target must be, as a clause; empty when all is well
   */
  static Optional<String> of(Target target, Requirement requirement, Optional<Condition> when) {
    Kind kind =
        target.fold(
            subnets -> Kind.SUBNET,
            groups -> Kind.GROUP,
            resources ->
                switch (resources.kind()) {
                  case BASTION_HOST -> Kind.HOST;
                  case VIRTUAL_MACHINE -> Kind.MACHINE;
                  default -> Kind.RESOURCE;
                });
    Optional<String> misfit =
        requirement.fold(
            flows -> of(kind, flows),
            gate -> unless(kind == Kind.SUBNET, "gate asks a subnet"),
            property -> Optional.empty(),
            rules ->
                unless(
                    kind == Kind.GROUP, rules.quality().key() + " asks a network-security-group"),
            reach ->
                unless(
                    kind == Kind.MACHINE,
                    Requirement.BastionReach.KEY + " asks a virtual-machine"));
    return misfit.or(
        () ->
            unless(
                when.isEmpty() || kind == Kind.SUBNET || kind == Kind.HOST,
                "'when' asks the Bastion host of a subnet or of a bastion-host"));
  }

  private enum Kind {
    SUBNET,
    GROUP,
    HOST,
    MACHINE,
    RESOURCE
  }

  private static Optional<String> of(Kind kind, Requirement.Flows flows) {
    String key = flows.demand().key();
    if (kind != Kind.SUBNET && kind != Kind.GROUP) {
      return Optional.of(key + " asks a subnet or a network-security-group");
    }
    return unless(
        kind == Kind.SUBNET || flows.patterns().stream().noneMatch(Misfit::namesSubnet),
        key + " with the place 'subnet' asks a subnet");
  }

  private static boolean namesSubnet(FlowPattern pattern) {
    return Stream.concat(Stream.of(pattern), pattern.except().stream())
        .flatMap(each -> List.of(each.source(), each.destination()).stream())
        .anyMatch(Place::subnet);
  }

  private static Optional<String> unless(boolean fits, String misfit) {
    return fits ? Optional.empty() : Optional.of(misfit);
  }
}
