package io.github.nsglint.analysis;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.PriorityRange;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What could be changed in the rules of a group so that a requirement about flows holds. These are
 * proposals, the smallest first: whether one is right is proved once it is made.
 */
final class FlowRemedies {
  private static final int MOST_PLACES = 3;

  private final NetworkSecurityGroup group;
  private final List<Family> families;
  private final boolean shared;
  private final AddressBook book;
  private final List<RuleFlows> all = new ArrayList<>();
  private final List<Requirement.Row> rows;
  private final RuleChanges changes;
  private final NewRules newRules;

  /**
   * @param prefixes of the subnet that is asked about, as far as they are known
   * @param shared whether the group stands before more than that subnet
   * @param rows that Azure looks for in the group: their form is the one to write
   */
  FlowRemedies(
      NetworkSecurityGroup group,
      Surroundings surroundings,
      List<Cidr> prefixes,
      boolean shared,
      Question question,
      List<Requirement.Row> rows,
      Network network,
      TagAddresses tags) {
    this.group = group;
    this.families = question.families();
    this.shared = shared;
    this.rows = List.copyOf(rows);
    List<AddressPrefix> named = new ArrayList<>(question.prefixes());
    for (Requirement.Row row : rows) {
      named.addAll(row.pattern().source().prefixes());
      named.addAll(row.pattern().destination().prefixes());
    }
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    for (SecurityRule rule : rules) {
      named.addAll(rule.sources());
      named.addAll(rule.destinations());
    }
    List<AddressPrefix> excepted =
        question.excepted().stream().filter(AddressPrefix.ServiceTag.class::isInstance).toList();
    this.book = new AddressBook(surroundings, named, excepted, network, tags);
    List<RuleFlows> own = new ArrayList<>();
    for (SecurityRule rule : rules) {
      RuleFlows flows = new RuleFlows(rule, book);
      all.add(flows);
      if (!rule.standard()) {
        own.add(flows);
      }
    }
    this.changes = new RuleChanges(group, own, families, book);
    this.newRules = new NewRules(group, rules, families, prefixes);
  }

  /** For a requirement that asks for flows. */
  List<List<Remedy>> granting(Requirement.Flows flows) {
    List<FlowPattern> broken = new ArrayList<>();
    for (FlowPattern pattern : flows.patterns()) {
      if (state(flows.demand(), pattern) == State.BROKEN) {
        broken.add(pattern);
      }
    }
    List<List<Remedy>> ways = new ArrayList<>();
    if (broken.size() == 1) {
      ways.addAll(each(changes.moved(flows.demand(), broken.get(0))));
      ways.addAll(each(changes.widened(flows.demand(), broken.get(0))));
      ways.addAll(changes.swapped(flows.demand(), broken.get(0)));
    }
    List<Form> documented = new ArrayList<>();
    List<Form> plain = new ArrayList<>();
    for (FlowPattern pattern : broken) {
      Optional<Requirement.Row> row = rowFor(pattern);
      row.ifPresent(found -> documented.add(new Form(found.pattern(), pattern, found.some())));
      for (FlowPattern single : eachTag(pattern)) {
        plain.add(new Form(single, single, flows.demand() == Demand.SOME));
      }
    }
    if (!broken.isEmpty() && documented.size() == broken.size()) {
      ways.addAll(each(added(documented, Access.ALLOW)));
    }
    ways.addAll(each(added(plain, Access.ALLOW)));
    return ways.stream().distinct().toList();
  }

  /** A rule names one service tag at most: a pattern that names several needs as many rules. */
  private static List<FlowPattern> eachTag(FlowPattern pattern) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    Place far = inbound ? pattern.source() : pattern.destination();
    if (far.prefixes().stream().allMatch(AddressPrefix.Block.class::isInstance)
        || far.prefixes().size() == 1) {
      return List.of(pattern);
    }
    List<FlowPattern> patterns = new ArrayList<>();
    for (AddressPrefix prefix : far.prefixes()) {
      Place place = new Place(false, List.of(prefix), far.except());
      patterns.add(
          new FlowPattern(
              pattern.direction(),
              pattern.protocols(),
              inbound ? place : pattern.source(),
              inbound ? pattern.destination() : place,
              pattern.destinationPorts(),
              pattern.except()));
    }
    return patterns;
  }

  private static List<List<Remedy>> each(List<Remedy> remedies) {
    List<List<Remedy>> ways = new ArrayList<>();
    remedies.forEach(remedy -> ways.add(List.of(remedy)));
    return ways;
  }

  /** For rows that Azure looks for and does not find. */
  List<List<Remedy>> granting(List<Requirement.Row> missing) {
    List<Form> forms = new ArrayList<>();
    for (Requirement.Row row : missing) {
      forms.add(new Form(row.pattern(), row.functional(), row.some()));
    }
    List<List<Remedy>> ways = new ArrayList<>();
    if (missing.size() == 1) {
      ways.addAll(each(changes.widened(Demand.ALL, missing.get(0).pattern())));
      ways.addAll(changes.swapped(Demand.ALL, missing.get(0).pattern()));
    }
    ways.addAll(each(added(forms, Access.ALLOW)));
    return ways;
  }

  /** For a requirement that flows do not pass. */
  List<List<Remedy>> denying(Requirement.Flows flows) {
    List<Remedy> remedies = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (FlowPattern pattern : flows.patterns()) {
      if (!pattern.except().isEmpty()
          || !pattern.source().except().isEmpty()
          || !pattern.destination().except().isEmpty()) {
        return List.of();
      }
      if (state(flows.demand(), pattern) == State.BROKEN) {
        remedies.addAll(changes.narrowed(pattern));
        forms.add(new Form(pattern, pattern, false));
      }
    }
    remedies.addAll(added(forms, Access.DENY));
    return each(remedies);
  }

  /**
   * A rule to write.
   *
   * @param written its fields
   * @param meant the flows that it is for
   * @param some whether a part of them is enough
   */
  private record Form(FlowPattern written, FlowPattern meant, boolean some) {}

  private State state(Demand demand, FlowPattern pattern) {
    FlowCheck check = new FlowCheck(new EffectiveRules(all, pattern.direction()), book);
    FlowBounds region = Region.of(demand, pattern, families, book);
    return switch (demand) {
      case ALL -> check.mustAllow(region).state();
      case SOME -> check.mustAllowSome(region).state();
      case NONE -> check.mustNotAllow(region).state();
      case NOT_EVERY_PORT -> check.mustNotAllowEveryPort(region).state();
    };
  }

  /** The row that asks for the flows of a pattern too. */
  private Optional<Requirement.Row> rowFor(FlowPattern pattern) {
    FlowSet asked = Region.of(pattern, families, book).possible();
    return rows.stream()
        .filter(row -> row.pattern().direction() == pattern.direction())
        .filter(row -> Region.of(row.functional(), families, book).possible().containsAll(asked))
        .findFirst();
  }

  /** New rules, one for each form: in the latest place that may do first. */
  private List<Remedy> added(List<Form> forms, Access access) {
    if (forms.isEmpty()
        || forms.stream()
            .anyMatch(form -> NewRules.unplaced(group, form.written().direction()).isPresent())) {
      return List.of();
    }
    List<Remedy> remedies = new ArrayList<>();
    Access against = access == Access.ALLOW ? Access.DENY : Access.ALLOW;
    for (NewRules.Guarded guarded :
        shared ? NewRules.Guarded.values() : new NewRules.Guarded[] {NewRules.Guarded.ANYTHING}) {
      for (int later = 0; later < MOST_PLACES; later++) {
        List<SecurityRule> rules = new ArrayList<>();
        boolean last = true;
        for (Form form : forms) {
          List<Integer> limits = changes.deciding(form.meant(), against);
          int first = form.some() ? Math.max(0, limits.size() - 1 - later) : 0;
          int limit = limits.isEmpty() ? PriorityRange.HIGHEST + 1 : limits.get(first);
          last &= first == 0;
          newRules.rule(form.written(), access, guarded, limit, rules).ifPresent(rules::add);
        }
        if (rules.size() == forms.size()) {
          remedies.add(new Remedy.AddRules(group, rules));
        }
        if (last) {
          break;
        }
      }
    }
    return remedies.stream().distinct().toList();
  }
}
