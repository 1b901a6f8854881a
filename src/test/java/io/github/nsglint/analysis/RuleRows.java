package io.github.nsglint.analysis;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Security rules as rows of a table, one a line:
 *
 * <pre>
 * PRIORITY ACCESS  PROTOCOL SOURCES         DESTINATIONS PORTS   what else there is to say
 * 100      Allow   Tcp      Internet,Sql    *            22,3389
 * 110      Deny    *        10.0.0.0/8      asg:web      *       from 1000-2000
 * 120      ?       ?        ?               ?            ?       perhaps outbound named Odd
 * </pre>
 *
 * <p>A rule is inbound unless it says otherwise, and is named after its priority. A {@code ?} is
 * not known; {@code ?a} is not known either, and wherever it stands it is the same. A {@code -} is
 * a list of nothing. Each field has its own place. The word {@code unknown} alone stands for rules
 * of which nothing is known.
 */
final class RuleRows {
  private static final String APPLICATION_GROUP =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/";

  private final SourceFile file;

  private RuleRows(String text) {
    this.file = new SourceFile("rules", text);
  }

  static List<SecurityRule> of(String rows) {
    RuleRows table = new RuleRows(rows);
    List<SecurityRule> rules = new ArrayList<>();
    for (int line = 1; line <= table.file.lineCount(); line++) {
      if (!table.file.lineText(line).isBlank()) {
        rules.add(table.rule(table.words(line)));
      }
    }
    return rules;
  }

  /** The only rule of a table. */
  static SecurityRule one(String row) {
    return of(row).get(0);
  }

  private List<Span> words(int line) {
    List<Span> words = new ArrayList<>();
    int end = file.lineStart(line) + file.lineText(line).length();
    int at = file.lineStart(line);
    while (at < end) {
      int start = at;
      while (at < end && file.charAt(at) != ' ') {
        at++;
      }
      if (at > start) {
        words.add(file.span(start, at));
      }
      at++;
    }
    return words;
  }

  private SecurityRule rule(List<Span> words) {
    if (words.get(0).text().equals("unknown")) {
      return SecurityRule.unknown("?", "there may be more rules", words.get(0));
    }
    List<PortPrefix> sourcePorts = List.of(new PortPrefix.Range(0, 65535, words.get(0)));
    Value<Direction> direction = new Value.Known<>(Direction.INBOUND, words.get(0));
    Optional<Node.Unresolved> condition = Optional.empty();
    String name = "r" + words.get(0).text();
    for (int i = 6; i < words.size(); i++) {
      Span word = words.get(i);
      switch (word.text()) {
        case "outbound" -> direction = new Value.Known<>(Direction.OUTBOUND, word);
        case "either-way" -> direction = new Value.Unknown<>("it is either", word);
        case "perhaps" -> condition = Optional.of(new Node.Unresolved("it may be", "", word));
        case "from" -> sourcePorts = list(words.get(++i), RuleRows::port);
        case "named" -> name = words.get(++i).text();
        default -> throw new IllegalArgumentException(word.text());
      }
    }
    return new SecurityRule(
        name,
        value(words.get(0), Integer::valueOf),
        direction,
        value(words.get(1), text -> Access.valueOf(text.toUpperCase(Locale.ROOT))),
        value(words.get(2), text -> Protocol.of(text).orElseThrow()),
        list(words.get(3), RuleRows::prefix),
        sourcePorts,
        list(words.get(4), RuleRows::prefix),
        list(words.get(5), RuleRows::port),
        false,
        condition,
        file.span(words.get(0).start(), words.get(words.size() - 1).end()));
  }

  private static <T> Value<T> value(Span word, Function<String, T> known) {
    return word.text().startsWith("?")
        ? new Value.Unknown<>(why(word), symbol(word), word)
        : new Value.Known<>(known.apply(word.text()), word);
  }

  private static String why(Span word) {
    return word.text() + " is not known";
  }

  private static String symbol(Span word) {
    return word.text().substring(1);
  }

  private <T> List<T> list(Span word, Function<Span, T> element) {
    List<T> all = new ArrayList<>();
    if (word.text().equals("-")) {
      return all;
    }
    int at = word.start();
    for (String text : word.text().split(",", -1)) {
      all.add(element.apply(file.span(at, at + text.length())));
      at += text.length() + 1;
    }
    return all;
  }

  private static AddressPrefix prefix(Span word) {
    String text = word.text();
    if (text.equals("*")) {
      return new AddressPrefix.Any(word);
    } else if (text.startsWith("?")) {
      return new AddressPrefix.Unresolved(why(word), symbol(word), word);
    } else if (text.startsWith("asg:")) {
      String id = APPLICATION_GROUP + text.substring("asg:".length());
      return new AddressPrefix.ApplicationGroup(ResourceId.parse(id).orElseThrow(), word);
    }
    return Cidr.parse(text)
        .<AddressPrefix>map(cidr -> new AddressPrefix.Block(cidr, word))
        .orElseGet(() -> new AddressPrefix.ServiceTag(text, word));
  }

  private static PortPrefix port(Span word) {
    String text = word.text();
    if (text.startsWith("?")) {
      return new PortPrefix.Unresolved(why(word), symbol(word), word);
    } else if (text.equals("*")) {
      return new PortPrefix.Range(0, 65535, word);
    }
    int dash = text.indexOf('-');
    int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
    return new PortPrefix.Range(
        first, dash < 0 ? first : Integer.parseInt(text.substring(dash + 1)), word);
  }
}
