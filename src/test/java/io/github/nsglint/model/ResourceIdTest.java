package io.github.nsglint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceIdTest {
  private static String shown(String name) {
    return ResourceId.parse("/providers/Microsoft.Network/networkSecurityGroups/" + name)
        .orElseThrow()
        .shownName();
  }

  @Test
  void onlyALongNameThatCannotBeComputedIsShortened() {
    assertEquals("nsg-app", shown("nsg-app"));
    assertEquals("⟨parameters('prefix')⟩-nsg", shown("⟨parameters('prefix')⟩-nsg"));
    assertEquals("n".repeat(90), shown("n".repeat(90)));
    String computed = "⟨replace(" + "x".repeat(100) + ", '-purpose_token', 'nsg')⟩";
    String shortened = shown(computed);
    assertEquals("⟨replace(" + "x".repeat(51) + "…ose_token', 'nsg')⟩", shortened);
    assertEquals(80, shortened.length());
  }

  private static boolean mayMatch(String a, String b) {
    ResourceId left = new ResourceId("", "", "Microsoft.Network/virtualNetworks", List.of(a));
    ResourceId right = new ResourceId("", "", "Microsoft.Network/virtualNetworks", List.of(b));
    assertEquals(left.mayMatch(right), right.mayMatch(left), "the other way round");
    return left.mayMatch(right);
  }

  @Test
  void namesKnownInPartCompareAsFarAsTheyAreKnown() {
    assertTrue(mayMatch("⟨p⟩-nsg", "⟨p⟩-nsg"));
    assertTrue(mayMatch("⟨p⟩-nsg", "dev-NSG"));
    assertTrue(mayMatch("⟨p⟩-nsg", "⟨q⟩-nsg"));
    assertTrue(mayMatch("dev-⟨p⟩", "⟨q⟩-nsg"));
    assertTrue(mayMatch("⟨p⟩⟨q⟩", "⟨p⟩-nsg"));
    assertTrue(mayMatch("ab⟨p⟩ba", "abba"));
    assertFalse(mayMatch("ab⟨p⟩ba", "aba"));
    assertFalse(mayMatch("⟨p⟩-nsg", "dev-vnet"));
    assertFalse(mayMatch("⟨p⟩-nsg", "⟨q⟩-vnet"));
    assertFalse(mayMatch("⟨p⟩-nsg", "⟨p⟩-app-nsg"));
    assertFalse(mayMatch("dev-⟨p⟩", "prod-⟨p⟩"));
    assertFalse(mayMatch("dev", "Deb"));
  }
}
