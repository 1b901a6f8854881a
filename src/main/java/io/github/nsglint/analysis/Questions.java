package io.github.nsglint.analysis;

import io.github.nsglint.document.Span;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is asked of one target, with what follows from that alone. Most targets of a kind are
 * asked the same and share it. Not for several threads.
 */
final class Questions {
  private static final int FEW = 2;

  private final List<Question> all;
  private final List<AddressPrefix> prefixes = new ArrayList<>();
  private final boolean fewFlows;
  private final List<List<Sight>> sights = new ArrayList<>();

  /** A pattern of a question, as it is looked at first. */
  static final class Sight {
    private final FlowPattern pattern;
    private final String words;
    private final Relevance relevance;
    private final PortSet ports;

    /** The one that was asked last: most groups leave the same port closed. */
    private @Nullable Sight onPort;

    private Sight(FlowPattern pattern, String words) {
      this.pattern = pattern;
      this.words = words;
      this.relevance = new Relevance(pattern);
      this.ports = Region.ports(pattern);
    }

    FlowPattern pattern() {
      return pattern;
    }

    Relevance relevance() {
      return relevance;
    }

    /** What is asked, and what else is: it decides which tags the addresses are told apart by. */
    String words() {
      return words;
    }

    PortSet ports() {
      return ports;
    }

    /** The same pattern, without its exceptions, on one port. */
    Sight on(int port, Span place) {
      Sight last = onPort;
      if (last == null || last.ports.lowest() != port) {
        FlowPattern narrow =
            new FlowPattern(
                pattern.direction(),
                pattern.protocols(),
                pattern.source(),
                pattern.destination(),
                List.of(new PortPrefix.Range(port, port, place)),
                List.of());
        last = new Sight(narrow, words + " on " + port);
        onPort = last;
      }
      return last;
    }
  }

  Questions(List<Question> all) {
    this.all = List.copyOf(all);
    int flows = 0;
    StringBuilder ids = new StringBuilder(" of");
    for (Question question : this.all) {
      prefixes.addAll(question.prefixes());
      ids.append(' ').append(question.rule().id());
      flows += question.rule().requirement() instanceof Requirement.Flows ? 1 : 0;
    }
    this.fewFlows = flows <= FEW;
    for (Question question : this.all) {
      sights.add(fewFlows ? sights(question, ids.toString()) : List.of());
    }
  }

  private static List<Sight> sights(Question question, String ids) {
    List<Sight> sights = new ArrayList<>();
    if (question.rule().requirement() instanceof Requirement.Flows flows) {
      for (FlowPattern pattern : flows.patterns()) {
        String words = question.rule().id() + " " + sights.size() + ids;
        sights.add(new Sight(pattern, words));
      }
    }
    return sights;
  }

  List<Question> all() {
    return all;
  }

  /** Whether these are the very questions. */
  @SuppressWarnings("ReferenceEquality") // each is made once, and to compare two is long
  boolean areAll(List<Question> asked) {
    boolean same = all.size() == asked.size();
    for (int i = 0; same && i < asked.size(); i++) {
      same = all.get(i) == asked.get(i);
    }
    return same;
  }

  /** All that any of them names as addresses. */
  List<AddressPrefix> prefixes() {
    return prefixes;
  }

  /** Whether few are about flows: then it need not be shared, what answers them. */
  boolean areFewAboutFlows() {
    return fewFlows;
  }

  /** Of each pattern of one of the questions, if few of these are about flows. */
  @SuppressWarnings("ReferenceEquality") // likewise
  List<Sight> sights(Question question) {
    int at = 0;
    while (all.get(at) != question) {
      at++;
    }
    return sights.get(at);
  }
}
