package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Declared locations that are not known: mostly those of a resource group, which all resources of a
 * template share.
 */
final class OpenLocations {
  private static final int MOST_NAMES = 3;

  private final Map<String, List<Element>> byReason = new LinkedHashMap<>();

  void add(Element declared, Node.Unresolved why) {
    byReason.computeIfAbsent(why.reason(), reason -> new ArrayList<>()).add(declared);
  }

  /** One for each reason. */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>();
    byReason.forEach((reason, elements) -> all.add(difference(reason, elements)));
    return all;
  }

  private static Difference difference(String reason, List<Element> elements) {
    List<String> names = new ArrayList<>();
    for (Element element : elements.subList(0, Math.min(elements.size(), MOST_NAMES))) {
      names.add(PropertyDrift.name(element));
    }
    int more = elements.size() - MOST_NAMES;
    Element first = elements.get(0);
    return new Difference(
        Kind.UNKNOWN,
        String.join(", ", names) + (more > 0 ? " and " + more + " more" : ""),
        first.id().toString(),
        "location: could not be compared, since what is declared is not known: " + reason,
        first.span());
  }
}
