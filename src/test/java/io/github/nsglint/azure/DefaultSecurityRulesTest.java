package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.SecurityRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Azure adds to a group. */
class DefaultSecurityRulesTest {
  private static final Span GROUP = new SourceFile("a.json", "a group").span(2, 7);

  private static String words(SecurityRule rule) {
    return String.join(
        " ",
        rule.priority().known().orElseThrow().toString(),
        rule.direction().known().orElseThrow().toString(),
        rule.access().known().orElseThrow().toString(),
        rule.protocol().known().orElseThrow().toString(),
        rule.sources() + ":" + rule.sourcePorts(),
        rule.destinations() + ":" + rule.destinationPorts(),
        rule.name());
  }

  @Test
  void sixRules() {
    assertEquals(
        """
        65000 Inbound Allow * [VirtualNetwork]:[*] [VirtualNetwork]:[*] AllowVnetInBound
        65001 Inbound Allow * [AzureLoadBalancer]:[*] [*]:[*] AllowAzureLoadBalancerInBound
        65500 Inbound Deny * [*]:[*] [*]:[*] DenyAllInBound
        65000 Outbound Allow * [VirtualNetwork]:[*] [VirtualNetwork]:[*] AllowVnetOutBound
        65001 Outbound Allow * [*]:[*] [Internet]:[*] AllowInternetOutBound
        65500 Outbound Deny * [*]:[*] [*]:[*] DenyAllOutBound\
        """,
        String.join(
            "\n",
            DefaultSecurityRules.at(GROUP).stream().map(DefaultSecurityRulesTest::words).toList()));
  }

  @Test
  void allOfThemStandAtTheGroup() {
    Set<Span> places = new LinkedHashSet<>();
    for (SecurityRule rule : DefaultSecurityRules.at(GROUP)) {
      assertEquals(true, rule.standard() && rule.isKnown());
      places.add(rule.span());
      places.add(rule.priority().span());
      places.add(rule.direction().span());
      places.add(rule.access().span());
      places.add(rule.protocol().span());
      rule.sources().forEach(prefix -> places.add(prefix.span()));
      rule.sourcePorts().forEach(port -> places.add(port.span()));
      rule.destinations().forEach(prefix -> places.add(prefix.span()));
      rule.destinationPorts().forEach(port -> places.add(port.span()));
      assertEquals(rule, rule.between(rule.sources(), rule.destinations()));
    }
    assertEquals(List.of(GROUP), List.copyOf(places));
  }

  @Test
  void aValueThatIsNotKnownStaysWhereItIs() {
    SecurityRule unknown = SecurityRule.unknown("r", "parameter 'p' has no value", GROUP);
    assertThrows(IllegalArgumentException.class, () -> unknown.at(GROUP));
  }
}
