package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Severity;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A group as one place of the network sees it, with Azure's own rules added. It serves all
 * questions about that place; what they share is computed once.
 */
final class GroupView {
  private final NetworkSecurityGroup group;
  private final List<ListedRule> listed;
  private final Surroundings surroundings;
  private final String subnetName;
  private final Questions questions;
  private final List<AdminRules.Applied> admin;
  private final SharedPlaces places;
  private final Proofs proofs;

  private final Map<String, Seen> seen = new TreeMap<>();

  /** The rules as they look when a requirement takes out certain tags. */
  private static final class Seen {
    final AddressBook book;
    final Regions regions;
    final List<RuleFlows> rules;
    final List<EffectiveRules.Admin> admin;
    final Map<Direction, EffectiveRules> effective = new EnumMap<>(Direction.class);

    Seen(
        AddressBook book,
        Regions regions,
        List<RuleFlows> rules,
        List<EffectiveRules.Admin> admin) {
      this.book = book;
      this.regions = regions;
      this.rules = rules;
      this.admin = admin;
    }

    EffectiveRules effective(Direction direction) {
      return effective.computeIfAbsent(direction, key -> new EffectiveRules(rules, admin, key));
    }
  }

  /**
   * @param listed the group's rules, then those of Azure
   * @param subnetName what a pattern's {@code subnet} is called
   * @param questions all that will be asked
   * @param places tells what rules mean in the surroundings
   * @param proofs shared by the groups of the network
   */
  GroupView(
      NetworkSecurityGroup group,
      List<ListedRule> listed,
      Surroundings surroundings,
      String subnetName,
      Questions questions,
      List<AdminRules.Applied> admin,
      SharedPlaces places,
      Proofs proofs) {
    this.group = group;
    this.listed = listed;
    this.admin = List.copyOf(admin);
    this.surroundings = surroundings;
    this.subnetName = subnetName;
    this.questions = questions;
    this.places = places;
    this.proofs = proofs;
  }

  NetworkSecurityGroup group() {
    return group;
  }

  private Seen seen(Question question) {
    return seen.computeIfAbsent(
        exceptedTags(question).toString(),
        key -> {
          boolean likeOthers =
              proofs.isComparing() && admin.isEmpty() && !Proofs.anyNamesGroup(listed);
          return likeOthers ? likeOthers(question) : alone(question);
        });
  }

  /** Understands the rules together with other groups that are seen from where it looks alike. */
  private Seen likeOthers(Question question) {
    PlacedRules placed =
        places.of(surroundings, questions.prefixes(), exceptedTags(question), listed, true);
    List<SecurityRule> rules = withStandard(group.rules());
    List<RuleFlows> flows = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      flows.add(placed.of(listed.get(i).kind()).flows().with(rules.get(i)));
    }
    return new Seen(placed.bookOf(surroundings), placed.regions(), flows, List.of());
  }

  private Seen alone(Question question) {
    List<SecurityRule> rules = withStandard(group.rules());
    List<AddressPrefix> prefixes = new ArrayList<>(questions.prefixes());
    for (AdminRules.Applied applied : admin) {
      prefixes.addAll(applied.rule().sources());
      prefixes.addAll(applied.rule().destinations());
    }
    for (SecurityRule rule : rules) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    AddressBook book = places.book(surroundings, prefixes, exceptedTags(question));
    List<RuleFlows> flows = new ArrayList<>(rules.size());
    rules.forEach(rule -> flows.add(new RuleFlows(rule, book)));
    return new Seen(book, new Regions(book), flows, admin(book));
  }

  private List<SecurityRule> withStandard(List<SecurityRule> written) {
    List<SecurityRule> all = new ArrayList<>(written);
    all.addAll(DefaultSecurityRules.at(group.span()));
    return all;
  }

  /** Of what a requirement takes out, only tags change what rules match. */
  private static List<AddressPrefix> exceptedTags(Question question) {
    return question.excepted().stream().filter(AddressPrefix.ServiceTag.class::isInstance).toList();
  }

  private List<EffectiveRules.Admin> admin(AddressBook book) {
    List<EffectiveRules.Admin> all = new ArrayList<>(admin.size());
    for (AdminRules.Applied applied : admin) {
      all.add(new EffectiveRules.Admin(new RuleFlows(applied.rule(), book), applied.action()));
    }
    return all;
  }

  /** All patterns of a rule together: one that is broken breaks it. */
  Verdict decide(Question question, Requirement.Flows flows) {
    if (questions.areFewAboutFlows()
        && admin.isEmpty()
        && holdsAtFirstSight(question, flows.demand())) {
      return new Verdict.Holds("");
    }
    Seen view = seen(question);
    Optional<Verdict> undecided = Optional.empty();
    Optional<Verdict> notApplicable = Optional.empty();
    boolean holds = false;
    for (FlowPattern pattern : flows.patterns()) {
      Verdict verdict =
          new FlowVerdicts(
                  view.effective(pattern.direction()),
                  view.book,
                  view.regions,
                  question.families(),
                  subnetName,
                  group.span())
              .decide(flows.demand(), pattern);
      if (verdict instanceof Verdict.Broken) {
        return verdict;
      }
      if (verdict instanceof Verdict.Undecided && undecided.isEmpty()) {
        undecided = Optional.of(verdict);
      }
      if (verdict instanceof Verdict.NotApplicable && notApplicable.isEmpty()) {
        notApplicable = Optional.of(verdict);
      }
      holds |= verdict instanceof Verdict.Holds;
    }
    if (undecided.isPresent()) {
      return undecided.get();
    }
    return holds || notApplicable.isEmpty() ? new Verdict.Holds("") : notApplicable.get();
  }

  /**
   * Asks only the rules whose protocol and ports have to do with the question: most of a list do
   * not, and what they name need not be understood then. Good for a proof; the words of any other
   * verdict may need the rest.
   */
  private boolean holdsAtFirstSight(Question question, Requirement.Demand asked) {
    for (Questions.Sight sight : questions.sights(question)) {
      List<ListedRule> near = sight.relevance().amongWritten(listed);
      Questions.Sight looked = sight;
      Requirement.Demand demand = asked;
      if (asked == Requirement.Demand.NOT_EVERY_PORT) {
        OptionalInt closed = closedPort(sight, near);
        if (closed.isEmpty()) {
          return false;
        }
        looked = sight.on(closed.getAsInt(), group.span());
        demand = Requirement.Demand.NONE;
        near = looked.relevance().amongWritten(near);
      }
      if (!holds(question, demand, looked, near)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A single port which no written rule can allow. If nobody comes through there, nobody comes
   * through on every port.
   *
   * @param near the rules that can have to do with the pattern
   */
  private static OptionalInt closedPort(Questions.Sight sight, List<ListedRule> near) {
    if (!sight.pattern().except().isEmpty()) {
      return OptionalInt.empty();
    }
    PortSet closed = sight.ports();
    for (ListedRule listed : near) {
      if (listed.kind().mayDecide(Access.ALLOW)) {
        closed = closed.minus(listed.kind().shape().destinationPorts().possible());
      }
    }
    return closed.isEmpty() ? OptionalInt.empty() : OptionalInt.of(closed.lowest());
  }

  private boolean holds(
      Question question, Requirement.Demand demand, Questions.Sight sight, List<ListedRule> near) {
    return proofs.holds(
        sight.words(),
        surroundings,
        near,
        () -> {
          List<ListedRule> asked = new ArrayList<>(near);
          asked.addAll(listed.subList(group.rules().size(), listed.size()));
          return proves(question, demand, sight.pattern(), asked);
        });
  }

  private boolean proves(
      Question question, Requirement.Demand demand, FlowPattern pattern, List<ListedRule> asked) {
    PlacedRules placed =
        places.of(surroundings, questions.prefixes(), exceptedTags(question), asked, false);
    List<RuleFlows> flows = new ArrayList<>(asked.size());
    asked.forEach(one -> flows.add(placed.of(one.kind()).flows().with(one.rule())));
    return new FlowVerdicts(
            new EffectiveRules(flows, pattern.direction()),
            placed.book(),
            placed.regions(),
            question.families(),
            subnetName,
            group.span())
        .holds(demand, pattern);
  }

  GateCheck.Answer decide(Question question, Requirement.Gate gate, String target) {
    Seen view = seen(question);
    List<Family> families = question.families();
    Severity severity = question.rule().severity();
    return new GateCheck(
            view.rules, view.book, view.regions, families, group.span(), FirstMatch.DEFAULT_BUDGET)
        .decide(gate, target, severity);
  }
}
