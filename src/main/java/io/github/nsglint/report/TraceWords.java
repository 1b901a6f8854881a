package io.github.nsglint.report;

import io.github.nsglint.analysis.Trace;
import io.github.nsglint.analysis.Trace.Flows;
import io.github.nsglint.analysis.Trace.Part;
import io.github.nsglint.flow.PortRange;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trace says, in words. */
final class TraceWords {
  private static final int ADDRESSES_WIDTH = 80;

  private final Trace trace;

  TraceWords(Trace trace) {
    this.trace = trace;
  }

  /** {@code Tcp from Internet to vm-web on 22, 3389}. */
  String question() {
    Trace.Question question = trace.question();
    String ports =
        hasPorts(question.protocol()) && !question.destinationPorts().equals(PortSet.all())
            ? " on " + ports(question.destinationPorts())
            : "";
    String sourcePorts =
        question.sourcePorts().equals(PortSet.all())
            ? ""
            : " from source port " + ports(question.sourcePorts());
    return protocol(question.protocol())
        + " from "
        + question.from().text()
        + " to "
        + question.to().text()
        + ports
        + sourcePorts;
  }

  static String protocol(Protocol protocol) {
    return protocol == Protocol.ANY ? "Any protocol" : protocol.toString();
  }

  static boolean hasPorts(Protocol protocol) {
    return protocol == Protocol.TCP || protocol == Protocol.UDP || protocol == Protocol.ANY;
  }

  static String ports(PortSet ports) {
    return ports.equals(PortSet.all())
        ? "every port"
        : String.join(", ", ports.ranges().stream().map(PortRange::toString).toList());
  }

  /** Which flows of the question a part is about. */
  String flows(Part part) {
    List<String> words = new ArrayList<>();
    for (Flows flows : part.flows()) {
      words.add(flows(flows));
    }
    return words.isEmpty() ? whole() : String.join("; ", words);
  }

  private String flows(Flows flows) {
    List<String> words = new ArrayList<>();
    if (!flows.protocols().isEmpty()) {
      words.add(String.join(", ", flows.protocols()));
    }
    if (!flows.destinationPorts().isEmpty()) {
      words.add(String.join(", ", flows.destinationPorts()));
    }
    if (words.isEmpty()) {
      words.add(whole());
    }
    if (!flows.sources().isEmpty()) {
      words.add("from " + Shortened.list(flows.sources(), ADDRESSES_WIDTH));
    }
    if (!flows.sourcePorts().isEmpty()) {
      words.add("from source port " + String.join(", ", flows.sourcePorts()));
    }
    if (!flows.destinations().isEmpty()) {
      words.add("to " + Shortened.list(flows.destinations(), ADDRESSES_WIDTH));
    }
    return String.join(" ", words);
  }

  private String whole() {
    Trace.Question question = trace.question();
    return hasPorts(question.protocol())
        ? ports(question.destinationPorts())
        : question.protocol().toString();
  }

  /** {@code denied by DenyRdp (200) in nsg-web, subnet snet-web (vnet-hub)}. */
  static String answer(Part part) {
    return switch (part.answer()) {
      case ALLOWED -> "allowed";
      case DEPENDS -> "depends on what is not known";
      case DENIED ->
          part.denying()
              .map(
                  step ->
                      "denied"
                          + step.rule().map(rule -> " by " + rule).orElse("")
                          + step.group().map(group -> " in " + group).orElse("")
                          + ", "
                          + step.place())
              .orElse("denied");
    };
  }

  /** The answer to the whole question: one clause for each answer there is to a part. */
  List<String> conclusion() {
    Map<String, List<String>> byAnswer = new LinkedHashMap<>();
    for (Trace.Way way : trace.ways()) {
      for (Part part : way.parts()) {
        byAnswer.computeIfAbsent(answer(part), key -> new ArrayList<>()).add(flows(part, way));
      }
    }
    if (byAnswer.size() == 1) {
      return List.copyOf(byAnswer.keySet());
    }
    List<String> clauses = new ArrayList<>();
    byAnswer.forEach((answer, parts) -> clauses.add(String.join("; ", parts) + ": " + answer));
    return clauses;
  }

  private String flows(Part part, Trace.Way way) {
    String flows = flows(part);
    if (trace.ways().stream().anyMatch(other -> !other.source().equals(way.source()))) {
      flows += " from " + way.source();
    }
    if (trace.ways().stream().anyMatch(other -> !other.destination().equals(way.destination()))) {
      flows += " to " + way.destination();
    }
    return flows;
  }
}
