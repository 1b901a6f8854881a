package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules say the same of flows. A wrong yes here would be a wrong verdict. */
class RuleMeaningTest {
  private static RuleMeaning meaning(String row) {
    return new RuleMeaning(RuleRows.one(row));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 Allow Tcp Sql * 22           | 100 Allow Tcp Sql * 22 named Other
          100 Allow Tcp 10.0.0.0/8,Sql * 22 | 100 Allow Tcp 10.0.0.0/8,Sql * 22
          100 Allow Tcp * * 22-23,80       | 100 Allow Tcp * * 22-23,80
          100 Allow ? ? * 22               | 100 Allow ? ? * 22
          100 Allow Tcp * * ?              | 100 Allow Tcp * * ? named Other
          ?   Allow Tcp * * 22             | ?   Allow Tcp * * 22
          100 Allow Tcp * * 22 perhaps     | 100 Allow Tcp * * 22 perhaps
          """)
  void rulesThatSayTheSame(String one, String other) {
    assertEquals(meaning(one), meaning(other));
    assertEquals(meaning(one).hashCode(), meaning(other).hashCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 Allow Tcp Sql * 22           | 101 Allow Tcp Sql * 22
          100 Allow Tcp Sql * 22           | 100 Deny Tcp Sql * 22
          100 Allow Tcp Sql * 22           | 100 Allow Udp Sql * 22
          100 Allow Tcp Sql * 22           | 100 Allow Tcp Storage * 22
          100 Allow Tcp Sql * 22           | 100 Allow Tcp Sql,Storage * 22
          100 Allow Tcp Sql,Storage * 22   | 100 Allow Tcp Storage,Sql * 22
          100 Allow Tcp Sql * 22           | 100 Allow Tcp * Sql 22
          100 Allow Tcp 10.0.0.0/8 * 22    | 100 Allow Tcp 10.0.0.0/9 * 22
          100 Allow Tcp * 10.0.0.0/8 22    | 100 Allow Tcp * 10.0.0.0/9 22
          100 Allow Tcp ? * 22             | 100 Allow Tcp * * 22
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 22-23
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 21-22
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 22,23
          100 Allow Tcp * * ?              | 100 Allow Tcp * * 22
          100 Allow Tcp * * 22             | 100 Allow Tcp * * ?
          100 Allow Tcp * * 22 from 1-2    | 100 Allow Tcp * * 22 from 1-3
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 22 outbound
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 22 either-way
          100 Allow Tcp * * 22             | 100 Allow Tcp * * 22 perhaps
          100 Allow Tcp * * 22             | ?   Allow Tcp * * 22
          100 Allow Tcp * * 22             | 100 ?     Tcp * * 22
          100 Allow Tcp * * 22             | 100 Allow ?   * * 22
          """)
  void rulesThatDiffer(String one, String other) {
    assertNotEquals(meaning(one), meaning(other));
    assertNotEquals(meaning(other), meaning(one));
  }

  @Test
  void applicationSecurityGroupsOfOneNameAreNotOne() {
    SecurityRule one = RuleRows.one("100 Allow Tcp asg:web * 22");
    AddressPrefix elsewhere =
        new AddressPrefix.ApplicationGroup(
            ResourceId.parse(
                    "/subscriptions/s/resourceGroups/other/providers/Microsoft.Network"
                        + "/applicationSecurityGroups/web")
                .orElseThrow(),
            one.span());
    assertEquals(new RuleMeaning(one), meaning("100 Allow Tcp asg:web * 22"));
    assertNotEquals(
        new RuleMeaning(one), new RuleMeaning(one.between(List.of(elsewhere), one.destinations())));
  }

  @Test
  void azuresOwnRulesAreNobodyElses() {
    Span place = new SourceFile("a.json", "").start();
    SecurityRule own = DefaultSecurityRules.at(place).get(2);
    assertEquals(new RuleMeaning(own), new RuleMeaning(DefaultSecurityRules.at(place).get(2)));
    assertNotEquals(
        new RuleMeaning(own),
        new RuleMeaning(RuleRows.one("65500 Deny * * * *")),
        "DenyAllInBound");
    assertEquals(
        List.of(new RuleMeaning(own)),
        List.of(new RuleMeaning(own.between(own.sources(), own.destinations()))));
  }
}
