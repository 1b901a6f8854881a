package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Condition.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Evaluates a condition about properties: true, false, or not known with the reasons. */
final class PropertyCheck {
  private final Network network;

  PropertyCheck(Network network) {
    this.network = network;
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
      remarks = remarks.stream().distinct().toList();
    }

    static Result of(boolean truth, Remark remark) {
      return new Result(truth ? Truth.TRUE : Truth.FALSE, List.of(remark));
    }
  }

  Result evaluate(Condition condition, Element element) {
    return evaluate(condition, bodyOf(element), element.span());
  }

  /**
   * @param place of what has no place of its own: a property that is not there
   */
  Result evaluate(Condition condition, Node.MapNode body, Span place) {
    return condition.fold(
        all -> combine(all.conditions(), body, place, Truth.FALSE, Truth.TRUE),
        any -> combine(any.conditions(), body, place, Truth.TRUE, Truth.FALSE),
        not -> negated(evaluate(not.condition(), body, place)),
        test -> test(test, body, place));
  }

  /**
   * One result that decides wins; else one that is not known; else all are the rest. Of all that is
   * false the remarks are kept, so that it can be mended at once.
   */
  private Result combine(
      List<Condition> conditions, Node.MapNode body, Span place, Truth decides, Truth rest) {
    List<Remark> unknown = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    List<Remark> deciding = new ArrayList<>();
    boolean decided = false;
    for (Condition condition : conditions) {
      Result result = evaluate(condition, body, place);
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

  private static Result negated(Result result) {
    return switch (result.truth()) {
      case TRUE -> new Result(Truth.FALSE, result.remarks());
      case FALSE -> new Result(Truth.TRUE, result.remarks());
      case UNKNOWN -> result;
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
      values.add(throughReference(unresolved, path).orElse(unresolved));
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

  /** The name of a resource is known with its id, even when parts of that are not. */
  private static Optional<Node> throughReference(Node.Unresolved id, List<String> path) {
    if (path.size() == 1 && path.get(0).equalsIgnoreCase("name") && id.symbol().startsWith("/")) {
      return ResourceId.parse(id.symbol()).map(parsed -> nameOf(parsed, id.span()));
    }
    return Optional.empty();
  }

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
    return properties.filter(Node.Unresolved.class::isInstance);
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
    if (targets.size() == 1 && !bodyOf(targets.get(0)).entries().isEmpty()) {
      collect(bodyOf(targets.get(0)), path, values);
    } else {
      values.add(
          new Node.Unresolved(
              parsed.get().name()
                  + (targets.isEmpty() ? " was not read" : " is read more than once"),
              "",
              id.span()));
    }
  }

  private static Node.MapNode bodyOf(Element element) {
    if (element instanceof Subnet subnet) {
      return subnet.body();
    } else if (element instanceof BastionHost host) {
      return host.body();
    } else if (element instanceof VirtualNetwork network) {
      return network.body();
    } else if (element instanceof NetworkInterface nic) {
      return nic.body();
    } else if (element instanceof PublicIpAddress address) {
      return address.body();
    }
    // The rules of a group are asked by flows, and its body is not kept.
    return new Node.MapNode(List.of(), element.span());
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
