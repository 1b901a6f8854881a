package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lists understand their rules together. */
class SharedPlacesTest {
  private static final Network NETWORK = new Network(List.of());
  private static final Surroundings NOWHERE = Surroundings.shared(List.of(), List.of(), NETWORK);

  private final SharedPlaces places = new SharedPlaces(NETWORK, TagAddresses.unknown());

  private static List<ListedRule> rules(String rows) {
    return ListedRule.of(RuleRows.of(rows), new Proofs(1));
  }

  private static RuleKind kind(String row) {
    return rules(row).get(0).kind();
  }

  @Test
  void listsThatNameTheSameTagsShareAPlace() {
    PlacedRules one = places.of(NOWHERE, rules("100 Allow Tcp Sql * 22"), true);
    assertSame(one, places.of(NOWHERE, rules("100 Deny Udp 10.0.0.0/8 Sql 80"), true));
    Surroundings likewise = Surroundings.shared(List.of(), List.of(), NETWORK);
    assertSame(one, places.of(likewise, rules("100 Allow Tcp Sql * 22"), true));
  }

  @Test
  void othersDoNot() {
    List<ListedRule> sql = rules("100 Allow Tcp Sql * 22");
    PlacedRules one = places.of(NOWHERE, sql, true);
    assertNotSame(one, places.of(NOWHERE, rules("100 Allow Tcp Sql,Storage * 22"), true));
    assertNotSame(one, places.of(NOWHERE, rules("100 Allow Tcp * * 22"), true));
    assertNotSame(one, places.of(NOWHERE, sql, false));
    List<ListedRule> group = rules("100 Allow Tcp asg:web * 22");
    assertNotSame(places.of(NOWHERE, group, true), places.of(NOWHERE, group, true));
  }

  @Test
  void whatQuestionsNameCountsToo() {
    List<ListedRule> any = rules("100 Allow Tcp * * 22");
    AddressPrefix sql = prefix("Sql");
    PlacedRules one = places.of(NOWHERE, List.of(sql), List.of(), any, true);
    assertSame(one, places.of(NOWHERE, List.of(), List.of(), rules("100 Deny Tcp * Sql 22"), true));
    assertNotSame(one, places.of(NOWHERE, List.of(), List.of(), any, true));
    assertNotSame(one, places.of(NOWHERE, List.of(sql), List.of(sql), any, true));
    assertNotSame(one, places.of(NOWHERE, List.of(sql, prefix("asg:web")), List.of(), any, true));
  }

  @Test
  void aTagHasTheSpellingItHasLast() {
    List<ListedRule> one = rules("100 Allow Tcp New,new * 22");
    List<ListedRule> other = rules("100 Allow Tcp new,New * 22");
    assertNotSame(places.of(NOWHERE, one, true), places.of(NOWHERE, other, true));
    assertSame(places.of(NOWHERE, one, true), places.of(NOWHERE, rules("1 Deny * new * *"), true));
  }

  private static AddressPrefix prefix(String text) {
    return RuleRows.one("100 Allow Tcp " + text + " * 22").sources().get(0);
  }

  @Test
  void aRuleIsUnderstoodOnce() {
    PlacedRules place = places.of(NOWHERE, rules("100 Allow Tcp * * 22"), true);
    assertSame(
        place.of(kind("100 Allow Tcp * * 22")), place.of(kind("100 Allow Tcp * * 22 named Other")));
    assertEquals(1, place.size());
  }

  @Test
  void aPlaceWithManyRulesIsLeft() {
    List<ListedRule> any = rules("100 Allow Tcp * * 22");
    PlacedRules place = places.of(NOWHERE, any, true);
    for (int i = 0; i < 249; i++) {
      place.of(kind("100 Allow Tcp * * " + i));
    }
    assertSame(place, places.of(NOWHERE, any, true));
    place.of(kind("100 Allow Tcp * * 249"));
    assertNotSame(place, places.of(NOWHERE, any, true));
  }

  @Test
  void ofManyPlacesAllAreLeft() {
    List<ListedRule> any = rules("100 Allow Tcp * * 22");
    PlacedRules first = places.of(NOWHERE, any, true);
    for (int i = 1; i < 20; i++) {
      places.of(NOWHERE, rules("100 Allow Tcp Tag" + i + " * 22"), true);
    }
    assertSame(first, places.of(NOWHERE, any, true));
    places.of(NOWHERE, rules("100 Allow Tcp Tag20 * 22"), true);
    assertNotSame(first, places.of(NOWHERE, any, true));
  }
}
