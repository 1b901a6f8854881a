package io.github.nsglint.analysis;

import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.analysis.OpenValue.Use;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.AddressBounds;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules of a group with values put in for some of what is not known of them. */
final class Completion {
  /** Between two priorities there is room for so many places. */
  static final int RANKS = 8192;

  /** Before all places that a value is tried at; only what is not known comes before it. */
  private static final int FIRST = Integer.MIN_VALUE + 1;

  /** Behind all priorities that a written rule can have, before those of Azure's own rules. */
  private static final int LAST = 60_000 * RANKS;

  /** Rules nobody knows: not there; all allowed or all denied, before or after the others. */
  static final int WAYS_OF_ANY_RULE = 5;

  private static final List<Direction> DIRECTIONS = List.of(Direction.values());
  static final List<Access> ACCESSES = List.of(Access.values());
  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());

  private final List<RuleFlows> rules;
  private final List<EffectiveRules.Admin> admin;
  private final Direction direction;
  private final AddressBook book;

  /**
   * @param rules of the group in effective order; their priorities are {@linkplain #ranked ranks}
   * @param admin the security admin rules before them: what is open in these stays so
   */
  Completion(
      List<RuleFlows> rules,
      List<EffectiveRules.Admin> admin,
      Direction direction,
      AddressBook book) {
    this.rules = List.copyOf(rules);
    this.admin = List.copyOf(admin);
    this.direction = direction;
    this.book = book;
  }

  /** The same rules with room between their priorities. */
  static List<RuleFlows> ranked(List<RuleFlows> rules) {
    List<RuleFlows> ranked = new ArrayList<>(rules.size());
    for (RuleFlows flows : rules) {
      SecurityRule rule = flows.rule();
      ranked.add(
          rule.priority()
              .known()
              .map(number -> flows.with(rule.withPriority(number * RANKS)))
              .orElse(flows));
    }
    return ranked;
  }

  List<RuleFlows> rules() {
    return rules;
  }

  /** The rules with these values; those of other open values stay unknown. */
  EffectiveRules with(Map<OpenValue, Choice> values) {
    List<Filled> filled = new ArrayList<>();
    Map<String, Boolean> extents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    RuleFlows.Meaning meaning = RuleFlows.Meaning.OPEN;
    for (Map.Entry<OpenValue, Choice> entry : values.entrySet()) {
      OpenValue value = entry.getKey();
      Choice choice = entry.getValue();
      boolean most = choice.number() == 1;
      switch (value.field()) {
        case EXTENT -> extents.put(value.prefix(), most);
        case ANY_PROTOCOL -> meaning = meaning.withProtocols(most);
        case ANY_PORTS -> meaning = meaning.withPorts(most);
        default -> fill(filled, value, choice);
      }
    }
    // From the end of a list on: what stands before keeps its place.
    filled.sort((a, b) -> Integer.compare(b.use().index(), a.use().index()));
    Map<Integer, SecurityRule> changed = new LinkedHashMap<>();
    Set<Integer> absent = new HashSet<>();
    for (Filled one : filled) {
      Use use = one.use();
      boolean presence = use.field() == Field.PRESENCE || use.field() == Field.RULE;
      if (presence && one.choice().number() == 0) {
        absent.add(use.rule());
      }
      SecurityRule rule = changed.getOrDefault(use.rule(), rules.get(use.rule()).rule());
      changed.put(use.rule(), put(rule, use.field(), use.index(), one.choice()));
    }
    return effective(changed, absent, extents, meaning);
  }

  private record Filled(Use use, Choice choice) {}

  private void fill(List<Filled> filled, OpenValue value, Choice choice) {
    int place = 0;
    for (Use use : value.uses()) {
      if (value.field() == Field.ORDER) {
        place++;
        int rank = rules.get(use.rule()).rule().priority().known().orElse(0);
        int behind = choice.number() == 0 ? place : value.uses().size() - place;
        filled.add(new Filled(use, new Choice(rank + behind)));
      } else {
        filled.add(new Filled(use, choice));
      }
    }
  }

  private EffectiveRules effective(
      Map<Integer, SecurityRule> changed,
      Set<Integer> absent,
      Map<String, Boolean> extents,
      RuleFlows.Meaning meaning) {
    List<RuleFlows> all = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      RuleFlows flows = rules.get(i);
      SecurityRule rule = changed.getOrDefault(i, flows.rule());
      if (absent.contains(i)) {
        continue;
      }
      boolean same = !changed.containsKey(i) && meaning.equals(RuleFlows.Meaning.OPEN);
      boolean everything =
          rule.priority().known().filter(rank -> rank == FIRST || rank == LAST).isPresent();
      all.add(
          same && !names(rule, extents)
              ? flows
              : new RuleFlows(
                  rule,
                  sides(rule.sources(), extents),
                  sides(rule.destinations(), extents),
                  everything ? RuleFlows.Meaning.EVERYTHING : meaning));
    }
    return new EffectiveRules(all, admin, direction);
  }

  private static boolean names(SecurityRule rule, Map<String, Boolean> extents) {
    return !extents.isEmpty()
        && (rule.sources().stream().anyMatch(prefix -> extents.containsKey(prefix.toString()))
            || rule.destinations().stream()
                .anyMatch(prefix -> extents.containsKey(prefix.toString())));
  }

  private AddressBounds sides(List<AddressPrefix> prefixes, Map<String, Boolean> extents) {
    return RuleFlows.addresses(
        prefixes,
        prefix -> {
          AddressBounds bounds = book.of(prefix);
          Boolean most = extents.get(prefix.toString());
          return most == null
              ? bounds
              : AddressBounds.exactly(most ? bounds.possible() : bounds.certain());
        });
  }

  /** A rule with one field replaced. */
  private SecurityRule put(SecurityRule rule, Field field, int index, Choice choice) {
    int number = choice.number();
    if (field == Field.RULE) {
      return everything(rule, number);
    }
    return new SecurityRule(
        rule.name(),
        field == Field.PRIORITY || field == Field.ORDER ? known(number, rule) : rule.priority(),
        field == Field.DIRECTION ? known(DIRECTIONS.get(number), rule) : rule.direction(),
        field == Field.ACCESS ? known(ACCESSES.get(number), rule) : rule.access(),
        field == Field.PROTOCOL ? known(PROTOCOLS.get(number), rule) : rule.protocol(),
        field == Field.SOURCE ? replaced(rule.sources(), index, choice.prefixes()) : rule.sources(),
        field == Field.SOURCE_PORT
            ? replaced(rule.sourcePorts(), index, choice.ports())
            : rule.sourcePorts(),
        field == Field.DESTINATION
            ? replaced(rule.destinations(), index, choice.prefixes())
            : rule.destinations(),
        field == Field.DESTINATION_PORT
            ? replaced(rule.destinationPorts(), index, choice.ports())
            : rule.destinationPorts(),
        rule.standard(),
        field == Field.PRESENCE ? Optional.empty() : rule.condition(),
        rule.span());
  }

  /** Rules nobody knows at their most: of everything, before all others or after them. */
  private SecurityRule everything(SecurityRule rule, int way) {
    Access access = way % 2 == 1 ? Access.ALLOW : Access.DENY;
    Span span = rule.span();
    return new SecurityRule(
        rule.name(),
        known(way < 3 ? FIRST : LAST, rule),
        known(direction, rule),
        known(access, rule),
        known(Protocol.ANY, rule),
        List.of(new AddressPrefix.Any(span)),
        List.of(new PortPrefix.Range(0, 65535, span)),
        List.of(new AddressPrefix.Any(span)),
        List.of(new PortPrefix.Range(0, 65535, span)),
        false,
        Optional.empty(),
        span);
  }

  private static <T> Value<T> known(T value, SecurityRule rule) {
    return new Value.Known<>(value, rule.span());
  }

  private static <T> List<T> replaced(List<T> list, int index, List<T> values) {
    List<T> all = new ArrayList<>(list.subList(0, index));
    all.addAll(values);
    all.addAll(list.subList(index + 1, list.size()));
    return all;
  }
}
