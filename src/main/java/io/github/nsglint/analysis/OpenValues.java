package io.github.nsglint.analysis;

import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.analysis.OpenValue.Use;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Doubt;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Collects what is not known about the rules that can decide some flows. A value that stands in
 * several places under one symbol is one value.
 */
final class OpenValues {
  private static final ProtocolSet ANY_FOR_SURE = RuleFlows.certain(Protocol.ANY);
  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP);

  private final List<RuleFlows> rules;
  private final AddressBook book;
  private final List<FlowProduct> flows;
  private final Flow shown;
  private final AddressSet sources;
  private final AddressSet destinations;
  private final List<OpenValue> found = new ArrayList<>();

  private OpenValues(List<RuleFlows> rules, AddressBook book, List<FlowProduct> flows, Flow shown) {
    this.rules = rules;
    this.book = book;
    this.flows = flows;
    this.shown = shown;
    this.sources = AddressSet.union(flows.stream().map(FlowProduct::sources).toList());
    this.destinations = AddressSet.union(flows.stream().map(FlowProduct::destinations).toList());
  }

  /**
   * @param rules in effective order, {@linkplain Completion#ranked ranked}
   * @param flows which nobody can tell the decision of
   * @param shown one of them
   * @return in the order of the rules
   */
  static List<OpenValue> of(
      List<RuleFlows> rules, AddressBook book, List<FlowProduct> flows, Flow shown) {
    OpenValues values = new OpenValues(rules, book, flows, shown);
    boolean decided = false;
    int first = 0;
    while (first < rules.size() && !decided) {
      int end = RuleOrder.endOfTier(rules, first, RuleFlows::rule);
      for (int i = first; i < end; i++) {
        if (values.mayDecide(rules.get(i))) {
          values.addFields(i);
          decided |= values.decides(rules.get(i));
        }
      }
      first = end;
    }
    values.addOrders();
    return values.found;
  }

  private boolean mayDecide(RuleFlows rule) {
    return rule.possible().stream()
        .anyMatch(product -> flows.stream().anyMatch(product::intersects));
  }

  /** Whether the rule decides all of the flows for sure: those after it do not matter then. */
  private boolean decides(RuleFlows candidate) {
    return EffectiveRules.isFirm(candidate.rule())
        && flows.stream()
            .allMatch(
                flow ->
                    candidate.certain().stream().anyMatch(product -> product.containsAll(flow)));
  }

  private void addFields(int index) {
    SecurityRule rule = rules.get(index).rule();
    if (isUnknown(rule)) {
      String why = rule.access().fold(known -> "", Value.Unknown::reason);
      List<Choice> choices = ordinals(Completion.WAYS_OF_ANY_RULE);
      add(Field.RULE, new Use(index, Field.RULE, 0), "", why, rule.span(), choices);
      return;
    }
    List<Choice> two = List.of(new Choice(0), new Choice(1));
    rule.condition()
        .ifPresent(
            why ->
                add(
                    Field.PRESENCE,
                    new Use(index, Field.PRESENCE, 0),
                    why.symbol(),
                    why.reason(),
                    why.span(),
                    two));
    add(Field.PRIORITY, index, rule.priority(), places(rule));
    add(Field.DIRECTION, index, rule.direction(), ordinals(Direction.values().length));
    add(Field.ACCESS, index, rule.access(), ordinals(Access.values().length));
    add(Field.PROTOCOL, index, rule.protocol(), ordinals(Protocol.values().length));
    addAddresses(Field.SOURCE, index, rule.sources());
    addPorts(Field.SOURCE_PORT, index, rule.sourcePorts());
    addAddresses(Field.DESTINATION, index, rule.destinations());
    addPorts(Field.DESTINATION_PORT, index, rule.destinationPorts());
    addMeanings(index, rule);
  }

  /** Whether nothing at all is known of it, for one reason. */
  static boolean isUnknown(SecurityRule rule) {
    return rule.priority() instanceof Value.Unknown<?> priority
        && rule.direction() instanceof Value.Unknown<?> direction
        && rule.access() instanceof Value.Unknown<?> access
        && rule.protocol() instanceof Value.Unknown<?> protocol
        && priority.span().equals(direction.span())
        && priority.span().equals(access.span())
        && priority.span().equals(protocol.span())
        && rule.sources().equals(rule.destinations())
        && rule.sourcePorts().equals(rule.destinationPorts());
  }

  private static List<Choice> ordinals(int count) {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      choices.add(new Choice(i));
    }
    return choices;
  }

  /**
   * Before all rules, and after each that a place behind it makes a difference to: those with
   * another access, or any where two priorities are not known and each has a place beside the
   * other.
   */
  private List<Choice> places(SecurityRule rule) {
    Optional<Access> own = rule.access().known();
    boolean alone =
        rules.stream().filter(flows -> flows.rule().priority().known().isEmpty()).count() == 1;
    TreeSet<Integer> ranks = new TreeSet<>();
    ranks.add(0);
    for (RuleFlows flows : rules) {
      SecurityRule other = flows.rule();
      boolean same = alone && own.isPresent() && own.equals(other.access().known());
      if (!same && !other.standard() && other.priority().known().isPresent()) {
        ranks.add(other.priority().known().get() + Completion.RANKS / 2);
      }
    }
    int several = (int) found.stream().filter(value -> value.field() == Field.PRIORITY).count();
    List<Choice> choices = new ArrayList<>();
    for (int rank : ranks) {
      choices.add(new Choice(rank + 1 + several));
      if (several > 0) {
        // Two in one gap: this one may come before the others there as well.
        choices.add(new Choice(rank - several));
      }
    }
    return choices;
  }

  private <T> void add(Field field, int index, Value<T> value, List<Choice> choices) {
    if (value instanceof Value.Unknown<T> unknown) {
      Use use = new Use(index, field, 0);
      add(field, use, unknown.symbol(), unknown.reason(), unknown.span(), choices);
    }
  }

  private void addAddresses(Field field, int rule, List<AddressPrefix> prefixes) {
    AddressSet asked = field == Field.SOURCE ? sources : destinations;
    for (int i = 0; i < prefixes.size(); i++) {
      AddressPrefix prefix = prefixes.get(i);
      if (prefix instanceof AddressPrefix.Unresolved unresolved) {
        AddressPrefix all = new AddressPrefix.Any(unresolved.span());
        List<Choice> choices = List.of(Choice.NONE, new Choice(1, List.of(all), List.of()));
        Use use = new Use(rule, field, i);
        add(field, use, unresolved.symbol(), unresolved.reason(), unresolved.span(), choices);
      } else {
        Address best = field == Field.SOURCE ? shown.source() : shown.destination();
        addExtent(prefix, rule, open(prefix, asked), best);
      }
    }
  }

  /** The addresses asked about that a prefix only perhaps holds. */
  private AddressSet open(AddressPrefix prefix, AddressSet asked) {
    return book.of(prefix).possible().minus(book.of(prefix).certain()).intersect(asked);
  }

  private void addExtent(AddressPrefix prefix, int rule, AddressSet open, Address best) {
    String name = prefix.toString();
    boolean known =
        found.stream()
            .anyMatch(
                value -> value.field() == Field.EXTENT && value.prefix().equalsIgnoreCase(name));
    if (open.isEmpty() || known) {
      return;
    }
    Address address = open.contains(best) ? best : book.elsewhere(open);
    Doubt doubt =
        book.doubt(prefix, address)
            .orElseGet(() -> new Doubt("addresses that are not known", prefix.span()));
    found.add(
        new OpenValue(
            Field.EXTENT,
            List.of(new Use(rule, Field.EXTENT, 0)),
            "",
            name,
            Uncertainty.words(prefix, book.text(address), doubt),
            doubt.span(),
            List.of(Choice.NONE, Choice.ALL)));
  }

  private void addPorts(Field field, int rule, List<PortPrefix> ports) {
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i) instanceof PortPrefix.Unresolved unresolved) {
        PortPrefix all = new PortPrefix.Range(0, 65535, unresolved.span());
        List<Choice> choices = List.of(Choice.NONE, new Choice(1, List.of(), List.of(all)));
        Use use = new Use(rule, field, i);
        add(field, use, unresolved.symbol(), unresolved.reason(), unresolved.span(), choices);
      }
    }
  }

  /** What Azure does not document of {@code *}. */
  private void addMeanings(int index, SecurityRule rule) {
    if (!rule.protocol().fold(protocol -> protocol == Protocol.ANY, unknown -> true)) {
      return;
    }
    Span span = rule.protocol().span();
    for (FlowProduct flow : flows) {
      if (!ANY_FOR_SURE.containsAll(flow.protocols())) {
        String name = FlowVerdicts.protocol(flow.protocols().minus(ANY_FOR_SURE).lowest());
        addOnce(
            Field.ANY_PROTOCOL, index, "whether * means " + name + " too is not documented", span);
      }
      if (!WITH_PORTS.containsAll(flow.protocols())) {
        String name = FlowVerdicts.protocol(flow.protocols().minus(WITH_PORTS).lowest());
        addOnce(
            Field.ANY_PORTS,
            index,
            "whether a rule for * that names ports is one for " + name + " is not documented",
            span);
      }
    }
  }

  private void addOnce(Field field, int index, String reason, Span span) {
    if (found.stream().noneMatch(value -> value.field() == field)) {
      found.add(
          new OpenValue(
              field,
              List.of(new Use(index, field, 0)),
              "",
              "",
              reason,
              span,
              List.of(Choice.NONE, Choice.ALL)));
    }
  }

  /** Rules with one priority, which Azure refuses: nobody knows which comes first. */
  private void addOrders() {
    int first = 0;
    while (first < rules.size()) {
      int end = RuleOrder.endOfTier(rules, first, RuleFlows::rule);
      List<Use> uses = new ArrayList<>();
      List<SecurityRule> tied = new ArrayList<>();
      for (int i = first; i < end; i++) {
        if (mayDecide(rules.get(i))) {
          uses.add(new Use(i, Field.ORDER, 0));
          tied.add(rules.get(i).rule());
        }
      }
      if (tied.size() > 1) {
        String why = RuleOrder.tie(tied);
        Span place = tied.get(0).priority().span();
        found.add(
            new OpenValue(
                Field.ORDER, uses, "", "", why, place, List.of(new Choice(0), new Choice(1))));
      }
      first = end;
    }
  }

  private void add(
      Field field, Use use, String symbol, String reason, Span span, List<Choice> choices) {
    for (int i = 0; i < found.size(); i++) {
      OpenValue other = found.get(i);
      if (!symbol.isEmpty() && symbol.equals(other.symbol()) && field.isLike(other.field())) {
        List<Use> uses = new ArrayList<>(other.uses());
        uses.add(use);
        found.set(
            i,
            new OpenValue(
                other.field(), uses, symbol, "", other.reason(), other.span(), other.choices()));
        return;
      }
    }
    found.add(new OpenValue(field, List.of(use), symbol, "", reason, span, choices));
  }
}
