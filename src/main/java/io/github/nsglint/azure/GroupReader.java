package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.SharedValues;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Groups and their rules: what stands in the group, in its child resources and in stand-alone ones
 * is one collection in Azure.
 */
final class GroupReader {
  /** See azure-subscription-service-limits on learn.microsoft.com, networking limits. */
  static final int MOST_RULES = 1000;

  static final int MOST_PREFIXES_A_SIDE = 4000;
  static final int MOST_APPLICATION_GROUPS_A_SIDE = 10;

  /** In all rules of a group. */
  static final int MOST_APPLICATION_GROUPS = 100;

  /** So many are read at once, without another thread. */
  private static final int FEW_GROUPS = 64;

  /** Groups that may wait for a thread to read their rules, each with its tokens. */
  private static final int MOST_WAITING = 64;

  private final List<Problem> problems;

  /** Those that no thread uses now. The pool's threads forget what would be kept for each. */
  private final Deque<Tools> tools = new ConcurrentLinkedDeque<>();

  private final List<Draft> drafts = new ArrayList<>();

  /** Those of the drafts whose names are not known in full. */
  private final List<Draft> namedInPart = new ArrayList<>();

  private final Map<ResourceId, List<Draft>> byId = new HashMap<>();
  private final List<StandAlone> standAlone = new ArrayList<>();

  private final TagAddresses tags;

  GroupReader(List<Problem> problems, TagAddresses tags) {
    this.problems = problems;
    this.tags = tags;
  }

  /** What serves one thread at a time. */
  private static final class Tools {
    final RuleMembers members = new RuleMembers();
    final SharedValues shared = new SharedValues();
    final PlainRules plain;

    Tools(TagAddresses tags) {
      plain = new PlainRules(members, tags);
    }
  }

  private record StandAlone(ResourceId group, SecurityRule rule, List<Problem> defects) {}

  private static final class Draft {
    final ResourceId id;

    /** Null once the rules in it are read: a large input has more such trees than memory. */
    private @Nullable MapNode properties;

    /** Null once they are in the list. */
    private @Nullable ForkJoinTask<List<SecurityRule>> reading;

    private final List<SecurityRule> rules = new ArrayList<>();

    /** How many of the rules, the first ones, stand in the group itself. */
    private int inline;

    final List<Problem> defects = new ArrayList<>();
    final List<ResourceId> subnets = new ArrayList<>();
    final KeptMap kept;
    final Optional<Node.Unresolved> condition;
    final Span span;

    Draft(
        ResourceId id,
        MapNode properties,
        KeptMap kept,
        Optional<Node.Unresolved> condition,
        Span span) {
      this.id = id;
      this.properties = properties;
      this.kept = kept;
      this.condition = condition;
      this.span = span;
    }

    void standInline(List<SecurityRule> own) {
      rules.addAll(own);
      inline = own.size();
    }

    List<SecurityRule> rules() {
      ForkJoinTask<List<SecurityRule>> task = reading;
      if (task != null) {
        reading = null;
        standInline(task.join());
      }
      return rules;
    }
  }

  void readGroup(Resource resource, ResourceId id) {
    MapNode properties = Properties.of(resource.body());
    Draft draft =
        new Draft(
            id,
            properties,
            resource.kept().changed(GroupReader::withoutRules),
            resource.condition(),
            resource.span());
    if (drafts.size() < FEW_GROUPS
        || tags.source().isPresent() // which looks at what comes first
        || ForkJoinPool.commonPool().getQueuedSubmissionCount() > MOST_WAITING) {
      draft.standInline(readRules(draft));
    } else {
      draft.reading = ForkJoinPool.commonPool().submit(() -> readRules(draft));
    }
    for (Node subnet : Properties.list(properties, "subnets")) {
      Properties.reference(subnet)
          .fold(() -> false, to -> draft.subnets.add(to.id()), unknown -> false);
    }
    List<Draft> sameId = byId.computeIfAbsent(id, key -> new ArrayList<>(1));
    if (!id.isGlobal() || sameId.stream().noneMatch(other -> isSame(other, draft))) {
      sameId.add(draft);
      drafts.add(draft);
      if (!id.isNamed()) {
        namedInPart.add(draft);
      }
    }
  }

  boolean hasRead(ResourceId group) {
    return byId.containsKey(group);
  }

  private List<SecurityRule> readRules(Draft draft) {
    MapNode properties = requireNonNull(draft.properties);
    draft.properties = null;
    Tools own = takenTools();
    SecurityRuleReader reader = new SecurityRuleReader(draft.defects, own.members, tags);
    List<Node> written = Properties.list(properties, "securityRules");
    List<SecurityRule> rules = new ArrayList<>(written.size());
    for (int i = 0; i < written.size(); i++) {
      Node node = written.get(i);
      SecurityRule rule = node instanceof MapNode body ? own.plain.read(body) : null;
      rules.add(rule == null ? reader.read(node, Optional.empty()).holding(own.shared) : rule);
    }
    tools.push(own);
    return rules;
  }

  private Tools takenTools() {
    Tools free = tools.poll();
    return free == null ? new Tools(tags) : free;
  }

  /** Rules may stand elsewhere, too, and are asked by the flows that they decide. */
  private static MapNode withoutRules(MapNode body) {
    return Properties.without(
        body,
        List.of("securityRules", "defaultSecurityRules"),
        "what a security rule decides is asked by its flows");
  }

  /** Whether a group was read before, from another file, with the very same rules. */
  private static boolean isSame(Draft a, Draft b) {
    return a.span.file() != b.span.file() && words(a.rules()).equals(words(b.rules()));
  }

  private static List<String> words(List<SecurityRule> rules) {
    return rules.stream()
        .map(
            rule ->
                String.join(
                    " ",
                    rule.name(),
                    rule.priority().known().toString(),
                    rule.direction().known().toString(),
                    rule.access().known().toString(),
                    rule.protocol().known().toString(),
                    rule.sources().toString(),
                    rule.sourcePorts().toString(),
                    rule.destinations().toString(),
                    rule.destinationPorts().toString()))
        .sorted()
        .toList();
  }

  void readRule(Resource resource, ResourceId id) {
    Optional<ResourceId> group = id.parent();
    if (group.isEmpty()) {
      problems.add(
          Problem.error(
              "resource-id", "the rule's id names no network security group", resource.span()));
      return;
    }
    List<Problem> defects = new ArrayList<>();
    Tools own = takenTools();
    SecurityRule rule =
        new SecurityRuleReader(defects, own.members, tags)
            .read(resource.body(), resource.condition())
            .holding(own.shared);
    tools.push(own);
    standAlone.add(new StandAlone(group.get(), rule, defects));
  }

  /**
   * All groups, with their stand-alone rules; rules of a group that nobody showed make a group of
   * their own.
   */
  List<NetworkSecurityGroup> groups() {
    Map<ResourceId.Key, List<Draft>> byKey = new HashMap<>();
    if (!standAlone.isEmpty()) {
      drafts.forEach(draft -> ofKey(byKey, draft.id).add(draft));
    }
    List<Draft> all = new ArrayList<>(drafts);
    Map<ResourceId.Key, List<Draft>> orphans = new HashMap<>();
    for (StandAlone single : standAlone) {
      List<Draft> homes = homes(single, ofKey(byKey, single.group()));
      if (homes.isEmpty()) {
        addWherePossible(single);
        homes = ofKey(orphans, single.group()).stream().filter(home -> isOf(home, single)).toList();
      }
      if (homes.isEmpty()) {
        Draft home = orphan(single);
        ofKey(orphans, home.id).add(home);
        all.add(home);
        homes = List.of(home);
      }
      for (Draft home : homes) {
        add(home, homes.size() == 1 ? single : perhaps(single, homes.size()));
      }
    }
    Stream<Draft> each = all.size() < FEW_GROUPS ? all.stream() : all.parallelStream();
    List<NetworkSecurityGroup> groups = each.map(GroupReader::finish).toList();
    for (Draft draft : all) {
      for (Problem found : draft.defects) {
        if (found.severity() != Severity.ERROR) {
          problems.add(found);
        }
      }
    }
    return groups;
  }

  /**
   * A rule whose group is named in part may belong to each group of its file that the name may
   * become. Files that are read together often are templates that have nothing to do with each
   * other: there, only equal names join.
   */
  private void addWherePossible(StandAlone single) {
    String reason = "the name " + single.group().name() + " of the rule's group is not known";
    for (Draft draft : single.group().isNamed() ? namedInPart : drafts) {
      SecurityRule rule = single.rule();
      if (draft.span.file() == rule.span().file() && draft.id.mayMatch(single.group())) {
        draft
            .rules()
            .add(
                rule.condition().isPresent()
                    ? rule
                    : rule.withCondition(new Node.Unresolved(reason, "", rule.span())));
      }
    }
  }

  private static List<Draft> ofKey(Map<ResourceId.Key, List<Draft>> byKey, ResourceId id) {
    return byKey.computeIfAbsent(id.key(), key -> new ArrayList<>(1));
  }

  /** The groups a rule may belong to: one of its own file is nearer than those of others. */
  private static List<Draft> homes(StandAlone single, List<Draft> sameKey) {
    SourceFile file = single.rule().span().file();
    List<Draft> all = sameKey.stream().filter(draft -> draft.id.matches(single.group())).toList();
    List<Draft> near = all.stream().filter(draft -> draft.span.file() == file).toList();
    return near.isEmpty() ? all : single.group().nearest(near, draft -> draft.id);
  }

  /** A group that nobody showed is one for several files only if its id says so. */
  private static boolean isOf(Draft orphan, StandAlone single) {
    boolean sameFile = orphan.span.file() == single.rule().span().file();
    return sameFile
        ? orphan.id.matches(single.group())
        : orphan.id.isGlobal() && orphan.id.equals(single.group());
  }

  private static StandAlone perhaps(StandAlone single, int homes) {
    SecurityRule rule = single.rule();
    String reason = homes + " network security groups may be meant by " + single.group().name();
    return new StandAlone(
        single.group(),
        rule.condition().isPresent()
            ? rule
            : rule.withCondition(new Node.Unresolved(reason, "", rule.span())),
        single.defects());
  }

  private static Draft orphan(StandAlone single) {
    Draft draft =
        new Draft(
            single.group(),
            new MapNode(List.of(), single.rule().span()),
            KeptMap.none(single.rule().span()),
            Optional.empty(),
            single.rule().span());
    String reason = "the group itself was not read, it may hold more rules than those shown";
    draft.rules().add(SecurityRule.unknown("?", reason, single.rule().span()));
    return draft;
  }

  /**
   * A rule that stands inline and as a resource of its own, with one name, is one rule: in one
   * file, the resource is deployed after its group and takes the place of what stood there.
   */
  private static void add(Draft home, StandAlone single) {
    SecurityRule rule = single.rule();
    boolean replaces = home.span.file() == rule.span().file() && !rule.name().equals("?");
    for (int i = home.rules().size() - 1; i >= 0; i--) {
      SecurityRule twin = home.rules().get(i);
      if (twin.name().equalsIgnoreCase(rule.name())) {
        if (sameWords(twin, rule)) {
          return;
        }
        if (replaces && i < home.inline) {
          replace(home, i, rule);
        }
      }
    }
    home.rules().add(rule);
    home.defects.addAll(single.defects());
  }

  private static void replace(Draft home, int place, SecurityRule rule) {
    if (rule.condition().isEmpty()) {
      home.rules().remove(place);
      home.inline--;
    } else if (home.rules().get(place).condition().isEmpty()) {
      String reason =
          "whether the resource of its name takes its place: " + rule.condition().get().reason();
      home.rules()
          .set(
              place,
              home.rules()
                  .get(place)
                  .withCondition(new Node.Unresolved(reason, "", rule.condition().get().span())));
    }
  }

  private static boolean sameWords(SecurityRule a, SecurityRule b) {
    return words(List.of(a)).equals(words(List.of(b)));
  }

  private static NetworkSecurityGroup finish(Draft draft) {
    RepeatedRules.addTo(draft.defects, draft.rules());
    checkLimits(draft);
    return new NetworkSecurityGroup(
        draft.id,
        draft.rules(),
        draft.subnets,
        draft.defects.stream().filter(found -> found.severity() == Severity.ERROR).toList(),
        draft.kept,
        draft.condition,
        draft.span);
  }

  private static void checkLimits(Draft draft) {
    if (draft.rules().size() > MOST_RULES) {
      draft.defects.add(
          Problem.error(
              "rule-limit",
              "the group has " + draft.rules().size() + " rules; Azure takes " + MOST_RULES,
              draft.span));
    }
    if (isFarFromLimits(draft.rules())) {
      return;
    }
    checkPrefixes(draft, SecurityRule::sources, "sources");
    checkPrefixes(draft, SecurityRule::destinations, "destinations");
    Set<ResourceId.Key> groups = new HashSet<>();
    for (SecurityRule rule : draft.rules()) {
      int before = groups.size();
      checkGroups(draft, rule, rule.sources(), "source", groups);
      checkGroups(draft, rule, rule.destinations(), "destination", groups);
      if (before <= MOST_APPLICATION_GROUPS && groups.size() > MOST_APPLICATION_GROUPS) {
        draft.defects.add(
            Problem.error(
                "rule-limit",
                "with this rule, the group names more than "
                    + MOST_APPLICATION_GROUPS
                    + " application security groups, which Azure does not take",
                rule.span()));
      }
    }
  }

  /** Nearly all groups are. */
  private static boolean isFarFromLimits(List<SecurityRule> rules) {
    int all = 0;
    int side = 0;
    for (SecurityRule rule : rules) {
      int sources = rule.sourceCount();
      int destinations = rule.destinationCount();
      all += sources + destinations;
      side = Math.max(side, Math.max(sources, destinations));
    }
    return all <= MOST_APPLICATION_GROUPS && side <= MOST_APPLICATION_GROUPS_A_SIDE;
  }

  /** Sources and destinations are counted apart, each over all rules; service tags do not count. */
  private static void checkPrefixes(
      Draft draft, Function<SecurityRule, List<AddressPrefix>> side, String name) {
    int count = 0;
    for (SecurityRule rule : draft.rules()) {
      int before = count;
      for (AddressPrefix prefix : side.apply(rule)) {
        count += prefix instanceof AddressPrefix.Block ? 1 : 0;
      }
      if (before <= MOST_PREFIXES_A_SIDE && count > MOST_PREFIXES_A_SIDE) {
        draft.defects.add(
            Problem.error(
                "rule-limit",
                "with this rule, the "
                    + name
                    + " of the group are more than "
                    + MOST_PREFIXES_A_SIDE
                    + " prefixes, which Azure does not take",
                rule.span()));
      }
    }
  }

  private static void checkGroups(
      Draft draft,
      SecurityRule rule,
      List<AddressPrefix> side,
      String name,
      Set<ResourceId.Key> all) {
    int groups = 0;
    for (AddressPrefix prefix : side) {
      if (prefix instanceof AddressPrefix.ApplicationGroup group) {
        groups++;
        all.add(group.id().key());
      }
    }
    if (groups > MOST_APPLICATION_GROUPS_A_SIDE) {
      draft.defects.add(
          Problem.error(
              "rule-limit",
              "the "
                  + name
                  + " names "
                  + groups
                  + " application security groups; Azure takes "
                  + MOST_APPLICATION_GROUPS_A_SIDE,
              rule.span()));
    }
  }
}
