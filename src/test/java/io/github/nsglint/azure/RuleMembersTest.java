package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.RuleMembers.Member;
import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleMembersTest {
  private static final List<String> VALUES =
      List.of(
          "null",
          "\"\"",
          "\"443\"",
          "22",
          "[]",
          "[\"80\", \"8080\"]",
          "{\"id\": \"x\"}",
          "{\"name\": \"x\", \"priority\": 7, \"Priority\": 8, \"access\": \"Deny\"}");

  private static final List<Member> MEMBERS = List.of(Member.values());

  private final Random random = new Random(14);

  /** Keys in any case, some of them twice, and others that no rule has. */
  @Test
  void areThoseThatTheMapHas() {
    RuleMembers members = new RuleMembers();
    for (int i = 0; i < 2000; i++) {
      Node.MapNode map = map();
      members.read(map);
      Node.MapNode properties = Properties.of(map);
      for (Member member : Member.values()) {
        boolean beside = member == Member.NAME || member == Member.PROPERTIES;
        Node.MapNode from = beside ? map : properties;
        assertEquals(from.present(member.key()), members.present(member), map.span().text());
        if (!beside && from.present("properties").isEmpty()) {
          assertEquals(
              Properties.list(from, member.key()), members.list(member), map.span().text());
        }
      }
      assertEquals(Properties.place(map), members.place(map), map.span().text());
    }
  }

  private Node.MapNode map() {
    List<String> written = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      String key = MEMBERS.get(random.nextInt(MEMBERS.size())).key();
      String spelled =
          switch (random.nextInt(4)) {
            case 0 -> key.toUpperCase(Locale.ROOT);
            case 1 -> key.substring(1);
            default -> key;
          };
      written.add('"' + spelled + "\": " + VALUES.get(random.nextInt(VALUES.size())));
    }
    SourceFile file = new SourceFile("f", "{" + String.join(", ", written) + "}");
    return (Node.MapNode) JsonReader.read(file).value();
  }
}
