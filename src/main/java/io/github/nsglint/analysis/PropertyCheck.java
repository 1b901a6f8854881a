package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.Answers;
import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.DiagnosticSetting;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.ServiceResource;
import io.github.nsglint.model.ShareableLink;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Condition.Operator;
import io.github.nsglint.policy.ResourceKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Evaluates a condition about properties: true, false, or not known with the reasons. */
final class PropertyCheck {
  private final Network network;
  private final Referrers referrers;
  private final OpenReferences open;

  PropertyCheck(Network network) {
    this(network, new Referrers(network), OpenReferences.COUNT);
  }

  private PropertyCheck(Network network, Referrers referrers, OpenReferences open) {
    this.network = network;
    this.referrers = referrers;
    this.open = open;
  }

  /** What becomes of a reference that may lead to the subject, and to others as well. */
  private enum OpenReferences {
    /** It leaves the question open. */
    COUNT,
    /** It is none. */
    LEAVE_OUT
  }

  /** The same, where only a reference that surely leads to the subject is one. */
  PropertyCheck withSureReferences() {
    return new PropertyCheck(network, referrers, OpenReferences.LEAVE_OUT);
  }

  enum Truth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /**
   * @param remarks for FALSE what was found where; for UNKNOWN which values are missing
   */
  record Result(Truth truth, List<Remark> remarks) {
    Result {
      remarks = remarks.size() < 2 ? List.copyOf(remarks) : remarks.stream().distinct().toList();
    }

    static Result of(boolean truth, Remark remark) {
      return new Result(truth ? Truth.TRUE : Truth.FALSE, List.of(remark));
    }
  }

  Result evaluate(Condition condition, Element element) {
    return evaluate(condition, subject(element));
  }

  static Subject subject(Element element) {
    return new Subject(Optional.of(element), bodyOf(element), element.span());
  }

  /**
   * @param place of what has no place of its own: a property that is not there
   */
  Result evaluate(Condition condition, Node.MapNode body, Span place) {
    return evaluate(condition, new Subject(Optional.empty(), body, place));
  }

  /**
   * What a condition is asked of.
   *
   * @param element empty for one that nobody showed
   */
  record Subject(Optional<Element> element, Node.MapNode body, Span place) {}

  Result evaluate(Condition condition, Subject subject) {
    return condition.fold(
        all -> combine(all.conditions(), subject, Truth.FALSE, Truth.TRUE),
        any -> combine(any.conditions(), subject, Truth.TRUE, Truth.FALSE),
        not -> negated(evaluate(not.condition(), subject)),
        test -> test(test, subject.body(), subject.place()),
        related -> related(related, subject),
        item -> item(item, subject));
  }

  /**
   * One result that decides wins; else one that is not known; else all are the rest. Of all that is
   * false the remarks are kept, so that it can be mended at once.
   */
  private Result combine(List<Condition> conditions, Subject subject, Truth decides, Truth rest) {
    List<Remark> unknown = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    List<Remark> deciding = new ArrayList<>();
    boolean decided = false;
    for (Condition condition : conditions) {
      Result result = evaluate(condition, subject);
      if (result.truth() == decides) {
        decided = true;
        deciding.addAll(result.remarks());
        if (decides == Truth.TRUE) {
          break;
        }
      } else {
        (result.truth() == Truth.UNKNOWN ? unknown : remarks).addAll(result.remarks());
      }
    }
    if (decided) {
      return new Result(decides, deciding);
    }
    return unknown.isEmpty() ? new Result(rest, remarks) : new Result(Truth.UNKNOWN, unknown);
  }

  static Result negated(Result result) {
    return switch (result.truth()) {
      case TRUE -> new Result(Truth.FALSE, result.remarks());
      case FALSE -> new Result(Truth.TRUE, result.remarks());
      case UNKNOWN -> result;
    };
  }

  /** Some item that is as asked decides; one that only may be leaves it open. */
  private Result item(Condition.Item asked, Subject subject) {
    String property = String.join(".", asked.property());
    List<Node> items = new ArrayList<>();
    collect(subject.body(), asked.property(), items);
    List<Remark> unknown = new ArrayList<>();
    List<Remark> refuted = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Node.Unresolved unresolved) {
        unknown.add(new Remark(property + ": " + unresolved.reason(), unresolved.span()));
      } else if (item instanceof Node.MapNode map) {
        Result result = evaluate(asked.where(), new Subject(Optional.empty(), map, placeOf(map)));
        if (result.truth() == Truth.TRUE) {
          return result;
        }
        (result.truth() == Truth.UNKNOWN ? unknown : refuted).addAll(result.remarks());
      }
    }
    if (!unknown.isEmpty()) {
      return new Result(Truth.UNKNOWN, unknown);
    }
    return refuted.isEmpty()
        ? Result.of(false, new Remark(property + " is not set", subject.place()))
        : new Result(Truth.FALSE, refuted);
  }

  /** Where an item starts: a whole object is no place to point at. */
  private static Span placeOf(Node.MapNode item) {
    Span span = item.span();
    return span.file().span(span.start(), Math.min(span.end(), span.start() + 1));
  }

  private Result related(Condition.Related related, Subject subject) {
    List<Remark> unknown = new ArrayList<>();
    List<Remark> refuted = new ArrayList<>();
    List<Remark> found = new ArrayList<>();
    for (Element other : mayRefer(related, subject)) {
      List<Remark> open = new ArrayList<>();
      if (holdsOf(other, related, subject, open, refuted)) {
        String name = related.kind().words() + " " + other.shownName();
        if (open.isEmpty()) {
          found.add(new Remark("the " + name + " refers to it", other.span()));
        }
        unknown.addAll(open);
      }
    }
    if (!found.isEmpty()) {
      return new Result(Truth.TRUE, found);
    }
    if (unknown.isEmpty() && refuted.isEmpty()) {
      unread(related.kind(), subject).ifPresent(unknown::add);
    }
    if (!unknown.isEmpty()) {
      return new Result(Truth.UNKNOWN, unknown);
    }
    return refuted.isEmpty()
        ? Result.of(
            false, new Remark("no such " + related.kind().words() + " was read", subject.place()))
        : new Result(Truth.FALSE, refuted);
  }

  /** What may be there although nothing of it was read. */
  private static Optional<Remark> unread(ResourceKind kind, Subject subject) {
    return kind.equals(ResourceKind.DIAGNOSTIC_SETTING) && Answers.isAnswer(subject.body())
        ? Optional.of(new Remark(Answers.NO_DIAGNOSTIC_SETTINGS, subject.place()))
        : Optional.empty();
  }

  /**
   * Whether another resource is what a condition looks for, or may be.
   *
   * @param open gets the reasons when it only may be
   * @param refuted gets what is wrong with one that refers to the subject and is not as asked
   */
  private boolean holdsOf(
      Element other,
      Condition.Related related,
      Subject subject,
      List<Remark> open,
      List<Remark> refuted) {
    Result points = refersTo(other, related.property(), subject);
    boolean leftOut = points.truth() == Truth.UNKNOWN && this.open == OpenReferences.LEAVE_OUT;
    if (points.truth() == Truth.FALSE || leftOut) {
      return false;
    }
    Result meets = meets(related, other);
    if (meets.truth() == Truth.FALSE) {
      if (points.truth() == Truth.TRUE) {
        String name = related.kind().words() + " " + other.shownName();
        meets
            .remarks()
            .forEach(why -> refuted.add(new Remark(name + ": " + why.text(), why.span())));
      }
      return false;
    }
    if (points.truth() == Truth.UNKNOWN) {
      open.addAll(points.remarks());
    }
    if (meets.truth() == Truth.UNKNOWN) {
      open.addAll(meets.remarks());
    }
    other
        .condition()
        .ifPresent(
            condition ->
                open.add(
                    new Remark(
                        "whether " + other.shownName() + " is deployed: " + condition.reason(),
                        condition.span())));
    return true;
  }

  /** What is asked of the other resource itself. */
  private Result meets(Condition.Related related, Element other) {
    return related
        .where()
        .map(where -> evaluate(where, other))
        .orElse(new Result(Truth.TRUE, List.of()));
  }

  /**
   * What leaves open whether a resource is one that a condition looks for, apart from whether it is
   * there at all; empty if it surely refers to the element or surely not.
   */
  List<Remark> openReference(Condition.Related related, Element other, Element element) {
    Subject subject = new Subject(Optional.of(element), bodyOf(element), element.span());
    Result points = refersTo(other, related.property(), subject);
    if (points.truth() != Truth.UNKNOWN || meets(related, other).truth() == Truth.FALSE) {
      return List.of();
    }
    List<Remark> remarks = new ArrayList<>(points.remarks());
    Result meets = meets(related, other);
    if (meets.truth() == Truth.UNKNOWN) {
      remarks.addAll(meets.remarks());
    }
    return remarks;
  }

  private Result refersTo(Element other, List<String> path, Subject subject) {
    List<Node> values = new ArrayList<>();
    collect(bodyOf(other), path, values);
    Result best = new Result(Truth.FALSE, List.of());
    for (Node value : values) {
      Result each = means(value, String.join(".", path), other, subject);
      if (each.truth() == Truth.TRUE) {
        return each;
      }
      best = each.truth() == Truth.UNKNOWN ? each : best;
    }
    return best;
  }

  private Result means(Node reference, String property, Element other, Subject subject) {
    Node id = idOf(reference);
    Optional<ResourceId> parsed = ResourceId.parse(textOf(id));
    Remark open = new Remark(property + " of " + other.shownName() + ": " + reason(id), id.span());
    if (parsed.isEmpty() || subject.element().isEmpty()) {
      return new Result(
          id instanceof Node.Unresolved && subject.element().isPresent()
              ? Truth.UNKNOWN
              : Truth.FALSE,
          List.of(open));
    }
    Element element = subject.element().get();
    if (parsed.get().matches(element.id())) {
      List<Element> found = network.find(parsed.get(), id.span());
      return found.stream().noneMatch(each -> each == element)
          ? new Result(Truth.FALSE, List.of())
          : new Result(found.size() == 1 ? Truth.TRUE : Truth.UNKNOWN, List.of(open));
    }
    return new Result(
        parsed.get().mayMatch(element.id()) ? Truth.UNKNOWN : Truth.FALSE, List.of(open));
  }

  static Node idOf(Node reference) {
    return reference instanceof Node.MapNode map ? map.present("id").orElse(map) : reference;
  }

  /** As far as it is known. */
  static String textOf(Node id) {
    return id instanceof Node.Unresolved unresolved ? unresolved.symbol() : id.scalar().orElse("");
  }

  private static String reason(Node id) {
    return id instanceof Node.Unresolved unresolved
        ? unresolved.reason()
        : "more than one resource may be meant by '" + id.scalar().orElse("") + "'";
  }

  /** To what nobody showed, nothing refers. */
  private List<? extends Element> mayRefer(Condition.Related related, Subject subject) {
    return subject.element().isEmpty()
        ? List.of()
        : referrers.of(related, subject.element().get().id(), this);
  }

  /** All of a kind, in the order of the network. */
  static List<? extends Element> elements(Network network, ResourceKind kind) {
    return switch (kind.key()) {
      case "bastion-host" -> network.bastionHosts();
      case "diagnostic-setting" -> network.diagnosticSettings();
      case "network-interface" -> network.interfaces();
      case "public-ip-address" -> network.publicAddresses();
      case "shareable-link" -> network.shareableLinks();
      case "virtual-machine" -> network.machines();
      case "virtual-network" -> network.virtualNetworks();
      default -> network.ofType(kind.type());
    };
  }

  private Result test(Condition.Test test, Node.MapNode body, Span place) {
    String property = String.join(".", test.property());
    List<Node> values = new ArrayList<>();
    collect(body, test.property(), values);
    if (values.isEmpty()) {
      return absent(test, property, place);
    }
    List<Remark> unknown = new ArrayList<>();
    for (Node value : values) {
      if (value instanceof Node.Unresolved unresolved) {
        // It may be null, which is as good as absent.
        unknown.add(new Remark(property + ": " + unresolved.reason(), unresolved.span()));
        continue;
      }
      if (!meets(test.operator(), value)) {
        return new Result(Truth.FALSE, List.of(new Remark(found(property, value), value.span())));
      }
    }
    return unknown.isEmpty()
        ? new Result(
            Truth.TRUE, List.of(new Remark(found(property, values.get(0)), values.get(0).span())))
        : new Result(Truth.UNKNOWN, unknown);
  }

  private static Result absent(Condition.Test test, String property, Span place) {
    if (test.absent() == Condition.Absent.UNKNOWN) {
      String why = property + " is not set, and what stands in for it is not known";
      return new Result(Truth.UNKNOWN, List.of(new Remark(why, place)));
    }
    boolean met = test.operator() instanceof Operator.Exists exists && !exists.wanted();
    return Result.of(met, new Remark(property + " is not set", place));
  }

  private static String found(String property, Node value) {
    return property + " is " + value.scalar().map(text -> "'" + text + "'").orElse("set") + "";
  }

  /** All values a path leads to. */
  List<Node> values(Subject subject, List<String> path) {
    List<Node> values = new ArrayList<>();
    collect(subject.body(), path, values);
    return values;
  }

  /** The objects of a list that a condition asks about. */
  List<Subject> items(Condition.Item asked, Subject subject) {
    List<Subject> items = new ArrayList<>();
    for (Node item : values(subject, asked.property())) {
      if (item instanceof Node.MapNode map) {
        items.add(new Subject(Optional.empty(), map, placeOf(map)));
      }
    }
    return items;
  }

  /** The resources that refer to a subject for sure. */
  List<Element> referring(Condition.Related related, Subject subject) {
    List<Element> found = new ArrayList<>();
    for (Element other : mayRefer(related, subject)) {
      if (refersTo(other, related.property(), subject).truth() == Truth.TRUE) {
        found.add(other);
      }
    }
    return found;
  }

  /** Whether a value is as asked. */
  static boolean isMet(Operator operator, Node value) {
    return meets(operator, value);
  }

  /** All values a path leads to; a step through a list goes on in each element. */
  private void collect(Node node, List<String> path, List<Node> values) {
    if (node instanceof Node.ListNode list) {
      list.items().forEach(item -> collect(item, path, values));
      return;
    }
    if (path.isEmpty()) {
      if (!(node instanceof Node.NullNode)) {
        values.add(node);
      }
      return;
    }
    if (node instanceof Node.Unresolved unresolved) {
      values.add(unresolved);
      return;
    }
    if (!(node instanceof Node.MapNode map)) {
      return;
    }
    Optional<Node> next = step(map, path.get(0));
    if (next.isPresent()) {
      collect(next.get(), path.subList(1, path.size()), values);
      return;
    }
    Optional<Node> id = map.present("id");
    if (id.isPresent() && map.present("properties").isEmpty()) {
      follow(id.get(), path, values);
    }
  }

  /** The name of a resource is known with its id, even when other parts of that are not. */
  private static Node nameOf(ResourceId id, Span place) {
    String name = id.name();
    return name.indexOf('⟨') >= 0
        ? new Node.Unresolved("the name " + name + " cannot be computed", name, place)
        : new Node.TextNode(name, place);
  }

  private static Optional<Node> step(Node.MapNode map, String key) {
    Optional<Node> direct = map.present(key);
    if (direct.isPresent()) {
      return direct;
    }
    Optional<Node> properties = map.present("properties");
    if (properties.isPresent() && properties.get() instanceof Node.MapNode inner) {
      return inner.present(key);
    }
    // What is said to be null is known, although nobody knows the properties.
    return properties
        .filter(Node.Unresolved.class::isInstance)
        .filter(all -> map.get(key).isEmpty());
  }

  private void follow(Node id, List<String> path, List<Node> values) {
    String text =
        id instanceof Node.Unresolved unresolved ? unresolved.symbol() : id.scalar().orElse("");
    Optional<ResourceId> parsed = ResourceId.parse(text);
    if (parsed.isEmpty()) {
      String why =
          id instanceof Node.Unresolved unresolved
              ? unresolved.reason()
              : "'" + text + "' is not the id of a resource";
      values.add(new Node.Unresolved(why, "", id.span()));
      return;
    }
    if (path.get(0).equalsIgnoreCase("name")) {
      values.add(nameOf(parsed.get(), id.span()));
      return;
    }
    List<Element> targets = network.find(parsed.get(), id.span());
    if (targets.size() == 1 && isShown(targets.get(0))) {
      collect(bodyOf(targets.get(0)), path, values);
    } else {
      values.add(new Node.Unresolved(unread(parsed.get().name(), targets.size()), "", id.span()));
    }
  }

  private static String unread(String name, int found) {
    return switch (found) {
      case 0 -> name + " was not read";
      case 1 -> "nothing but the name of " + name + " is known";
      default -> name + " is read more than once";
    };
  }

  /** Whether more is known of it than its name. */
  static boolean isShown(Element element) {
    return !keptOf(element).isEmpty();
  }

  static Node.MapNode bodyOf(Element element) {
    return keptOf(element).get();
  }

  private static KeptMap keptOf(Element element) {
    if (element instanceof Subnet subnet) {
      return subnet.kept();
    } else if (element instanceof BastionHost host) {
      return KeptMap.held(host.body());
    } else if (element instanceof VirtualNetwork network) {
      return network.kept();
    } else if (element instanceof NetworkInterface nic) {
      return nic.kept();
    } else if (element instanceof PublicIpAddress address) {
      return address.kept();
    } else if (element instanceof VirtualMachine machine) {
      return machine.kept();
    } else if (element instanceof NetworkSecurityGroup group) {
      return group.kept();
    } else if (element instanceof RouteTable table) {
      return KeptMap.held(table.body());
    } else if (element instanceof DiagnosticSetting setting) {
      return KeptMap.held(setting.body());
    } else if (element instanceof ShareableLink link) {
      return KeptMap.held(link.body());
    } else if (element instanceof ServiceResource service) {
      return service.kept();
    }
    return KeptMap.none(element.span());
  }

  private static boolean meets(Operator operator, Node value) {
    String text = value.scalar().orElse("");
    if (operator instanceof Operator.Exists exists) {
      return exists.wanted();
    } else if (operator instanceof Operator.OneOf oneOf) {
      return oneOf.values().stream().anyMatch(text::equalsIgnoreCase);
    } else if (operator instanceof Operator.AtLeast least) {
      return number(text).filter(number -> number.compareTo(least.bound()) >= 0).isPresent();
    } else if (operator instanceof Operator.AtMost most) {
      return number(text).filter(number -> number.compareTo(most.bound()) <= 0).isPresent();
    } else if (operator instanceof Operator.Matches matches) {
      return matches.pattern().matcher(text).matches();
    } else if (operator instanceof Operator.PrefixLengthAtMost prefix) {
      return Cidr.parse(text.strip())
          .filter(cidr -> cidr.length() <= prefix.length() || isBeyond(cidr, prefix.length()))
          .isPresent();
    }
    throw new AssertionError(operator);
  }

  /** A length that IPv4 can have asks nothing of IPv6. */
  private static boolean isBeyond(Cidr cidr, int length) {
    return length <= 32 && cidr.first().family() == Family.IPV6;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip().toLowerCase(Locale.ROOT)));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
