package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.FlowCheck.Outcome;
import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an answer when there is too little time for it. */
class FlowCheckTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";

  private record Question(
      String name, BiFunction<FlowCheck, FlowBounds, Outcome> asked, State whereCut, State whole) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Each with its answer where a region is cut into pieces, all of them allowed; and denied. */
  static Stream<Question> questions() {
    return Stream.of(
        new Question("all", FlowCheck::mustAllow, State.HOLDS, State.BROKEN),
        new Question("some", FlowCheck::mustAllowSome, State.HOLDS, State.BROKEN),
        new Question("none", FlowCheck::mustNotAllow, State.BROKEN, State.HOLDS),
        new Question("every port", FlowCheck::mustNotAllowEveryPort, State.BROKEN, State.HOLDS));
  }

  /** The squares of a board in two dimensions, none of which can be taken out alone. */
  private static List<String> board(String access) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        rows.add(
            "%d %s Tcp 203.0.113.%d/27 10.0.1.%d/27 *"
                .formatted(100 + rows.size(), access, 32 * row, 32 * column));
      }
    }
    rows.add("4000 " + (access.equals("Allow") ? "Deny" : "Allow") + " * * * *");
    return rows;
  }

  private static FlowCheck check(List<String> rows, int budget) {
    List<SecurityRule> rules = RuleRows.of(String.join("\n", rows));
    AddressBook book = book();
    List<RuleFlows> flows = rules.stream().map(rule -> new RuleFlows(rule, book)).toList();
    return new FlowCheck(new EffectiveRules(flows, Direction.INBOUND), book, budget);
  }

  private static AddressBook book() {
    Span place = new SourceFile("network.json", "").start();
    Subnet subnet =
        new Subnet(
            ResourceId.parse(NETWORK + "/subnets/web").orElseThrow(),
            List.of(new Value.Known<>(Cidr.parse("10.0.1.0/24").orElseThrow(), place)),
            new Reference.Absent(),
            new Reference.Absent(),
            new Node.MapNode(List.of(), place),
            Optional.empty(),
            place);
    Network network = new Network(List.of(subnet));
    return new AddressBook(
        Surroundings.of(subnet, network), List.of(), List.of(), network, TagAddresses.unknown());
  }

  private static final FlowBounds REGION =
      FlowBounds.exactly(
          FlowSet.of(
              new FlowProduct(
                  ProtocolSet.of(RuleFlows.TCP),
                  addresses("203.0.113.0/24"),
                  PortSet.all(),
                  addresses("10.0.1.0/24"),
                  PortSet.all())));

  private static AddressSet addresses(String block) {
    return AddressSet.of(Cidr.parse(block).orElseThrow().range());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void moreTimeNeverChangesAnAnswer(Question question) {
    for (String access : List.of("Allow", "Deny")) {
      State expected = access.equals("Allow") ? question.whereCut() : question.whole();
      List<State> states = new ArrayList<>();
      for (int budget : List.of(1, 2, 4, 8, 16, 32, 64, 128, FirstMatch.DEFAULT_BUDGET)) {
        states.add(question.asked().apply(check(board(access), budget), REGION).state());
      }
      int decided = states.indexOf(expected);
      assertEquals(State.TOO_COMPLEX, states.get(0), access);
      for (int i = 0; i < states.size(); i++) {
        assertEquals(i < decided ? State.TOO_COMPLEX : expected, states.get(i), access + " " + i);
      }
    }
  }

  @Test
  void whatIsTooComplexShowsNoFlow() {
    questions()
        .forEach(
            question ->
                assertEquals(
                    FlowSet.empty(),
                    question.asked().apply(check(board("Allow"), 1), REGION).flows(),
                    question::name));
  }
}
