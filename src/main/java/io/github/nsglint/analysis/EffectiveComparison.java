package io.github.nsglint.analysis;

import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.EffectiveSecurityRules;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Azure says is in force at interfaces, against what their groups say as they were read. A
 * difference means that no verdict about the interface can be trusted: Azure has not caught up with
 * a change, the change came between two questions, or something is understood wrongly here.
 *
 * <p>Problems: {@code effective-rules-differ}, with a packet or an address that shows it; {@code
 * effective-rules-open}, what could not be compared; {@code effective-rules-agree}, a note that
 * names the interfaces without a difference.
 */
public final class EffectiveComparison {
  /** A list of names that nobody reads to its end helps nobody. */
  private static final int MOST_NAMES = 5;

  private final Network network;
  private final TagAddresses tags;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> alike = new ArrayList<>();
  private Optional<Span> firstAlike = Optional.empty();

  private EffectiveComparison(Network network, TagAddresses tags) {
    this.network = network;
    this.tags = tags;
  }

  /** In the order in which the answers were read; empty when Azure was not asked. */
  public static List<Problem> of(Network network, TagAddresses tags) {
    if (network.effectiveRules().isEmpty()) {
      return List.of();
    }
    EffectiveComparison comparison = new EffectiveComparison(network, tags);
    Attachments attachments = new Attachments(network);
    network.effectiveRules().forEach(answer -> comparison.compare(answer, attachments));
    comparison.tellAgreement();
    return comparison.problems;
  }

  private void compare(EffectiveSecurityRules answer, Attachments attachments) {
    Optional<NetworkInterface> nic = find(answer.networkInterface());
    if (nic.isEmpty()) {
      open(answer, "the interface itself was not read");
      return;
    }
    RulesInForce inForce = new RulesInForce(answer, nic.get(), network, attachments, tags);
    inForce.compare();
    String name = nic.get().shownName();
    for (RulesInForce.Difference each : inForce.differences()) {
      problems.add(Problem.error("effective-rules-differ", name + ": " + each.what(), each.span()));
    }
    if (!inForce.doubts().isEmpty()) {
      open(answer, String.join("; ", inForce.doubts()));
    } else if (inForce.differences().isEmpty()) {
      alike.add(name);
      firstAlike = firstAlike.or(() -> Optional.of(answer.span()));
    }
  }

  private Optional<NetworkInterface> find(Reference reference) {
    List<Element> found =
        reference instanceof Reference.To to ? network.find(to.id(), to.span()) : List.of();
    return found.size() == 1 && found.get(0) instanceof NetworkInterface nic
        ? Optional.of(nic)
        : Optional.empty();
  }

  private void open(EffectiveSecurityRules answer, String why) {
    String name =
        answer.networkInterface() instanceof Reference.To to ? to.id().shownName() : "an interface";
    problems.add(
        Problem.warning(
            "effective-rules-open",
            name + ": what Azure says is in force there could not be compared in full: " + why,
            answer.span()));
  }

  private void tellAgreement() {
    if (alike.isEmpty()) {
      return;
    }
    int more = alike.size() - MOST_NAMES;
    problems.add(
        Problem.note(
            "effective-rules-agree",
            "what Azure says is in force is what the groups say that were read, at "
                + String.join(", ", alike.subList(0, Math.min(alike.size(), MOST_NAMES)))
                + (more > 0 ? " and " + more + " more" : ""),
            firstAlike.orElseThrow()));
  }
}
