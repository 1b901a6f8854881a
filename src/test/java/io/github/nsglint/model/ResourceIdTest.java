package io.github.nsglint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
