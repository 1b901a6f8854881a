package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.azure.PriorityRange;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.PortRange;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which values would settle an undecided verdict, whatever the others are. Each statement was tried
 * by deciding again with the value put in: at the value itself or, as a larger set can only move
 * the verdict one way, at the least or largest set it speaks of.
 */
final class Settlement {
  /** More ports than this make no sentence. */
  private static final int MOST_PORTS = 6;

  private static final int MOST_PRIORITIES = 50;

  private final Uncertainty question;
  private final FlowPattern pattern;
  private final Map<State, List<String>> clauses = new TreeMap<>();

  private Settlement(Uncertainty question, FlowPattern pattern) {
    this.question = question;
    this.pattern = pattern;
  }

  /** {@code holds if it is Deny; broken if it is Allow}; empty when no short form is true. */
  static String words(OpenValue value, Uncertainty question, FlowPattern pattern) {
    Settlement settlement = new Settlement(question, pattern);
    settlement.collect(value);
    List<String> sentences = new ArrayList<>();
    for (State state : List.of(State.HOLDS, State.BROKEN)) {
      List<String> ways = settlement.clauses.getOrDefault(state, List.of());
      if (!ways.isEmpty()) {
        String verdict = state == State.HOLDS ? "holds" : "broken";
        sentences.add(verdict + " if " + String.join(", or if ", ways));
      }
    }
    return String.join("; ", sentences);
  }

  private void collect(OpenValue value) {
    switch (value.field()) {
      case PRESENCE -> presence(value);
      case DIRECTION -> named(value, Direction.values());
      case ACCESS -> named(value, Access.values());
      case PROTOCOL -> named(value, Protocol.values());
      case PRIORITY -> priority(value);
      case SOURCE, DESTINATION -> prefix(value);
      case DESTINATION_PORT -> ports(value);
      case RULE, SOURCE_PORT, EXTENT, ANY_PROTOCOL, ANY_PORTS, ORDER -> {}
    }
  }

  private State state(OpenValue value, Choice choice) {
    return question.state(Map.of(value, choice));
  }

  private void add(State state, String clause) {
    clauses.computeIfAbsent(state, key -> new ArrayList<>()).add(clause);
  }

  private void presence(OpenValue value) {
    add(state(value, new Choice(0)), "the rule is not deployed");
    add(state(value, new Choice(1)), "the rule is deployed");
  }

  /** What has few values: each was tried. */
  private void named(OpenValue value, Object[] names) {
    Map<State, List<String>> byState = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      byState
          .computeIfAbsent(state(value, new Choice(i)), key -> new ArrayList<>())
          .add(names[i].toString());
    }
    byState.forEach((state, some) -> add(state, "it is " + or(some)));
  }

  /** A stretch of places in the list, all with one answer. */
  private record Stretch(State state, int first, int last) {}

  private void priority(OpenValue value) {
    List<Integer> known =
        question.rules().stream()
            .map(RuleFlows::rule)
            .filter(rule -> !rule.standard())
            .flatMap(rule -> rule.priority().known().stream())
            .map(rank -> rank / Completion.RANKS)
            .distinct()
            .sorted()
            .toList();
    if (known.size() > MOST_PRIORITIES) {
      return;
    }
    // Places by turns: the gap before the first priority, that priority, the next gap …
    List<Stretch> stretches = new ArrayList<>();
    for (int place = 0; place <= 2 * known.size(); place++) {
      if (isThere(place, known)) {
        State state = state(value, new Choice(rank(place, known)));
        Stretch before = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (before != null && before.state() == state) {
          stretches.set(stretches.size() - 1, new Stretch(state, before.first(), place));
        } else {
          stretches.add(new Stretch(state, place, place));
        }
      }
    }
    if (stretches.size() > 1) {
      stretches.forEach(stretch -> add(stretch.state(), between(stretch, known)));
    }
  }

  /** Whether a place is a priority that a rule can have. */
  private static boolean isThere(int place, List<Integer> known) {
    int before = place == 0 ? PriorityRange.LOWEST - 1 : known.get((place - 1) / 2);
    int after = place == 2 * known.size() ? PriorityRange.HIGHEST + 1 : known.get(place / 2);
    return place % 2 == 1 || after - before > 1;
  }

  private static int rank(int place, List<Integer> known) {
    if (place == 0) {
      return 0;
    }
    int before = known.get((place - 1) / 2) * Completion.RANKS;
    return place % 2 == 1 ? before : before + Completion.RANKS / 2;
  }

  private static String between(Stretch stretch, List<Integer> known) {
    List<String> bounds = new ArrayList<>();
    if (stretch.first() > 0) {
      int from = known.get((stretch.first() - 1) / 2);
      bounds.add(stretch.first() % 2 == 1 ? "at least " + from : "above " + from);
    }
    if (stretch.last() < 2 * known.size()) {
      int to = known.get(stretch.last() / 2);
      bounds.add(stretch.last() % 2 == 1 ? "at most " + to : "below " + to);
    }
    return stretch.first() == stretch.last() && stretch.first() % 2 == 1
        ? "it is " + known.get(stretch.first() / 2)
        : "it is " + String.join(" and ", bounds);
  }

  private void prefix(OpenValue value) {
    // What nothing names is no expression: to say which other text would do helps nobody.
    if (value.symbol().isEmpty() || !question.hasOneAccess(value)) {
      return;
    }
    State none = state(value, value.choices().get(0));
    State all = state(value, value.choices().get(1));
    // Of a value in both sides, each side would need words of its own.
    boolean oneSide = value.uses().stream().map(OpenValue.Use::field).distinct().count() == 1;
    Place asked =
        value.uses().get(0).field() == Field.SOURCE ? pattern.source() : pattern.destination();
    if (all != State.UNDECIDED) {
      List<String> enough = new ArrayList<>();
      for (AddressPrefix prefix : candidates(asked, value.span())) {
        if (state(value, new Choice(2, List.of(prefix), List.of())) == all) {
          enough.add(prefix.toString());
        }
      }
      enough.add("*");
      add(all, "it is " + or(enough));
    }
    String nothing = nothingOf(asked);
    if (none != State.UNDECIDED && oneSide && !nothing.isEmpty()) {
      add(none, "it names no " + nothing);
    }
  }

  private static List<AddressPrefix> candidates(Place asked, Span place) {
    List<AddressPrefix> candidates = new ArrayList<>();
    for (AddressPrefix prefix : asked.prefixes()) {
      if (!(prefix instanceof AddressPrefix.Any)) {
        candidates.add(prefix);
      }
    }
    for (String tag : List.of("VirtualNetwork", "Internet")) {
      if (candidates.stream().noneMatch(prefix -> prefix.toString().equals(tag))) {
        candidates.add(new AddressPrefix.ServiceTag(tag, place));
      }
    }
    return candidates;
  }

  /** What a value does not name that matches none of the flows asked about. */
  private String nothingOf(Place asked) {
    if (asked.prefixes().stream().anyMatch(AddressPrefix.Any.class::isInstance)) {
      return "";
    }
    List<String> names = new ArrayList<>();
    if (asked.subnet()) {
      names.add("the subnet");
    }
    asked.prefixes().forEach(prefix -> names.add(prefix.toString()));
    return names.equals(List.of("Internet")) ? "public address" : "address of " + or(names);
  }

  private void ports(OpenValue value) {
    List<PortRange> asked = Region.ports(pattern).ranges();
    if (!question.hasOneAccess(value)
        || asked.size() > MOST_PORTS
        || Region.ports(pattern).equals(PortSet.all())) {
      return;
    }
    State none = state(value, value.choices().get(0));
    State all = state(value, value.choices().get(1));
    if (all != State.UNDECIDED) {
      boolean each =
          asked.stream().allMatch(range -> state(value, only(List.of(range), value)) == all);
      List<PortRange> enough = each ? asked : enough(value, asked, all);
      add(all, enough.isEmpty() ? "it is *" : "it names " + (each ? or(enough) : and(enough)));
      if (!each && enough.size() == 1 && state(value, without(enough.get(0), value)) == none) {
        add(none, "it does not name " + enough.get(0));
        return;
      }
    }
    if (none != State.UNDECIDED) {
      boolean each = asked.stream().allMatch(range -> state(value, without(range, value)) == none);
      String lacked =
          each
              ? "it lacks " + (asked.size() == 1 ? "a part of " : "") + or(asked)
              : "it names no port of " + list(asked, " and ");
      boolean port = asked.size() == 1 && asked.get(0).first() == asked.get(0).last();
      if (port) {
        lacked = "it does not name " + asked.get(0);
      } else if (!each && asked.stream().allMatch(range -> range.first() == range.last())) {
        lacked = "it names neither " + list(asked, " nor ");
      }
      add(none, lacked);
    }
  }

  /** Those of the ports asked about that suffice together, none of them without need. */
  private List<PortRange> enough(OpenValue value, List<PortRange> asked, State wanted) {
    if (state(value, only(asked, value)) != wanted) {
      return List.of();
    }
    List<PortRange> enough = new ArrayList<>(asked);
    for (PortRange range : asked) {
      List<PortRange> fewer = new ArrayList<>(enough);
      fewer.remove(range);
      if (state(value, only(fewer, value)) == wanted) {
        enough = fewer;
      }
    }
    return enough;
  }

  private static Choice without(PortRange range, OpenValue value) {
    return only(PortSet.all().minus(PortSet.range(range.first(), range.last())).ranges(), value);
  }

  private static Choice only(List<PortRange> ranges, OpenValue value) {
    List<PortPrefix> ports = new ArrayList<>();
    for (PortRange range : ranges) {
      ports.add(new PortPrefix.Range(range.first(), range.last(), value.span()));
    }
    return new Choice(2, List.of(), ports);
  }

  private static String or(List<?> names) {
    return list(names, " or ");
  }

  private static String and(List<?> names) {
    return list(names, " and ");
  }

  private static String list(List<?> things, String last) {
    List<String> names = things.stream().map(Object::toString).toList();
    int end = names.size() - 1;
    return end == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, end)) + last + names.get(end);
  }

  /**
   * {@code rule AllowSsh: its source, rule DenySsh: its source}; empty where no rule has a name.
   */
  static String places(OpenValue value, List<RuleFlows> rules) {
    List<String> places = new ArrayList<>();
    if (value.field() != Field.ORDER) {
      for (OpenValue.Use use : value.uses()) {
        SecurityRule rule = rules.get(use.rule()).rule();
        String field = use.field().words();
        boolean whole =
            field.isEmpty()
                || value.span().equals(rule.span())
                || value.reason().startsWith("its ");
        String name = rule.standard() ? "Azure's own rule " : "rule ";
        name = rule.name().equals("?") ? "" : name + rule.name() + ": ";
        String place = name + (whole ? "" : "its " + field + ": ");
        if (!place.isEmpty() && !places.contains(place)) {
          places.add(place);
        }
      }
    }
    if (places.size() < 2) {
      return String.join("", places);
    }
    List<String> bare =
        places.stream().map(place -> place.substring(0, place.length() - 2)).toList();
    return bare.size() > 4
        ? String.join("; ", bare.subList(0, 3)) + "; and " + (bare.size() - 3) + " more: "
        : String.join("; ", bare) + ": ";
  }
}
