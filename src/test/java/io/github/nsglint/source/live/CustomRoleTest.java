package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The role that the README holds allows what the program asks for, and nothing else. */
class CustomRoleTest {
  @Test
  void theRoleHasTheActionsOfAllRequests() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String start = "```json\n{\n  \"Name\": \"nsglint scan\"";
    int from = readme.indexOf(start) + "```json\n".length();
    JsonNode role =
        new ObjectMapper().readTree(readme.substring(from, readme.indexOf("```", from)));
    List<String> actions = new ArrayList<>();
    role.get("Actions").forEach(action -> actions.add(action.textValue()));

    assertEquals(
        Stream.of(ReadOperation.values())
            .filter(operation -> operation.option().isEmpty())
            .map(ReadOperation::action)
            .distinct()
            .sorted()
            .toList(),
        actions);
  }

  @Test
  void whatAnOptionNeedsStandsBesideIt() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.matches("\\| `--.* \\| `Microsoft\\..*"))
            .map(line -> line.replaceFirst("^\\| `(.*?)` \\| .*`(\\S+)` \\|$", "$1 $2"))
            .map(line -> line.replace("`", ""))
            .toList();

    assertEquals(
        Stream.of(ReadOperation.values())
            .filter(operation -> !operation.option().isEmpty())
            .map(operation -> operation.option() + " " + operation.action())
            .toList(),
        rows);
  }
}
