package io.github.nsglint.azure;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * The six rules that Azure adds to every group. They cannot be removed, and templates do not show
 * them.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview">Network
 *     security groups</a>
 */
public final class DefaultSecurityRules {
  /** The name of what stands for flows that no security admin rule matches. */
  public static final String GOES_ON = "(no security admin rule)";

  /** At no place. */
  private static final List<SecurityRule> ALL = all(new SourceFile("", "").start());

  private DefaultSecurityRules() {}

  /**
   * @param group the place of the group they belong to: they have none of their own
   */
  public static List<SecurityRule> at(Span group) {
    return List.of(
        ALL.get(0).at(group),
        ALL.get(1).at(group),
        ALL.get(2).at(group),
        ALL.get(3).at(group),
        ALL.get(4).at(group),
        ALL.get(5).at(group));
  }

  private static List<SecurityRule> all(Span place) {
    AddressPrefix any = new AddressPrefix.Any(place);
    AddressPrefix network = tag(ServiceTags.VIRTUAL_NETWORK, place);
    AddressPrefix internet = tag(ServiceTags.INTERNET, place);
    AddressPrefix balancer = tag(ServiceTags.AZURE_LOAD_BALANCER, place);
    return List.of(
        rule("AllowVnetInBound", 65000, Direction.INBOUND, Access.ALLOW, network, network, place),
        rule(
            "AllowAzureLoadBalancerInBound",
            65001,
            Direction.INBOUND,
            Access.ALLOW,
            balancer,
            any,
            place),
        rule("DenyAllInBound", 65500, Direction.INBOUND, Access.DENY, any, any, place),
        rule("AllowVnetOutBound", 65000, Direction.OUTBOUND, Access.ALLOW, network, network, place),
        rule(
            "AllowInternetOutBound", 65001, Direction.OUTBOUND, Access.ALLOW, any, internet, place),
        rule("DenyAllOutBound", 65500, Direction.OUTBOUND, Access.DENY, any, any, place));
  }

  /**
   * What becomes of flows that no security admin rule matches: the groups decide.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins">
   *     Security admin rules</a>
   */
  public static SecurityRule passes(Protocol protocol, Direction direction, Span place) {
    PortPrefix all = new PortPrefix.Range(0, 65535, place);
    AddressPrefix any = new AddressPrefix.Any(place);
    return new SecurityRule(
        GOES_ON,
        new Value.Known<>(65000, place),
        new Value.Known<>(direction, place),
        new Value.Known<>(Access.ALLOW, place),
        new Value.Known<>(protocol, place),
        List.of(any),
        List.of(all),
        List.of(any),
        List.of(all),
        true,
        Optional.empty(),
        place);
  }

  private static AddressPrefix tag(String name, Span group) {
    return new AddressPrefix.ServiceTag(name, group);
  }

  private static SecurityRule rule(
      String name,
      int priority,
      Direction direction,
      Access access,
      AddressPrefix source,
      AddressPrefix destination,
      Span group) {
    PortPrefix all = new PortPrefix.Range(0, 65535, group);
    return new SecurityRule(
        name,
        new Value.Known<>(priority, group),
        new Value.Known<>(direction, group),
        new Value.Known<>(access, group),
        new Value.Known<>(Protocol.ANY, group),
        List.of(source),
        List.of(all),
        List.of(destination),
        List.of(all),
        true,
        Optional.empty(),
        group);
  }
}
