package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.RuleUses.Use;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ReservedSubnets;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Requirement.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts about the rules of one group that do nothing, with their words. */
final class RuleUseVerdicts {
  /** More names than this in one sentence nobody reads. */
  private static final int MOST_NAMES = 3;

  private final NetworkSecurityGroup group;
  private final Attachments attachments;
  private final Gates gates;
  private final Network network;
  private final TagAddresses tags;
  private final Proofs proofs;
  private final List<RuleUses> directions = new ArrayList<>();

  RuleUseVerdicts(
      NetworkSecurityGroup group,
      Attachments attachments,
      Gates gates,
      Network network,
      TagAddresses tags,
      Proofs proofs) {
    this.group = group;
    this.attachments = attachments;
    this.gates = gates;
    this.network = network;
    this.tags = tags;
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
      List<Surroundings> seen = Surroundings.ofEach(subnets, network);
      List<Surroundings> places =
          seen.isEmpty() ? List.of(Surroundings.shared(List.of(), List.of(), network)) : seen;
      List<String> names = new ArrayList<>();
      subnets.forEach(subnet -> names.add(ReservedSubnets.nameOf(subnet, network)));
      for (Direction direction : Direction.values()) {
        directions.add(
            new RuleUses(
                group,
                direction,
                places,
                (rule, others) -> gates.needs(rule, others, names),
                network,
                tags,
                proofs));
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
    String name = words(use.rule());
    String what;
    String fix;
    if (quality == Quality.NEEDED) {
      what = name + " changes nothing: " + names(use.because()) + " " + same(use);
      fix = needlessFix(use);
    } else if (use.because().isEmpty()) {
      what = name + " never matches: no flow has both its source and its destination";
      fix = "Name a source and a destination of one address family, or remove the rule.";
    } else {
      what = name + " never matches: " + names(use.because()) + " " + hide(use);
      fix = hiddenFix(use);
    }
    return new Verdict.Broken(
        what,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        use.because().stream().map(FlowVerdicts::words).toList(),
        Optional.of(fix),
        use.rule().name(),
        Walk.NONE);
  }

  private static String hide(Use use) {
    String together = use.because().size() == 1 ? "" : "together ";
    List<Optional<Access>> decisions =
        use.because().stream().map(rule -> rule.access().known()).distinct().toList();
    boolean one = decisions.size() == 1;
    boolean other = one && !decisions.get(0).equals(use.rule().access().known());
    String verb =
        !one || decisions.get(0).isEmpty()
            ? "decide"
            : decisions.get(0).get() == Access.ALLOW ? "allow" : "deny";
    return together
        + (use.because().size() == 1 ? thirdPerson(verb) : verb)
        + " all of its flows before it"
        + (other && !verb.equals("decide") ? ", against what it says" : "");
  }

  private static String thirdPerson(String verb) {
    return verb.equals("deny") ? "denies" : verb + "s";
  }

  private static String same(Use use) {
    boolean allows = use.rule().access().known().filter(Access.ALLOW::equals).isPresent();
    String verb = allows ? "allow" : "deny";
    return (use.because().size() == 1 ? thirdPerson(verb) : "together " + verb)
        + " the same flows without it";
  }

  /** A rule that only repeats the decision is moved to no end. */
  private static String hiddenFix(Use use) {
    Optional<Access> own = use.rule().access().known();
    boolean repeats =
        own.isPresent()
            && use.because().stream().allMatch(rule -> rule.access().known().equals(own));
    return repeats
        ? "Remove it."
        : "Remove it; or, if its flows are to be decided as it says, move it above "
            + words(use.because().get(0))
            + ".";
  }

  private static String needlessFix(Use use) {
    boolean standard = use.because().stream().anyMatch(SecurityRule::standard);
    boolean allows = use.rule().access().known().filter(Access.ALLOW::equals).isPresent();
    return allows && standard
        ? "Remove it; or, if only its flows are to pass, deny the others after it."
        : "Remove it.";
  }

  /** {@code A (100), B (200) and 3 more}. */
  private static String names(List<SecurityRule> rules) {
    List<String> names = new ArrayList<>();
    for (SecurityRule rule : rules.subList(0, Math.min(rules.size(), MOST_NAMES))) {
      names.add(words(rule));
    }
    int more = rules.size() - names.size();
    if (more > 0) {
      names.add(more + " more");
    }
    String last = names.get(names.size() - 1);
    return names.size() == 1
        ? last
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
  }

  private static String words(SecurityRule rule) {
    return FlowVerdicts.words(rule).toString();
  }

  /** That nobody can tell of some rules of a group. */
  private Verdict.Undecided unknown(Quality quality, List<Use> uses) {
    List<Remark> reasons = new ArrayList<>();
    for (Use use : uses) {
      use.depends().forEach(rule -> reasons.addAll(RuleDoubts.of(rule)));
      if (use.depends().isEmpty()) {
        reasons.add(
            new Remark(
                words(use.rule()) + ": the rules cut its flows into too many pieces",
                group.span()));
      }
    }
    List<SecurityRule> named =
        uses.stream().map(Use::rule).filter(rule -> !rule.name().equals("?")).toList();
    String names = named.isEmpty() ? "each of its rules" : names(named);
    return new Verdict.Undecided(
        "cannot tell whether "
            + (quality == Quality.REACHED ? "any flow reaches " : "the group needs ")
            + names,
        reasons.stream().distinct().toList());
  }
}
