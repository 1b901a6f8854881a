package io.github.nsglint.report;

import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Condition.Operator;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Mapping;
import io.github.nsglint.policy.NamePattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RuleNotes;
import io.github.nsglint.policy.Target;
import io.github.nsglint.policy.TargetFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rule in words, for a terminal. */
public final class RuleText {
  private static final int WIDTH = 96;

  private RuleText() {}

  /** Several paragraphs, each line ended. */
  public static String of(Rule rule) {
    StringBuilder text = new StringBuilder();
    text.append(rule.id()).append(' ').append(rule.name());
    text.append(" (").append(rule.severity().name().toLowerCase(Locale.ROOT)).append(")\n");
    text.append(rule.title()).append(".\n");
    if (rule.notes().confidence() != RuleNotes.Confidence.HIGH) {
      text.append("Confidence: ").append(rule.notes().confidence().key()).append(".\n");
    }
    section(text, "Why", List.of(rule.why()));
    section(text, "Asked of", List.of(target(rule)));
    section(text, "Required", requirement(rule.requirement()));
    section(text, "Fix", List.of(rule.fix()));
    section(text, "See", rule.references());
    RuleNotes notes = rule.notes();
    if (!notes.mappings().isEmpty()) {
      section(text, "Helps to meet", notes.mappings().stream().map(RuleText::mapping).toList());
    }
    notes.since().ifPresent(since -> section(text, "Since", List.of(since)));
    notes
        .replacedBy()
        .ifPresent(
            other ->
                section(text, "Replaced by", List.of(other + "; this one is asked by name only")));
    return text.toString();
  }

  /** {@code CIS Microsoft Azure Foundations 3.0: 7.1, 7.2}. */
  public static String mapping(Mapping mapping) {
    return mapping.title() + ": " + String.join(", ", mapping.controls());
  }

  private static void section(StringBuilder text, String title, List<String> paragraphs) {
    text.append('\n').append(title).append('\n');
    for (String paragraph : paragraphs) {
      wrap(text, paragraph);
    }
  }

  private static void wrap(StringBuilder text, String paragraph) {
    int column = 0;
    for (String word : paragraph.strip().split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      }
      text.append(column == 0 ? "  " : " ").append(word);
      column += word.length() + (column == 0 ? 2 : 1);
    }
    text.append('\n');
  }

  private static String target(Rule rule) {
    String target =
        rule.target()
                .fold(
                    RuleText::subnets,
                    RuleText::groups,
                    resources -> "each " + resources.kind().words())
            + filter(rule.target().filter());
    return rule.when()
        .map(when -> target + ", if its host meets: " + condition(when))
        .orElse(target);
  }

  private static String filter(TargetFilter filter) {
    List<String> parts = new ArrayList<>();
    filter.name().ifPresent(name -> parts.add("is named " + name.text()));
    if (!filter.except().isEmpty()) {
      parts.add("is not named " + names(filter.except()));
    }
    filter
        .resourceGroup()
        .ifPresent(group -> parts.add("is in the resource group " + group.text()));
    for (TargetFilter.Tag tag : filter.tags()) {
      parts.add(
          "has the tag " + tag.key() + (tag.value().isAll() ? "" : ": " + tag.value().text()));
    }
    filter.where().ifPresent(where -> parts.add("meets: " + condition(where)));
    return parts.isEmpty() ? "" : " that " + String.join(" and ", parts);
  }

  private static String names(List<NamePattern> patterns) {
    return String.join(", ", patterns.stream().map(NamePattern::text).toList());
  }

  private static String subnets(Target.Subnets subnets) {
    String each = subnets.isAny() ? "each subnet" : "each subnet named " + subnets.name();
    return subnets.except().isEmpty() ? each : each + " but " + names(subnets.except());
  }

  private static String groups(Target.Groups groups) {
    return groups.exceptSubnets().isEmpty()
        ? "each network security group, attached or not"
        : "each network security group, attached or not, but those of "
            + String.join(", ", groups.exceptSubnets())
            + " alone";
  }

  private static List<String> requirement(Requirement requirement) {
    return requirement.fold(
        flows ->
            flows.patterns().stream()
                .map(pattern -> demand(flows.demand()) + pattern(pattern))
                .toList(),
        RuleText::gate,
        property -> List.of(condition(property.condition())),
        rules -> List.of(quality(rules.quality())),
        reach ->
            List.of(
                "the groups of the machine's subnet and interface let Tcp from Bastion's addresses in"
                    + " on one of "
                    + reach.ports().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))));
  }

  private static String quality(Requirement.Quality quality) {
    return switch (quality) {
      case ACCEPTED -> "Azure accepts every security rule of the group as it is written";
      case REACHED -> "some flow reaches every security rule of the group";
      case NEEDED ->
          "without any of the group's security rules, some flow would be decided otherwise, or be"
              + " denied by Azure's own last rule alone";
    };
  }

  private static String demand(Requirement.Demand demand) {
    return switch (demand) {
      case ALL -> "every flow passes: ";
      case SOME -> "some flow passes: ";
      case NONE -> "no flow passes: ";
      case NOT_EVERY_PORT -> "nobody reaches every port: ";
    };
  }

  private static List<String> gate(Requirement.Gate gate) {
    List<String> rows = new ArrayList<>();
    rows.add("the group's own rules, without Azure's standard ones, grant each of:");
    for (Requirement.Row row : gate.rows()) {
      rows.add(
          "- "
              + row.label()
              + (row.confirmed()
                  ? ""
                  : " (documented; not confirmed that Azure refuses a group without it)"));
    }
    return rows;
  }

  private static String pattern(FlowPattern pattern) {
    String protocols =
        pattern.protocols().stream().map(Object::toString).collect(Collectors.joining(", "));
    String ports =
        pattern.destinationPorts().isEmpty()
            ? ""
            : " on "
                + pattern.destinationPorts().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
    String except =
        pattern.except().isEmpty()
            ? ""
            : ", but not "
                + pattern.except().stream().map(RuleText::inner).collect(Collectors.joining("; "));
    return pattern.direction()
        + " "
        + (protocols.equals("*") ? "any protocol" : protocols)
        + " from "
        + place(pattern.source())
        + " to "
        + place(pattern.destination())
        + ports
        + except;
  }

  private static String inner(FlowPattern pattern) {
    String protocols =
        pattern.protocols().stream().map(Object::toString).collect(Collectors.joining(", "));
    String ports =
        pattern.destinationPorts().stream().map(Object::toString).collect(Collectors.joining(", "));
    return (protocols.equals("*") ? "any protocol" : protocols)
        + (ports.isEmpty() ? "" : " on " + ports);
  }

  private static String place(Place place) {
    List<String> names = new ArrayList<>();
    if (place.subnet()) {
      names.add("the subnet");
    }
    for (AddressPrefix prefix : place.prefixes()) {
      names.add(prefix instanceof AddressPrefix.Any ? "any address" : prefix.toString());
    }
    String except =
        place.except().isEmpty()
            ? ""
            : " without "
                + place.except().stream().map(Object::toString).collect(Collectors.joining(", "));
    return String.join(", ", names) + except;
  }

  private static String condition(Condition condition) {
    return condition.fold(
        all -> joined(all.conditions(), " and "),
        any -> joined(any.conditions(), " or "),
        not -> "not (" + condition(not.condition()) + ")",
        test -> String.join(".", test.property()) + " " + operator(test.operator()),
        related ->
            "some "
                + related.kind().words()
                + " refers to it as "
                + String.join(".", related.property())
                + related.where().map(where -> " and has " + condition(where)).orElse(""),
        item ->
            "some item of "
                + String.join(".", item.property())
                + " has "
                + condition(item.where()));
  }

  private static String joined(List<Condition> conditions, String word) {
    if (conditions.isEmpty()) {
      return word.equals(" and ") ? "always" : "never";
    }
    return conditions.stream()
        .map(RuleText::condition)
        .map(text -> conditions.size() > 1 ? "(" + text + ")" : text)
        .collect(Collectors.joining(word));
  }

  private static String operator(Operator operator) {
    if (operator instanceof Operator.Exists exists) {
      return exists.wanted() ? "is set" : "is not set";
    } else if (operator instanceof Operator.OneOf oneOf) {
      return "is " + String.join(" or ", oneOf.values());
    } else if (operator instanceof Operator.AtLeast least) {
      return "is at least " + least.bound().toPlainString();
    } else if (operator instanceof Operator.AtMost most) {
      return "is at most " + most.bound().toPlainString();
    } else if (operator instanceof Operator.Matches matches) {
      return "matches " + matches.pattern().pattern();
    } else if (operator instanceof Operator.PrefixLengthAtMost prefix) {
      return "is a block of /" + prefix.length() + " or larger";
    }
    throw new AssertionError(operator);
  }
}
