package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of some flows: all groups on their way, the rules that decide, and the answer.
 *
 * @param ways one for each pair of areas that the flows lead between
 * @param notes what a reader should know beside the answer
 */
public record Trace(Question question, List<Way> ways, List<String> notes) {
  public Trace {
    requireNonNull(question);
    ways = List.copyOf(ways);
    notes = List.copyOf(notes);
  }

  /**
   * Which flows.
   *
   * @param protocol {@code *} for all that a rule can name
   * @param sourcePorts all for protocols without ports; likewise {@code destinationPorts}
   */
  public record Question(
      End from, End to, Protocol protocol, PortSet sourcePorts, PortSet destinationPorts) {
    public Question {
      requireNonNull(from);
      requireNonNull(to);
      requireNonNull(protocol);
      requireNonNull(sourcePorts);
      requireNonNull(destinationPorts);
    }
  }

  /** What becomes of flows. */
  public enum Answer {
    ALLOWED,
    DENIED,
    /** It depends on what is not known. */
    DEPENDS
  }

  /**
   * @param source in words: {@code vm-web, snet-web (vnet-hub)}
   * @param parts together all flows of the way, no two have a flow in common; by their lowest port
   */
  public record Way(String source, String destination, List<Part> parts) {
    public Way {
      requireNonNull(source);
      requireNonNull(destination);
      parts = List.copyOf(parts);
    }
  }

  /**
   * Flows that the same rules decide.
   *
   * @param flows which they are; together all of the part
   * @param steps the levels they pass, in turn, up to the one that denies them
   * @param dependsOn what is not known and matters; empty unless the answer depends on it
   */
  public record Part(Answer answer, List<Flows> flows, List<Step> steps, List<Remark> dependsOn) {
    public Part {
      requireNonNull(answer);
      flows = List.copyOf(flows);
      steps = List.copyOf(steps);
      dependsOn = List.copyOf(dependsOn);
    }

    /** The step that denies the flows, if one does for sure. */
    public Optional<Step> denying() {
      return steps.stream().filter(step -> step.answer() == Answer.DENIED).findFirst();
    }
  }

  /**
   * The flows that have one of each.
   *
   * @param sources empty for all of the way, else as text; likewise the other lists
   */
  public record Flows(
      List<String> protocols,
      List<String> sources,
      List<String> sourcePorts,
      List<String> destinations,
      List<String> destinationPorts) {
    public Flows {
      protocols = List.copyOf(protocols);
      sources = List.copyOf(sources);
      sourcePorts = List.copyOf(sourcePorts);
      destinations = List.copyOf(destinations);
      destinationPorts = List.copyOf(destinationPorts);
    }
  }

  /**
   * One level on the way.
   *
   * @param place in words: {@code subnet snet-web (vnet-hub)}
   * @param group the name of the group that stands there; empty when there is none or it is not
   *     known
   * @param rule the one that decides; empty when there is none or it is not known
   */
  public record Step(
      Direction direction,
      String place,
      Optional<String> group,
      Answer answer,
      Optional<DecidingRule> rule) {
    public Step {
      requireNonNull(direction);
      requireNonNull(place);
      requireNonNull(group);
      requireNonNull(answer);
      requireNonNull(rule);
    }
  }

  /** All parts of all ways. */
  public List<Part> parts() {
    return ways.stream().flatMap(way -> way.parts().stream()).toList();
  }
}
