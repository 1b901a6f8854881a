package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Broken;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a change mends a broken requirement and does no harm: the requirement holds afterwards,
 * whatever held or was undecided is not broken, and no flow passes that did not pass before and
 * that no requirement asks for.
 */
public final class ChangeProof {
  private final Judged before;
  private final Judged after;

  public ChangeProof(Judged before, Judged after) {
    this.before = before;
    this.after = after;
  }

  /**
   * @param mended what was broken before
   * @return why the change is none to make, a clause; empty if it is proved right
   */
  public Optional<String> objection(Finding mended) {
    Optional<Problem> found = added(before.problems(), after.problems());
    if (found.isPresent()) {
      return Optional.of("reading would find: " + words(found.get(), before.problems()));
    }
    String key = key(mended);
    Optional<String> unmended = unmended(key, part(mended));
    if (unmended.isPresent()) {
      return unmended;
    }
    Map<String, Answers> was = answers(before.findings());
    for (Map.Entry<String, Answers> entry : answers(after.findings()).entrySet()) {
      Answers known = was.getOrDefault(entry.getKey(), new Answers());
      Answers now = entry.getValue();
      if (!now.broken.isEmpty() && known.isWorsenedBy(now)) {
        return Optional.of("it would break " + words(entry.getKey()) + now.beyond(known));
      }
      if (now.open && !known.open && known.broken.isEmpty()) {
        return Optional.of("it would leave " + words(entry.getKey()) + " open");
      }
    }
    return opened();
  }

  /** What was answered to one question about one target. */
  private static final class Answers {
    /** What is not met, and in words. Where rules are asked one by one, each has its part. */
    final TreeMap<String, String> broken = new TreeMap<>();

    boolean open;
    boolean ofEachRule;

    /** What was not broken before, where rules are asked one by one. */
    String beyond(Answers before) {
      if (!ofEachRule) {
        return "";
      }
      for (Map.Entry<String, String> entry : broken.entrySet()) {
        if (!before.broken.containsKey(entry.getKey())) {
          return ": " + entry.getValue();
        }
      }
      return "";
    }

    /** Of what is broken as a whole, less may be broken afterwards: then it is told otherwise. */
    boolean isWorsenedBy(Answers now) {
      return broken.isEmpty()
          || (now.ofEachRule && !broken.keySet().containsAll(now.broken.keySet()));
    }
  }

  private static Map<String, Answers> answers(List<Finding> findings) {
    Map<String, Answers> answers = new TreeMap<>();
    for (Finding finding : findings) {
      Answers of = answers.computeIfAbsent(key(finding), key -> new Answers());
      of.ofEachRule = finding.rule().requirement() instanceof Requirement.SecurityRules;
      of.open |= finding.verdict() instanceof Verdict.Undecided;
      if (finding.verdict() instanceof Broken one) {
        of.broken.put(one.part(), one.what());
      }
    }
    return answers;
  }

  /** Whether what was to be mended is not, or not for sure. */
  private Optional<String> unmended(String key, String part) {
    boolean there = false;
    for (Finding finding : after.findings()) {
      if (key(finding).equals(key)) {
        there = true;
        boolean one = finding.rule().requirement() instanceof Requirement.SecurityRules;
        if (finding.verdict() instanceof Broken && (!one || part(finding).equals(part))) {
          return Optional.of("the requirement would still be broken");
        }
        if (finding.verdict() instanceof Verdict.Undecided
            || finding.verdict() instanceof Verdict.NotApplicable) {
          return Optional.of("the requirement would not be proved to hold");
        }
      }
    }
    return there ? Optional.empty() : Optional.of("the requirement would not be asked any more");
  }

  /**
   * The first problem that was not there before, wherever it stands in its file. Where there are
   * fewer of its code than before, it is what is left of these, told otherwise.
   */
  private static Optional<Problem> added(List<Problem> before, List<Problem> after) {
    Map<String, Integer> known = new TreeMap<>();
    Map<String, Integer> ofCode = new TreeMap<>();
    for (Problem problem : before) {
      known.merge(identity(problem), 1, Integer::sum);
      ofCode.merge(problem.code(), 1, Integer::sum);
    }
    for (Problem problem : after) {
      ofCode.merge(problem.code(), -1, Integer::sum);
    }
    for (Problem problem : after) {
      int left = known.merge(identity(problem), -1, Integer::sum);
      if (left < 0 && ofCode.getOrDefault(problem.code(), 0) <= 0) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  private static String identity(Problem problem) {
    return problem.span().file().path() + "\n" + ProblemIdentity.of(problem);
  }

  private static String words(Problem added, List<Problem> before) {
    boolean known = before.stream().anyMatch(problem -> problem.message().equals(added.message()));
    return known ? "one more problem: " + added.message() : added.message();
  }

  /** Starts with what a message calls it. */
  private static String key(Finding finding) {
    return finding.rule().id()
        + " ("
        + finding.rule().name()
        + ") of "
        + finding.target()
        + "\n"
        + finding.resourceId();
  }

  private static String words(String key) {
    return key.substring(0, key.indexOf('\n'));
  }

  private static String part(Finding finding) {
    return finding.verdict() instanceof Broken broken ? broken.part() : "";
  }

  /** Whether it opens anything that nobody asks for. */
  private Optional<String> opened() {
    Network was = before.network();
    Network is = after.network();
    if (was.groups().size() != is.groups().size() || !isLaidOutAlike(was, is)) {
      return Optional.of("it would change more of the network than its rules");
    }
    for (int i = 0; i < is.groups().size(); i++) {
      NetworkSecurityGroup one = was.groups().get(i);
      NetworkSecurityGroup other = is.groups().get(i);
      Optional<Problem> refused = added(one.defects(), other.defects());
      if (refused.isPresent()) {
        return refused.map(Problem::message);
      }
      if (!Proofs.words(one.rules()).equals(Proofs.words(other.rules()))
          && !new NewFlows(is, before.findings(), after.tags()).areAskedFor(one, other)) {
        return Optional.of("it would let flows pass that no requirement asks for");
      }
    }
    return Optional.empty();
  }

  private static boolean isLaidOutAlike(Network was, Network is) {
    List<Node> one = layout(was);
    List<Node> other = layout(is);
    boolean alike = one.size() == other.size();
    for (int i = 0; alike && i < one.size(); i++) {
      alike = isSame(one.get(i), other.get(i));
    }
    return alike;
  }

  /** Values that are not known are the same if they stand for the same reason. */
  private static boolean isSame(Node a, Node b) {
    if (a instanceof Node.Unresolved left && b instanceof Node.Unresolved right) {
      return left.reason().equals(right.reason()) && left.symbol().equals(right.symbol());
    }
    if (a instanceof Node.MapNode left && b instanceof Node.MapNode right) {
      boolean same = left.entries().size() == right.entries().size();
      for (int i = 0; same && i < left.entries().size(); i++) {
        Node.Entry one = left.entries().get(i);
        Node.Entry other = right.entries().get(i);
        same = one.key().value().equals(other.key().value()) && isSame(one.value(), other.value());
      }
      return same;
    }
    if (a instanceof Node.ListNode left && b instanceof Node.ListNode right) {
      boolean same = left.items().size() == right.items().size();
      for (int i = 0; same && i < left.items().size(); i++) {
        same = isSame(left.items().get(i), right.items().get(i));
      }
      return same;
    }
    return Node.sameValue(a, b);
  }

  private static List<Node> layout(Network network) {
    List<Node> bodies = new ArrayList<>();
    network.virtualNetworks().forEach(each -> bodies.add(each.body()));
    for (Subnet subnet : network.subnets()) {
      bodies.add(subnet.body());
    }
    network.routeTables().forEach(each -> bodies.add(each.body()));
    for (NetworkInterface nic : network.interfaces()) {
      bodies.add(nic.body());
    }
    return bodies;
  }
}
