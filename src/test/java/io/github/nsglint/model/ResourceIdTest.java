package io.github.nsglint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** One that is written out, one that is read, and one that is reached from its parent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
        "/providers/Microsoft.Network/a/⟨x/y⟩/b/2/c/3"
      })
  void anIdIsTheSameHoweverItIsMade(String text) {
    ResourceId read = ResourceId.parse(text).orElseThrow();
    ResourceId made =
        new ResourceId(read.subscription(), read.resourceGroup(), read.type(), read.names());
    assertSameId(read, made);
    assertEquals(text, read.toString());
    Optional<ResourceId> parent = read.parent();
    assertEquals(read.names().size() > 1, parent.isPresent());
    String ownType = read.type().substring(read.type().lastIndexOf('/') + 1);
    parent.ifPresent(above -> assertSameId(read, above.child(ownType, read.name())));
    ResourceId upper = ResourceId.parse(text.toUpperCase(Locale.ROOT)).orElseThrow();
    assertSameId(read, upper);
  }

  private static void assertSameId(ResourceId a, ResourceId b) {
    assertEquals(a, b);
    assertEquals(a.hashCode(), b.hashCode());
    assertEquals(a.key(), b.key());
    assertEquals(a.key().hashCode(), b.key().hashCode());
    assertEquals(a.key().toString(), b.key().toString());
    assertEquals(a.isNamed(), b.isNamed());
    assertTrue(a.matches(b));
    assertTrue(a.mayMatch(b));
  }

  @Test
  void aKeyIsThatOfAllPlaces() {
    String rest = "/providers/Microsoft.Network/virtualNetworks/hub/subnets/";
    ResourceId one = ResourceId.parse("/subscriptions/s" + rest + "a").orElseThrow();
    ResourceId nowhere = ResourceId.parse(rest + "A").orElseThrow();
    ResourceId other = ResourceId.parse(rest + "b").orElseThrow();
    assertEquals(one.key(), nowhere.key());
    assertNotEquals(one, nowhere);
    assertTrue(one.matches(nowhere));
    assertNotEquals(one.key(), other.key());
    assertFalse(one.matches(other));
    assertNotEquals(one.key(), one.parent().orElseThrow().key());
    assertEquals("microsoft.network/virtualnetworks/subnets/hub/a", one.key().toString());
  }
}
