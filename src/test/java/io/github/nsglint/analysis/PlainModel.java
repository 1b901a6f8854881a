package io.github.nsglint.analysis;

import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.NextHopType;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plain rules, questions and settings as the program sees them, and its verdict of them. */
final class PlainModel {
  private static final SourceFile FILE = new SourceFile("plain.json", " ".repeat(1000));
  private static final String NETWORK_ID =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
  private static final ResourceId GROUP_ID =
      id("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n");
  private static final ResourceId APPLICATION_GROUP_ID =
      id(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
              + "/applicationSecurityGroups/a");
  private static final ResourceId SUBNET_ID = id(NETWORK_ID + "/subnets/web");
  private static final ResourceId TABLE_ID =
      id(NETWORK_ID.replace("virtualNetworks", "routeTables"));
  private static final Span PLACE = FILE.span(0, 1);
  private static final String WHY = "it is hidden";
  private static final Node.MapNode NO_BODY = new Node.MapNode(List.of(), PLACE);

  /** What of a rule nobody can tell. */
  enum Hidden {
    PRIORITY,
    ACCESS,
    DIRECTION,
    PROTOCOL,
    SOURCE,
    DESTINATION,
    SOURCE_PORT,
    DESTINATION_PORT,
    PRESENCE,
    EVERYTHING
  }

  private PlainModel() {}

  private static ResourceId id(String text) {
    return ResourceId.parse(text).orElseThrow();
  }

  /** The verdict where the addresses of service tags are not known. */
  static Verdict verdict(List<SecurityRule> rules, PlainQuestion question, Setting setting) {
    return verdict(rules, question, setting, TagAddresses.unknown());
  }

  /**
   * @param rules as the program is to see them
   */
  static Verdict verdict(
      List<SecurityRule> rules, PlainQuestion question, Setting setting, TagAddresses tags) {
    Network network = network(setting);
    NetworkSecurityGroup group =
        new NetworkSecurityGroup(GROUP_ID, rules, List.of(), List.of(), Optional.empty(), PLACE);
    Requirement.Flows flows =
        new Requirement.Flows(
            question.demand(), List.of(pattern(question.pattern(), question.except())));
    Rule rule =
        new Rule(
            "TST101",
            "plain-question",
            "A question is answered",
            Severity.ERROR,
            "Because.",
            "Do it.",
            List.of(),
            List.of(),
            new Target.Subnets("web"),
            Optional.empty(),
            flows,
            PLACE);
    Question asked = new Question(rule, List.of(Family.IPV4, Family.IPV6));
    Verdict alone = view(group, network, List.of(asked), tags).decide(asked, flows);
    // Beside others it takes another way, which must lead to the same.
    Verdict besideOthers =
        view(group, network, List.of(asked, asked, asked), tags).decide(asked, flows);
    if (!alone.equals(besideOthers)) {
      throw new AssertionError(alone + " alone, but beside others " + besideOthers);
    }
    return alone;
  }

  /** A question as the program would ask it. */
  private record Asked(
      EffectiveRules rules, AddressBook book, Requirement.Demand demand, FlowBounds region) {
    Uncertainty uncertainty() {
      return new Uncertainty(rules, book, demand, region);
    }

    /** A flow that leaves the question undecided. */
    Flow open() {
      FlowCheck check = new FlowCheck(rules, book);
      FlowCheck.Outcome outcome =
          switch (demand) {
            case ALL -> check.mustAllow(region);
            case SOME -> check.mustAllowSome(region);
            case NONE -> check.mustNotAllow(region);
            case NOT_EVERY_PORT -> check.mustNotAllowEveryPort(region);
          };
      return check.witness(outcome.flows().products().get(0));
    }
  }

  /** What the program would ask of an undecided question. */
  static Uncertainty uncertainty(
      List<SecurityRule> written, PlainQuestion question, Setting setting) {
    return asked(written, question, setting).uncertainty();
  }

  /** What an undecided question depends on. */
  static Uncertainty.Reasons reasons(
      List<SecurityRule> written, PlainQuestion question, Setting setting) {
    Asked asked = asked(written, question, setting);
    return asked.uncertainty().reasons(asked.open());
  }

  private static Asked asked(List<SecurityRule> written, PlainQuestion question, Setting setting) {
    FlowPattern pattern = pattern(question.pattern(), question.except());
    List<SecurityRule> rules = withStandard(written);
    AddressBook book = book(rules, List.of(), setting);
    EffectiveRules effective =
        new EffectiveRules(
            rules.stream().map(rule -> new RuleFlows(rule, book)).toList(), pattern.direction());
    FlowBounds region = Region.of(pattern, List.of(Family.IPV4, Family.IPV6), book);
    return new Asked(effective, book, question.demand(), region);
  }

  /** Whether all that is asked about passes where what is not known of the rules is this. */
  static FlowCheck.State passes(
      List<SecurityRule> written,
      PlainQuestion question,
      Setting setting,
      Map<OpenValue, Choice> values) {
    FlowPattern pattern = pattern(question.pattern(), question.except());
    List<SecurityRule> rules = withStandard(written);
    List<AddressPrefix> asked = new ArrayList<>(pattern.source().prefixes());
    asked.addAll(pattern.destination().prefixes());
    AddressBook book = book(rules, asked, setting);
    List<RuleFlows> ranked =
        Completion.ranked(rules.stream().map(rule -> new RuleFlows(rule, book)).toList());
    EffectiveRules completed =
        new Completion(ranked, List.of(), pattern.direction(), book).with(values);
    FlowBounds region = Region.of(pattern, List.of(Family.IPV4, Family.IPV6), book);
    return new FlowCheck(completed, book).mustAllow(region).state();
  }

  private static List<SecurityRule> withStandard(List<SecurityRule> written) {
    List<SecurityRule> rules = new ArrayList<>(written);
    rules.addAll(DefaultSecurityRules.at(PLACE));
    return rules;
  }

  private static AddressBook book(
      List<SecurityRule> rules, List<AddressPrefix> asked, Setting setting) {
    Network network = network(setting);
    List<AddressPrefix> named = new ArrayList<>(asked);
    for (SecurityRule rule : rules) {
      named.addAll(rule.sources());
      named.addAll(rule.destinations());
    }
    Surroundings surroundings = Surroundings.of(network.subnets().get(0), network);
    return new AddressBook(surroundings, named, List.of(), network, TagAddresses.unknown());
  }

  /** Which of the inbound rules do nothing. */
  static RuleUses uses(List<SecurityRule> rules, Setting setting) {
    return uses(rules, Direction.INBOUND, setting);
  }

  static RuleUses uses(List<SecurityRule> rules, Direction direction, Setting setting) {
    return uses(rules, direction, setting, new Proofs(1), places(setting));
  }

  /** The same, of a group that shares with others what was proved and what rules mean. */
  static RuleUses uses(
      List<SecurityRule> rules, Setting setting, Proofs proofs, SharedPlaces places) {
    return uses(rules, Direction.INBOUND, setting, proofs, places);
  }

  /** What rules mean in this setting. */
  static SharedPlaces places(Setting setting) {
    return new SharedPlaces(network(setting), TagAddresses.unknown());
  }

  private static RuleUses uses(
      List<SecurityRule> rules,
      Direction direction,
      Setting setting,
      Proofs proofs,
      SharedPlaces places) {
    Network network = network(setting);
    return new RuleUses(
        ListedRule.of(withStandard(rules), proofs),
        direction,
        Surroundings.ofEach(network.subnets(), network),
        (rule, others) -> false,
        places,
        proofs);
  }

  private static GroupView view(
      NetworkSecurityGroup group, Network network, List<Question> questions, TagAddresses tags) {
    Subnet subnet = network.subnets().get(0);
    Surroundings surroundings = Surroundings.of(subnet, network);
    Proofs proofs = new Proofs(1);
    return new GroupView(
        group,
        ListedRule.of(group, proofs),
        surroundings,
        subnet.name(),
        new Questions(questions),
        List.of(),
        new SharedPlaces(network, tags),
        proofs);
  }

  private static Network network(Setting setting) {
    Shown shown = setting.shown();
    boolean subnetPrefix = shown != Shown.NETWORK && shown != Shown.NOTHING;
    List<Element> elements = new ArrayList<>();
    Reference route = new Reference.Absent();
    if (shown == Shown.ALL_AND_ROUTES || !setting.routes().isEmpty()) {
      route = new Reference.To(TABLE_ID, PLACE);
    }
    if (!setting.routes().isEmpty()) {
      List<Route> routes = setting.routes().stream().map(PlainModel::route).toList();
      elements.add(new RouteTable(TABLE_ID, routes, Optional.empty(), PLACE));
    }
    elements.add(
        new Subnet(
            SUBNET_ID,
            subnetPrefix ? List.of(cidr("10.0.1.0/24")) : List.of(),
            new Reference.To(GROUP_ID, PLACE),
            route,
            NO_BODY,
            Optional.empty(),
            PLACE));
    if (setting.showsNetwork()) {
      elements.add(
          new VirtualNetwork(
              id(NETWORK_ID),
              List.of(cidr("10.0.0.0/16")),
              setting.peers().stream().map(PlainModel::peering).toList(),
              NO_BODY,
              Optional.empty(),
              PLACE));
    }
    if (setting.groupHasMember()) {
      elements.add(member());
    }
    for (PlainTopology.Machine machine : setting.topology().machines()) {
      elements.add(machine(machine, elements.size()));
    }
    return new Network(elements);
  }

  private static Route route(PlainTopology.Route route) {
    AddressPrefix to =
        route.effect() == PlainTopology.Effect.HIDDEN_OR_REFUSED
            ? new AddressPrefix.Unresolved(WHY, PLACE)
            : prefix(route.to());
    NextHopType hop =
        route.effect() == PlainTopology.Effect.SURE
            ? NextHopType.VIRTUAL_APPLIANCE
            : NextHopType.NONE;
    return new Route(
        "r", to, new Value.Known<>(hop, PLACE), Optional.empty(), Optional.empty(), PLACE);
  }

  private static VirtualNetworkPeering peering(PlainTopology.Peer peer) {
    boolean refused = peer.effect() == PlainTopology.Effect.HIDDEN_OR_REFUSED;
    boolean sure = peer.effect() == PlainTopology.Effect.SURE;
    return new VirtualNetworkPeering(
        new Reference.To(id(NETWORK_ID + "-peer"), PLACE),
        List.of(cidr(peer.block())),
        Optional.of(new Value.Known<>(!refused, PLACE)),
        Optional.of(new Value.Known<>(sure ? "Connected" : "Initiated", PLACE)),
        Optional.empty(),
        PLACE);
  }

  private static NetworkInterface machine(PlainTopology.Machine machine, int number) {
    List<Reference> groups =
        switch (machine.membership()) {
          case MEMBER -> List.of(new Reference.To(APPLICATION_GROUP_ID, PLACE));
          case HIDDEN -> List.of(new Reference.Unresolved(WHY, PLACE));
          case NO -> List.of();
        };
    return new NetworkInterface(
        id(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/m"
                + number),
        new Reference.Absent(),
        List.of(
            new NetworkInterface.IpConfiguration(
                machine.address().map(PlainModel::cidr),
                new Value.Known<>(Family.IPV4, PLACE),
                new Reference.To(SUBNET_ID, PLACE),
                new Reference.Absent(),
                groups)),
        KeptMap.held(NO_BODY),
        machine.sure() ? Optional.empty() : Optional.of(new Node.Unresolved(WHY, "", PLACE)),
        PLACE);
  }

  private static NetworkInterface member() {
    return new NetworkInterface(
        id("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/i"),
        new Reference.Absent(),
        List.of(
            new NetworkInterface.IpConfiguration(
                Optional.empty(),
                new Value.Known<>(Family.IPV4, PLACE),
                new Reference.Absent(),
                new Reference.Absent(),
                List.of(new Reference.To(APPLICATION_GROUP_ID, PLACE)))),
        KeptMap.held(NO_BODY),
        Optional.empty(),
        PLACE);
  }

  private static Value<Cidr> cidr(String text) {
    return new Value.Known<>(Cidr.parse(text).orElseThrow(), PLACE);
  }

  private static FlowPattern pattern(
      PlainQuestion.Pattern pattern, Optional<PlainQuestion.Pattern> except) {
    return new FlowPattern(
        direction(pattern.inbound()),
        pattern.protocols().stream().map(name -> Protocol.of(name).orElseThrow()).toList(),
        place(pattern.source()),
        place(pattern.destination()),
        pattern.ports().stream().map(PlainModel::range).toList(),
        except.stream().map(taken -> pattern(taken, Optional.empty())).toList());
  }

  private static Place place(PlainQuestion.Place place) {
    return new Place(place.subnet(), prefixes(place.names()), prefixes(place.without()));
  }

  private static Direction direction(boolean inbound) {
    return inbound ? Direction.INBOUND : Direction.OUTBOUND;
  }

  static List<SecurityRule> shown(List<PlainRule> rules) {
    return rules.stream().map(rule -> shown(rule, Set.of())).toList();
  }

  /** A rule of which some fields cannot be computed; of a list, its last element. */
  static SecurityRule shown(PlainRule rule, Set<Hidden> hidden) {
    if (hidden.contains(Hidden.EVERYTHING)) {
      return SecurityRule.unknown(rule.name(), WHY, PLACE);
    }
    List<AddressPrefix> sources = prefixes(rule.sources());
    List<AddressPrefix> destinations = prefixes(rule.destinations());
    List<PortPrefix> sourcePorts = ports(rule.sourcePorts());
    List<PortPrefix> destinationPorts = ports(rule.destinationPorts());
    if (hidden.contains(Hidden.SOURCE)) {
      sources.set(sources.size() - 1, new AddressPrefix.Unresolved(WHY, PLACE));
    }
    if (hidden.contains(Hidden.DESTINATION)) {
      destinations.set(destinations.size() - 1, new AddressPrefix.Unresolved(WHY, PLACE));
    }
    if (hidden.contains(Hidden.SOURCE_PORT)) {
      sourcePorts.set(sourcePorts.size() - 1, new PortPrefix.Unresolved(WHY, PLACE));
    }
    if (hidden.contains(Hidden.DESTINATION_PORT)) {
      destinationPorts.set(destinationPorts.size() - 1, new PortPrefix.Unresolved(WHY, PLACE));
    }
    return new SecurityRule(
        rule.name(),
        value(rule.priority(), hidden.contains(Hidden.PRIORITY)),
        value(direction(rule.inbound()), hidden.contains(Hidden.DIRECTION)),
        value(rule.allows() ? Access.ALLOW : Access.DENY, hidden.contains(Hidden.ACCESS)),
        value(Protocol.of(rule.protocol()).orElseThrow(), hidden.contains(Hidden.PROTOCOL)),
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        false,
        hidden.contains(Hidden.PRESENCE)
            ? Optional.of(new Node.Unresolved(WHY, "", PLACE))
            : Optional.empty(),
        PLACE);
  }

  private static <T> Value<T> value(T value, boolean hidden) {
    return hidden ? new Value.Unknown<>(WHY, PLACE) : new Value.Known<>(value, PLACE);
  }

  private static List<AddressPrefix> prefixes(List<String> names) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    names.forEach(name -> prefixes.add(prefix(name)));
    return prefixes;
  }

  private static AddressPrefix prefix(String name) {
    if (name.equals("*")) {
      return new AddressPrefix.Any(PLACE);
    } else if (name.equals("group")) {
      return new AddressPrefix.ApplicationGroup(APPLICATION_GROUP_ID, PLACE);
    }
    return Cidr.parse(name)
        .<AddressPrefix>map(cidr -> new AddressPrefix.Block(cidr, PLACE))
        .orElseGet(() -> new AddressPrefix.ServiceTag(name, PLACE));
  }

  private static List<PortPrefix> ports(List<Ports> ports) {
    List<PortPrefix> prefixes = new ArrayList<>();
    ports.forEach(range -> prefixes.add(range(range)));
    return prefixes;
  }

  private static PortPrefix.Range range(Ports ports) {
    return new PortPrefix.Range(ports.first(), ports.last(), PLACE);
  }
}
