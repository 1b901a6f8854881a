package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.RuleUses.Use;
import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ReservedSubnets;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts about the rules of one group that do nothing, with their words. */
final class RuleUseVerdicts {
  /** More names than this in one sentence nobody reads. */
  private static final int MOST_NAMES = 3;

  /** Most sentences are shorter. */
  private static final int LENGTH = 160;

  private final NetworkSecurityGroup group;
  private final List<ListedRule> rules;
  private final Surroundings around;
  private final Attachments attachments;
  private final Gates gates;
  private final Network network;
  private final SharedPlaces shared;
  private final Proofs proofs;
  private final List<RuleUses> directions = new ArrayList<>();

  /**
   * @param rules of the group, Azure's own among them
   * @param around what {@link Attachments#around} tells of the group
   */
  RuleUseVerdicts(
      NetworkSecurityGroup group,
      List<ListedRule> rules,
      Surroundings around,
      Attachments attachments,
      Gates gates,
      Network network,
      SharedPlaces shared,
      Proofs proofs) {
    this.group = group;
    this.rules = rules;
    this.around = around;
    this.attachments = attachments;
    this.gates = gates;
    this.network = network;
    this.shared = shared;
    this.proofs = proofs;
  }

  /** One verdict at its place. */
  record Answer(Verdict verdict, Span span) {}

  /** What a question asks of rules here; empty when it asks something else. */
  static Optional<Quality> quality(Question question) {
    return question.rule().requirement() instanceof Requirement.SecurityRules rules
            && rules.quality() != Quality.ACCEPTED
        ? Optional.of(rules.quality())
        : Optional.empty();
  }

  /** One answer for each useless rule, and one for all that depend on unknown values. */
  List<Answer> decide(Quality quality) {
    if (directions.isEmpty()) {
      List<Subnet> subnets = attachments.subnetsBehind(group);
      List<Surroundings> places = attachments.aroundEach(group, around);
      List<String> names = new ArrayList<>();
      subnets.forEach(subnet -> names.add(ReservedSubnets.nameOf(subnet, network)));
      Gates passed = gates.at(names);
      for (Direction direction : Direction.values()) {
        directions.add(new RuleUses(rules, direction, places, passed::needs, shared, proofs));
      }
    }
    List<Answer> answers = new ArrayList<>();
    List<Use> unknown = new ArrayList<>();
    for (RuleUses uses : directions) {
      for (Use use : quality == Quality.REACHED ? uses.unreached() : uses.needless()) {
        if (use.truth() == Truth.UNKNOWN) {
          unknown.add(use);
        } else {
          answers.add(new Answer(ifThere(use.rule(), useless(quality, use)), use.rule().span()));
        }
      }
    }
    if (!unknown.isEmpty()) {
      answers.add(new Answer(unknown(quality, unknown), group.span()));
    }
    return answers.isEmpty() ? List.of(new Answer(new Verdict.Holds(""), group.span())) : answers;
  }

  private static Verdict ifThere(SecurityRule rule, Verdict.Broken broken) {
    return rule.condition()
        .<Verdict>map(
            condition ->
                new Verdict.Undecided(
                    "if it is deployed, " + broken.what(),
                    List.of(
                        new Remark(
                            "whether " + rule.name() + " is deployed: " + condition.reason(),
                            condition.span()))))
        .orElse(broken);
  }

  /** That a rule does nothing. */
  private static Verdict.Broken useless(Quality quality, Use use) {
    List<DecidingRule> because = words(use.because());
    StringBuilder what = FlowVerdicts.words(use.rule()).addTo(new StringBuilder(LENGTH));
    String fix;
    if (quality == Quality.NEEDED) {
      addNames(what.append(" changes nothing: "), because);
      what.append(' ').append(verb(allows(use.rule()) ? "allow" : "deny", because.size()));
      what.append(" the same flows without it");
      fix = needlessFix(use);
    } else if (because.isEmpty()) {
      what.append(" never matches: no flow has both its source and its destination");
      fix = "Name a source and a destination of one address family, or remove the rule.";
    } else {
      addNames(what.append(" never matches: "), because);
      addHiding(what.append(' '), use);
      fix = hiddenFix(use, because.get(0));
    }
    return new Verdict.Broken(
        what.toString(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        because,
        Optional.of(fix),
        use.rule().name(),
        Walk.NONE);
  }

  private static List<DecidingRule> words(List<SecurityRule> rules) {
    if (rules.size() == 1) {
      return List.of(FlowVerdicts.words(rules.get(0)));
    }
    List<DecidingRule> words = new ArrayList<>(rules.size());
    rules.forEach(rule -> words.add(FlowVerdicts.words(rule)));
    return words;
  }

  private static void addHiding(StringBuilder what, Use use) {
    Optional<Access> decision = use.because().get(0).access().known();
    boolean one = allDecide(use, decision);
    boolean against = one && decision.isPresent() && !decision.equals(use.rule().access().known());
    String verb =
        !one || decision.isEmpty() ? "decide" : decision.get() == Access.ALLOW ? "allow" : "deny";
    what.append(verb(verb, use.because().size())).append(" all of its flows before it");
    if (against) {
      what.append(", against what it says");
    }
  }

  /** Whether all that make a rule useless have this access, or one that is not known. */
  private static boolean allDecide(Use use, Optional<Access> access) {
    for (int i = 0; i < use.because().size(); i++) {
      if (!use.because().get(i).access().known().equals(access)) {
        return false;
      }
    }
    return true;
  }

  /** What one does, or several do together. */
  private static String verb(String verb, int count) {
    if (count > 1) {
      return "together " + verb;
    }
    return switch (verb) {
      case "deny" -> "denies";
      case "allow" -> "allows";
      default -> verb + "s";
    };
  }

  private static boolean allows(SecurityRule rule) {
    return rule.access() instanceof Value.Known<Access> known && known.value() == Access.ALLOW;
  }

  /** A rule that only repeats the decision is moved to no end. */
  private static String hiddenFix(Use use, DecidingRule first) {
    Optional<Access> own = use.rule().access().known();
    return own.isPresent() && allDecide(use, own)
        ? "Remove it."
        : "Remove it; or, if its flows are to be decided as it says, move it above " + first + ".";
  }

  private static String needlessFix(Use use) {
    boolean standard = false;
    for (int i = 0; i < use.because().size(); i++) {
      standard |= use.because().get(i).standard();
    }
    return allows(use.rule()) && standard
        ? "Remove it; or, if only its flows are to pass, deny the others after it."
        : "Remove it.";
  }

  /** {@code A (100), B (200) and 3 more}. */
  private static void addNames(StringBuilder text, List<DecidingRule> rules) {
    int named = Math.min(rules.size(), MOST_NAMES);
    int more = rules.size() - named;
    for (int i = 0; i < named; i++) {
      boolean last = i == named - 1 && more == 0;
      text.append(i == 0 ? "" : last ? " and " : ", ");
      rules.get(i).addTo(text);
    }
    if (more > 0) {
      text.append(" and ").append(more).append(" more");
    }
  }

  /** That nobody can tell of some rules of a group. */
  private Verdict.Undecided unknown(Quality quality, List<Use> uses) {
    List<Remark> reasons = new ArrayList<>();
    for (Use use : uses) {
      use.depends().forEach(rule -> reasons.addAll(RuleDoubts.of(rule)));
      if (use.depends().isEmpty()) {
        reasons.add(
            new Remark(
                FlowVerdicts.words(use.rule()) + ": the rules cut its flows into too many pieces",
                group.span()));
      }
    }
    List<DecidingRule> named =
        uses.stream()
            .map(Use::rule)
            .filter(rule -> !rule.name().equals("?"))
            .map(FlowVerdicts::words)
            .toList();
    StringBuilder what = new StringBuilder("cannot tell whether ");
    what.append(quality == Quality.REACHED ? "any flow reaches " : "the group needs ");
    if (named.isEmpty()) {
      what.append("each of its rules");
    } else {
      addNames(what, named);
    }
    return new Verdict.Undecided(what.toString(), reasons.stream().distinct().toList());
  }
}
