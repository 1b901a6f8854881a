package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Declared against deployed, by meaning: which resources there are, which flows their groups let
 * through, and what is said of their properties. What else lies in a subscription is no drift: only
 * resource groups in which something declared was found are looked through.
 */
public final class Drift {
  private static final List<Class<? extends Element>> KINDS =
      List.of(
          VirtualNetwork.class,
          Subnet.class,
          NetworkSecurityGroup.class,
          RouteTable.class,
          NetworkInterface.class,
          PublicIpAddress.class,
          BastionHost.class);

  private final Network declared;
  private final Network deployed;
  private final GroupDrift groups;
  private final List<Difference> differences = new ArrayList<>();
  private final Map<ResourceId.Key, List<Element>> byKey = new HashMap<>();

  /** What is not ours to name: deployed elements by their id. */
  private final Set<ResourceId> matched = new HashSet<>();

  private final Set<String> resourceGroups = new HashSet<>();
  private final OpenLocations locations = new OpenLocations();

  private Drift(Network declared, Network deployed, TagAddresses tags) {
    this.declared = declared;
    this.deployed = deployed;
    this.groups = new GroupDrift(declared, deployed, tags);
  }

  /** What a difference is about. */
  public enum Kind {
    /** Declared, and not there. */
    MISSING,
    /** There, and not declared. */
    EXTRA,
    /** A group lets something through, or stops it, that the declared one does not. */
    FLOWS,
    PROPERTY,
    /** Nobody can tell whether there is a difference. */
    UNKNOWN
  }

  /**
   * @param resource its name
   * @param what a sentence without a full stop
   * @param span of what is declared, or of what is deployed when nothing is
   */
  public record Difference(Kind kind, String resource, String id, String what, Span span) {
    public Difference {
      requireNonNull(kind);
      requireNonNull(resource);
      requireNonNull(id);
      requireNonNull(what);
      requireNonNull(span);
    }
  }

  /** All differences: in the order of what is declared, then what is there besides. */
  public static List<Difference> between(Network declared, Network deployed, TagAddresses tags) {
    Drift drift = new Drift(declared, deployed, tags);
    drift.compare();
    return drift.differences;
  }

  private void compare() {
    deployed
        .elements()
        .filter(Drift::isCompared)
        .forEach(
            element ->
                byKey.computeIfAbsent(element.id().key(), key -> new ArrayList<>(1)).add(element));
    declared.elements().filter(Drift::isCompared).forEach(this::compare);
    differences.addAll(locations.differences());
    deployed
        .elements()
        .filter(Drift::isCompared)
        .filter(element -> element.id().isNamed() && !matched.contains(element.id()))
        .filter(element -> resourceGroups.contains(groupOf(element.id())))
        .forEach(this::extra);
  }

  private static boolean isCompared(Element element) {
    return KINDS.stream().anyMatch(kind -> kind.isInstance(element));
  }

  private void compare(Element element) {
    if (!element.id().isNamed()) {
      add(
          Kind.UNKNOWN,
          element,
          "its name cannot be computed, so that nobody can find it in Azure");
      return;
    }
    List<Element> found = new ArrayList<>();
    for (Element each : byKey.getOrDefault(element.id().key(), List.of())) {
      if (each.id().matches(element.id())) {
        found.add(each);
      }
    }
    if (found.isEmpty()) {
      absent(element);
      return;
    }
    found.forEach(each -> matched.add(each.id()));
    if (found.size() > 1) {
      add(
          Kind.UNKNOWN,
          element,
          found.size() + " are deployed by this name, in different resource groups");
      return;
    }
    Element there = found.get(0);
    resourceGroups.add(groupOf(there.id()));
    if (element instanceof NetworkSecurityGroup group
        && there instanceof NetworkSecurityGroup other) {
      differences.addAll(groups.between(group, other));
    }
    differences.addAll(TopologyDrift.between(element, there));
    differences.addAll(PropertyDrift.between(element, there, locations));
  }

  private void absent(Element element) {
    boolean perhaps =
        deployed
            .elements()
            .anyMatch(each -> !each.id().isNamed() && each.id().mayMatch(element.id()));
    if (perhaps) {
      add(Kind.UNKNOWN, element, "it is declared; what is deployed of its type was not read");
    } else if (element.condition().isPresent()) {
      add(
          Kind.UNKNOWN,
          element,
          "it is not deployed, and whether it should be is not known: "
              + element.condition().get().reason());
    } else {
      add(Kind.MISSING, element, "it is declared, and not deployed");
    }
  }

  private void extra(Element element) {
    boolean perhaps =
        declared
            .elements()
            .anyMatch(each -> !each.id().isNamed() && each.id().mayMatch(element.id()));
    add(
        perhaps ? Kind.UNKNOWN : Kind.EXTRA,
        element,
        perhaps
            ? "it is deployed; whether it is one whose declared name cannot be computed is not"
                + " known"
            : "it is deployed, and not declared");
  }

  private void add(Kind kind, Element element, String what) {
    differences.add(
        new Difference(
            kind, PropertyDrift.name(element), element.id().toString(), what, element.span()));
  }

  private static String groupOf(ResourceId id) {
    return (id.subscription() + "/" + id.resourceGroup()).toLowerCase(Locale.ROOT);
  }
}
