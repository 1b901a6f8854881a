package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Result;
import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ReservedSubnets;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.ResourceKind;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Asks every rule of every target. */
public final class Linter {
  private static final Result ALWAYS = new Result(Truth.TRUE, List.of());

  private static final int WORTH_MORE_CORES = 100;

  /** So many for each core, that one which is done early takes from another. */
  private static final int PIECES_OF_A_CORE = 16;

  private final Network network;
  private final TagAddresses tags;
  private final List<Question> questions;
  private final Attachments attachments;
  private final PropertyCheck properties;
  private final BastionReach reached;
  private final MeantTargets meant;
  private final Gates gates;
  private final Proofs proofs;
  private final List<Finding> findings = new ArrayList<>();

  private final SharedPlaces places;

  /** What the last target was asked; the next one is asked the same as a rule. */
  private Questions last = new Questions(List.of());

  private Linter(
      Network network,
      TagAddresses tags,
      List<Question> questions,
      Attachments attachments,
      PropertyCheck properties,
      BastionReach reached,
      Gates gates,
      SharedPlaces places,
      Proofs proofs) {
    this.network = network;
    this.tags = tags;
    this.questions = questions;
    this.attachments = attachments;
    this.properties = properties;
    this.reached = reached;
    this.meant = new MeantTargets(network, properties);
    this.gates = gates;
    this.places = places;
    this.proofs = proofs;
  }

  /** The same where no other packs and no addresses of service tags are known. */
  public static List<Finding> lint(Network network, List<RulePack> packs) {
    return lint(network, packs, packs, TagAddresses.unknown());
  }

  /**
   * @param packs with the rules to ask
   * @param known packs that say what Azure looks for, asked or not
   * @param tags are asked only when a rule or requirement names one
   * @return one finding for each rule and target, in {@link Finding#ORDER}; a rule without a target
   *     is not applicable at the start of the first file that has something of the network
   */
  public static List<Finding> lint(
      Network network, List<RulePack> packs, List<RulePack> known, TagAddresses tags) {
    Attachments attachments = new Attachments(network);
    Linter linter =
        new Linter(
            network,
            tags,
            Question.of(packs),
            attachments,
            new PropertyCheck(network),
            new BastionReach(network, attachments, tags),
            new Gates(known),
            new SharedPlaces(network, tags),
            new Proofs(network.groups().size()));
    linter.askEach(network.subnets(), Linter::askSubnet);
    linter.askReferrers();
    linter.askEach(network.groups(), Linter::askGroup);
    for (ResourceKind kind : linter.kinds()) {
      linter.askResources(kind);
    }
    network.place().ifPresent(linter::addUnasked);
    Finding[] sorted = linter.findings.toArray(new Finding[0]);
    Arrays.parallelSort(sorted, Finding.ORDER);
    return List.of(sorted);
  }

  /** Targets do not know of each other: many are asked on all cores. */
  private <T> void askEach(List<? extends T> targets, BiConsumer<Linter, T> question) {
    int size = targets.size();
    if (size < WORTH_MORE_CORES) {
      targets.forEach(target -> question.accept(this, target));
      return;
    }
    int workers = Runtime.getRuntime().availableProcessors();
    int pieces = PIECES_OF_A_CORE * workers;
    List<List<Finding>> found = new ArrayList<>(Collections.nCopies(pieces, List.of()));
    AtomicInteger begun = new AtomicInteger();
    // A stream alone would share out a few large parts, and wait for the last one.
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              SharedPlaces own = new SharedPlaces(network, tags);
              int piece = begun.getAndIncrement();
              for (; piece < pieces; piece = begun.getAndIncrement()) {
                int first = (int) ((long) size * piece / pieces);
                int end = (int) ((long) size * (piece + 1) / pieces);
                Linter part = part(own);
                targets.subList(first, end).forEach(target -> question.accept(part, target));
                // In this order all pieces are sorted soon.
                part.findings.sort(Finding.ORDER);
                found.set(piece, part.findings);
              }
            });
    found.forEach(findings::addAll);
  }

  private Linter part(SharedPlaces own) {
    return new Linter(
        network, tags, questions, attachments, properties, reached, gates, own, proofs);
  }

  /** The questions about an element, also those of which nobody can tell. */
  private Questions about(Element element, Predicate<Target> target) {
    List<Question> asked = new ArrayList<>();
    for (Question question : questions) {
      Target each = question.rule().target();
      if (target.test(each) && meant.of(each.filter(), element).truth() != Truth.FALSE) {
        asked.add(question);
      }
    }
    if (!last.areAll(asked)) {
      last = new Questions(asked);
    }
    return last;
  }

  private void addUnasked(Span place) {
    Set<String> asked = new HashSet<>();
    findings.forEach(finding -> asked.add(finding.rule().id()));
    for (Question question : questions) {
      Rule rule = question.rule();
      if (!asked.contains(rule.id())) {
        String none =
            rule.target()
                .fold(
                    subnets ->
                        subnets.isAny()
                            ? "no subnet it asks about"
                            : "no subnet named " + subnets.name(),
                    groups -> "no network security group it asks about",
                    resources ->
                        "no "
                            + resources.kind().words()
                            + (resources.filter().isNone() ? "" : " it asks about"));
        findings.add(
            new Finding(
                rule,
                "the network",
                "",
                rule.severity(),
                new Verdict.NotApplicable(none + " was read"),
                place));
      }
    }
  }

  private void askSubnet(Subnet subnet) {
    String name = ReservedSubnets.nameOf(subnet, network);
    Questions asked =
        about(subnet, target -> target instanceof Target.Subnets named && named.includes(name));
    if (asked.all().isEmpty()) {
      return;
    }
    Attachments.Attached attached = attachments.groupOf(subnet);
    // Properties need no view of the group, and most subnets are asked for nothing else.
    boolean flows =
        asked.all().stream()
            .anyMatch(question -> !(question.rule().requirement() instanceof Requirement.Property));
    Optional<GroupView> view =
        flows
            ? attached.fold(
                Optional::empty,
                group -> Optional.of(view(group, subnet, asked)),
                unknown -> Optional.empty())
            : Optional.empty();
    for (Question question : asked.all()) {
      askSubnet(question, subnet, attached, view);
    }
  }

  /** About services of which nobody can tell the subnet. */
  private void askReferrers() {
    LooseReferrers loose = new LooseReferrers(network, properties, meant);
    for (Question question : questions) {
      if (question.rule().target() instanceof Target.Subnets target) {
        loose.of(target).forEach(referrer -> add(question.rule(), referrer));
      }
    }
  }

  private void add(Rule rule, LooseReferrers.Referrer referrer) {
    List<Subnet> subnets = referrer.subnets();
    String named =
        subnets.size() == 1
            ? "it may be in " + attachments.display(subnets.get(0))
            : "it may be in any of " + subnets.size() + " subnets";
    List<Remark> open = referrer.open().stream().distinct().toList();
    Verdict verdict =
        new Verdict.Undecided(
            "cannot tell which subnet "
                + referrer.element().shownName()
                + " is in, so not whether that meets this; of what was read, "
                + named,
            open);
    add(rule, referrer.element(), verdict, open.get(0).span());
  }

  private GroupView view(NetworkSecurityGroup group, Subnet subnet, Questions asked) {
    return new GroupView(
        group,
        ListedRule.of(group, proofs),
        Surroundings.of(subnet, network),
        subnet.shownName(),
        asked,
        new AdminRules(network).of(List.of(subnet)),
        places,
        proofs);
  }

  private void askSubnet(
      Question question, Subnet subnet, Attachments.Attached attached, Optional<GroupView> view) {
    Rule rule = question.rule();
    Result applies = applies(rule, subnet);
    if (applies.truth() == Truth.FALSE) {
      add(rule, subnet, new Verdict.NotApplicable(words(applies)), subnet.span());
    } else if (rule.requirement() instanceof Requirement.Property property) {
      findings.add(property(rule, property.condition(), subnet, applies));
    } else if (view.isEmpty()) {
      add(rule, subnet, withoutGroup(attached, subnet), subnet.span());
    } else {
      askRules(question, subnet, view.get(), applies);
    }
  }

  private Verdict withoutGroup(Attachments.Attached attached, Subnet subnet) {
    return attached.fold(
        () -> new Verdict.NotApplicable("no network security group is attached to the subnet"),
        group -> {
          throw new AssertionError(group);
        },
        unknown ->
            new Verdict.Undecided(
                "cannot tell which network security group is attached to "
                    + attachments.display(subnet),
                List.of(unknown)));
  }

  /**
   * What is met counts whether it is asked or not; a breach of what is perhaps asked is none yet.
   */
  private static Verdict ifRequired(Verdict verdict, Result applies) {
    if (applies.truth() != Truth.UNKNOWN) {
      return verdict;
    }
    return verdict.fold(
        holds ->
            new Verdict.Holds(
                holds.note().isEmpty() ? "it is not known whether this is required" : holds.note()),
        broken -> new Verdict.Undecided("if this is required, " + broken.what(), applies.remarks()),
        undecided -> {
          List<Remark> reasons = new ArrayList<>(applies.remarks());
          reasons.addAll(undecided.reasons());
          return new Verdict.Undecided(
              "if this is required, " + undecided.what(), reasons.stream().distinct().toList());
        },
        notApplicable -> notApplicable);
  }

  /** Whether the rule means the subnet, and its {@code when}. */
  private Result applies(Rule rule, Subnet subnet) {
    return MeantTargets.all(
        List.of(
            meant.of(rule.target().filter(), subnet),
            MeantTargets.isNotLeftOut(rule.target(), subnet),
            whenOf(rule, subnet)));
  }

  private Result whenOf(Rule rule, Subnet subnet) {
    List<BastionHost> hosts = attachments.hostsOf(subnet);
    Result known = applies(rule, hosts, subnet.span());
    // A network has one host at most.
    if (rule.when().isEmpty() || !hosts.isEmpty()) {
      return known;
    }
    List<Remark> open = new ArrayList<>();
    for (BastionHost host : attachments.hostsPerhapsOf(subnet)) {
      if (applies(rule, List.of(host), subnet.span()).truth() != known.truth()) {
        open.add(
            new Remark("whether " + host.id().shownName() + " stands in this subnet", host.span()));
      }
    }
    return open.isEmpty() ? known : new Result(Truth.UNKNOWN, open);
  }

  /** The rule's {@code when}, asked of the hosts; without a host it cannot be false. */
  private Result applies(Rule rule, List<BastionHost> hosts, Span place) {
    if (rule.when().isEmpty()) {
      return ALWAYS;
    }
    Condition condition = rule.when().get();
    List<Remark> unknown = new ArrayList<>();
    List<Remark> refuted = new ArrayList<>();
    for (BastionHost host : hosts) {
      Result result = properties.evaluate(condition, host);
      if (result.truth() == Truth.TRUE) {
        return result;
      }
      (result.truth() == Truth.UNKNOWN ? unknown : refuted).addAll(result.remarks());
    }
    if (!unknown.isEmpty()) {
      return new Result(Truth.UNKNOWN, unknown);
    }
    return hosts.isEmpty() ? withoutHost(condition, place) : new Result(Truth.FALSE, refuted);
  }

  /** A host that nobody showed is taken to have none of the properties. */
  private Result withoutHost(Condition condition, Span place) {
    Result result = properties.evaluate(condition, new Node.MapNode(List.of(), place), place);
    return new Result(
        result.truth(), List.of(new Remark("no Bastion host that needs it was read", place)));
  }

  /** Asks what the rules of a group answer, as the target sees it. */
  private void askRules(Question question, Element target, GroupView view, Result applies) {
    Rule rule = question.rule();
    NetworkSecurityGroup group = view.group();
    findings.addAll(
        rule.requirement()
            .fold(
                flows -> {
                  Verdict verdict =
                      ifRequired(
                          ifThere(decide(question, flows, target, view), target, group), applies);
                  return List.of(finding(rule, target, verdict, place(verdict, group.span())));
                },
                gate -> List.of(gate(question, gate, target, view, applies)),
                property -> List.of(property(rule, property.condition(), target, applies)),
                rules -> defects(rule, group, applies),
                reach -> {
                  throw new AssertionError(reach);
                }));
  }

  private Verdict decide(
      Question question, Requirement.Flows flows, Element target, GroupView view) {
    Verdict verdict = view.decide(question, flows);
    return target instanceof NetworkSecurityGroup group && verdict instanceof Verdict.Broken broken
        ? new OtherGroups(network, attachments, tags)
            .besides(broken, group, question, flows, adminOf(group))
        : verdict;
  }

  private Finding gate(
      Question question, Requirement.Gate gate, Element target, GroupView view, Result applies) {
    GateCheck.Answer answer = view.decide(question, gate, target.shownName());
    return new Finding(
        question.rule(),
        display(target),
        target.id().toString(),
        answer.severity(),
        ifRequired(ifThere(answer.verdict(), target, view.group()), applies),
        view.group().span());
  }

  private Finding property(Rule rule, Condition condition, Element element, Result applies) {
    Result result = properties.evaluate(condition, element);
    Verdict verdict =
        switch (result.truth()) {
          case TRUE -> new Verdict.Holds("");
          case FALSE ->
              new Verdict.Broken(
                      "\""
                          + rule.title()
                          + "\" is not true of "
                          + display(element)
                          + ": "
                          + words(result),
                      Optional.empty(),
                      Optional.empty(),
                      List.of())
                  .of(words(result));
          case UNKNOWN ->
              new Verdict.Undecided(
                  "cannot tell whether " + display(element) + " meets this", result.remarks());
        };
    Span place =
        result.truth() == Truth.FALSE && !result.remarks().isEmpty()
            ? result.remarks().get(0).span()
            : element.span();
    return finding(rule, element, ifRequired(ifThere(verdict, element), applies), place);
  }

  private static String words(Result result) {
    List<String> texts = result.remarks().stream().map(Remark::text).distinct().toList();
    return texts.isEmpty() ? "its condition is not met" : String.join(", ", texts);
  }

  private void askGroup(NetworkSecurityGroup group) {
    List<Subnet> subnets = attachments.subnetsOf(group);
    Questions asked =
        about(
            group, target -> target instanceof Target.Groups groups && !isLeftOut(groups, subnets));
    if (!asked.all().isEmpty()) {
      Surroundings everywhere = attachments.around(group);
      List<ListedRule> rules = ListedRule.of(group, proofs);
      RuleUseVerdicts uses =
          new RuleUseVerdicts(
              group, rules, everywhere, attachments, gates, network, places, proofs);
      if (subnets.size() < 2) { // then a rule leaves out all of them, or none
        askGroup(group, view(group, rules, everywhere, asked), asked, uses);
        return;
      }
      byLeftOut(asked, subnets)
          .forEach(
              (leftOut, some) -> {
                Questions questions = new Questions(some);
                Surroundings around = around(group, subnets, leftOut);
                askGroup(group, view(group, rules, around, questions), questions, uses);
              });
    }
  }

  private void askGroup(
      NetworkSecurityGroup group, GroupView view, Questions asked, RuleUseVerdicts uses) {
    for (Question question : asked.all()) {
      Result applies = meant.of(question.rule().target().filter(), group);
      Optional<Requirement.Quality> quality = RuleUseVerdicts.quality(question);
      quality.ifPresentOrElse(
          asks -> judgeUses(question.rule(), asks, group, uses, applies),
          () -> askRules(question, group, view, applies));
    }
  }

  /** The questions by the places, in the list of its subnets, that they leave out of a group. */
  private Map<List<Integer>, List<Question>> byLeftOut(Questions asked, List<Subnet> subnets) {
    Map<List<Integer>, List<Question>> byPlaces = new LinkedHashMap<>();
    for (Question question : asked.all()) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < subnets.size(); i++) {
        if (question.rule().target() instanceof Target.Groups wanted
            && isExcepted(wanted, subnets.get(i))) {
          places.add(i);
        }
      }
      byPlaces.computeIfAbsent(places, key -> new ArrayList<>()).add(question);
    }
    return byPlaces;
  }

  /** What the group sees without the machines of some of its subnets. */
  private Surroundings around(
      NetworkSecurityGroup group, List<Subnet> subnets, List<Integer> leftOut) {
    List<Subnet> meantOnes = new ArrayList<>();
    List<Subnet> others = new ArrayList<>();
    for (int i = 0; i < subnets.size(); i++) {
      (leftOut.contains(i) ? others : meantOnes).add(subnets.get(i));
    }
    return Surroundings.shared(meantOnes, others, attachments.interfacesOf(group), network);
  }

  private GroupView view(
      NetworkSecurityGroup group, List<ListedRule> rules, Surroundings around, Questions asked) {
    return new GroupView(
        group, rules, around, group.shownName(), asked, adminOf(group), places, proofs);
  }

  private void judgeUses(
      Rule rule,
      Requirement.Quality quality,
      NetworkSecurityGroup group,
      RuleUseVerdicts uses,
      Result applies) {
    for (RuleUseVerdicts.Answer answer : uses.decide(quality)) {
      add(rule, group, ifRequired(ifThere(answer.verdict(), group), applies), answer.span());
    }
  }

  private List<AdminRules.Applied> adminOf(NetworkSecurityGroup group) {
    return network.adminRules().isEmpty()
        ? List.of()
        : new AdminRules(network).of(attachments.subnetsBehind(group));
  }

  private boolean isLeftOut(Target.Groups wanted, List<Subnet> subnets) {
    for (Subnet subnet : subnets) {
      if (!isExcepted(wanted, subnet)) {
        return false;
      }
    }
    return !subnets.isEmpty();
  }

  private boolean isExcepted(Target.Groups wanted, Subnet subnet) {
    String own = ReservedSubnets.nameOf(subnet, network);
    for (String name : wanted.exceptSubnets()) {
      if (name.equalsIgnoreCase(own)) {
        return true;
      }
    }
    return false;
  }

  private List<Finding> defects(Rule rule, NetworkSecurityGroup group, Result applies) {
    List<Finding> defects = new ArrayList<>();
    for (Problem defect : group.defects()) {
      Verdict verdict =
          new Verdict.Broken(
                  defect.message() + " [" + defect.code() + "]",
                  Optional.empty(),
                  Optional.empty(),
                  List.of())
              .of(ProblemIdentity.of(defect));
      defects.add(
          finding(rule, group, ifRequired(ifThere(verdict, group), applies), defect.span()));
    }
    if (!defects.isEmpty()) {
      return defects;
    }
    List<Remark> unwritten = UnwrittenValues.of(group);
    Verdict verdict =
        unwritten.isEmpty()
            ? new Verdict.Holds("")
            : new Verdict.Undecided(
                "nothing in it is known to be refused; cannot tell whether Azure takes all of it",
                unwritten);
    return List.of(finding(rule, group, ifRequired(verdict, applies), group.span()));
  }

  /** Those that are asked something, each once. */
  private Set<ResourceKind> kinds() {
    Set<ResourceKind> kinds = new LinkedHashSet<>();
    for (Question question : questions) {
      if (question.rule().target() instanceof Target.Resources resources) {
        kinds.add(resources.kind());
      }
    }
    return kinds;
  }

  private void askResources(ResourceKind kind) {
    List<Question> asked = new ArrayList<>();
    for (Question question : questions) {
      if (question
          .rule()
          .target()
          .fold(subnets -> false, groups -> false, resources -> resources.kind().equals(kind))) {
        asked.add(question);
      }
    }
    if (!asked.isEmpty()) {
      askEach(
          PropertyCheck.elements(network, kind),
          (linter, element) -> asked.forEach(question -> linter.askResource(question, element)));
    }
  }

  private void askResource(Question question, Element element) {
    Rule rule = question.rule();
    Result means = meant.of(rule.target().filter(), element);
    if (means.truth() == Truth.FALSE) {
      return;
    }
    Result applies =
        element instanceof BastionHost host
            ? MeantTargets.all(List.of(means, applies(rule, List.of(host), host.span())))
            : means; // a pack has 'when' for no other resource
    if (applies.truth() == Truth.FALSE) {
      add(rule, element, new Verdict.NotApplicable(words(applies)), element.span());
    } else if (rule.requirement() instanceof Requirement.Property property) {
      findings.add(property(rule, property.condition(), element, applies));
    } else if (rule.requirement() instanceof Requirement.BastionReach reach
        && element instanceof VirtualMachine machine) {
      Verdict verdict =
          ifRequired(ifThere(reached.decide(machine, reach.ports()), element), applies);
      add(rule, element, verdict, place(verdict, element.span()));
    }
  }

  /** A breach by something that may not be deployed at all is no breach yet. */
  private static Verdict ifThere(Verdict verdict, Element... elements) {
    if (!(verdict instanceof Verdict.Broken broken)) {
      return verdict;
    }
    List<Remark> conditions = new ArrayList<>();
    for (Element element : elements) {
      element
          .condition()
          .ifPresent(
              condition ->
                  conditions.add(
                      new Remark(
                          "whether " + element.shownName() + " is deployed: " + condition.reason(),
                          condition.span())));
    }
    return conditions.isEmpty()
        ? verdict
        : new Verdict.Undecided(
            "if it is deployed, " + broken.what(), conditions.stream().distinct().toList());
  }

  /** Where a reader should look: the rule that decides, which is at the group if it is Azure's. */
  private static Span place(Verdict verdict, Span group) {
    return verdict instanceof Verdict.Broken broken
        ? broken.decidedBy().map(Verdict.DecidingRule::span).orElse(group)
        : group;
  }

  private String display(Element element) {
    return element instanceof Subnet subnet ? attachments.display(subnet) : element.shownName();
  }

  private void add(Rule rule, Element element, Verdict verdict, Span span) {
    findings.add(finding(rule, element, verdict, span));
  }

  private Finding finding(Rule rule, Element element, Verdict verdict, Span span) {
    Severity severity = rule.severity();
    return new Finding(rule, display(element), element.id().toString(), severity, verdict, span);
  }
}
