package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.NotWritableException;
import io.github.nsglint.source.azcli.WrittenCall.WrittenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands that make a security rule, written like another command for the same group. */
final class NewRuleCommand {
  private static final int WIDTH = 100;

  /** Options that say which group is meant, or how az runs; taken over as they are. */
  private static final Set<String> KEPT =
      Set.of(
          "--resource-group",
          "--nsg-name",
          "--subscription",
          "--no-wait",
          "--output",
          "--only-show-errors");

  private final WrittenCall model;
  private final SourceFile file;

  NewRuleCommand(WrittenCall model) {
    this.model = model;
    this.file = model.span().file();
  }

  /**
   * @param rule in Azure Resource Manager's shape
   */
  String text(MapNode rule) throws NotWritableException {
    Map<String, String> values = values(rule);
    List<String> parts = new ArrayList<>();
    for (WrittenOption option : model.options()) {
      String name = option.name();
      if (model.isRule() && values.containsKey(name)) {
        parts.add(option.spelling() + " " + values.remove(name));
      } else if (KEPT.contains(name) && model.isRule()) {
        parts.add(option.text());
      } else if (!model.isRule() && name.equals("--resource-group")) {
        parts.add(option.text());
      } else if (!model.isRule() && name.equals("--name")) {
        parts.add("--nsg-name " + option.words().get(option.words().size() - 1).span().text());
      }
    }
    if (model.options().stream().anyMatch(option -> option.spelling().equals("--ids"))
        || parts.stream().noneMatch(part -> part.startsWith("--nsg-name"))) {
      throw new NotWritableException("how the script names the group cannot be told");
    }
    values.forEach(
        (name, value) -> {
          if (!value.equals("'*'") || name.equals("--protocol")) {
            parts.add(name + " " + value);
          }
        });
    return laidOut(parts);
  }

  private static Map<String, String> values(MapNode rule) {
    MapNode properties = (MapNode) rule.get("properties").orElseThrow();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("--name", quoted(rule.get("name").flatMap(Node::scalar).orElseThrow()));
    for (String key : List.of("priority", "direction", "access", "protocol")) {
      values.put("--" + key, value(properties, key, key).orElseThrow());
    }
    for (String side : List.of("source", "destination")) {
      value(properties, side + "AddressPrefix", side + "AddressPrefixes")
          .ifPresent(text -> values.put("--" + side + "-address-prefixes", text));
      value(properties, side + "PortRange", side + "PortRanges")
          .ifPresent(text -> values.put("--" + side + "-port-ranges", text));
    }
    return values;
  }

  private static Optional<String> value(MapNode properties, String singular, String plural) {
    Optional<Node> value = properties.get(singular).or(() -> properties.get(plural));
    List<String> words = new ArrayList<>();
    List<Node> items =
        value.isPresent() && value.get() instanceof ListNode list
            ? list.items()
            : value.stream().toList();
    items.forEach(item -> words.add(quoted(item.scalar().orElseThrow())));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
  }

  /** A word that the shell takes as it is. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9./:_-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private String laidOut(List<String> parts) {
    int first = model.span().line();
    int last = model.span().endLine();
    String indent = blanks(first);
    String command = indent + "az network nsg rule create";
    if (first == last) {
      return command + " " + String.join(" ", parts);
    }
    String newLine = " \\" + file.lineEnd() + blanks(first + 1);
    boolean oneEach = last - first >= model.options().size();
    int width = WIDTH;
    for (int line = first; line <= last; line++) {
      width = Math.max(width, file.lineText(line).length());
    }
    StringBuilder text = new StringBuilder(command);
    int at = command.length();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean fits = at + 1 + part.length() + 2 <= width;
      if (oneEach || !fits) {
        text.append(newLine);
        at = blanks(first + 1).length();
      } else {
        text.append(' ');
        at++;
      }
      text.append(part);
      at += part.length();
    }
    return text.toString();
  }

  private String blanks(int line) {
    String text = file.lineText(line);
    int end = 0;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(0, end);
  }
}
