package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many can come through: what makes one opening worse than another. */
final class Exposure {
  /** More IPv4 addresses than any one owner has: then it is the Internet as a whole. */
  private static final BigInteger MOST_OF_THE_INTERNET = BigInteger.valueOf(3_000_000_000L);

  private Exposure() {}

  /**
   * A clause such as {@code open to 256 addresses}; empty when there is nothing to say.
   *
   * @param asked all that was asked about, of which the flows are some
   */
  static String words(FlowSet flows, FlowSet asked, AddressBook book) {
    AddressSet sources = flows.sources();
    BigInteger ipv4 = sources.onLine(0, Family.IPV4).count();
    if (ipv4.compareTo(MOST_OF_THE_INTERNET) > 0) {
      return "open to the whole Internet";
    }
    List<String> parts = new ArrayList<>();
    AddressSet rest = sources;
    for (Map.Entry<String, AddressSet> tag : widest(sources, asked.sources(), book).entrySet()) {
      rest = rest.minus(tag.getValue());
      BigInteger own = tag.getValue().onLine(0, Family.IPV4).count();
      parts.add(tag(tag.getKey(), own.signum() > 0 ? " (" + addresses(own, "") + ")" : ""));
    }
    BigInteger others = rest.onLine(0, Family.IPV4).count();
    if (others.signum() > 0) {
      parts.add(addresses(others, parts.isEmpty() ? "public " : "other public "));
    }
    if (!rest.onLine(0, Family.IPV6).isEmpty()) {
      parts.add("public IPv6 addresses");
    }
    parts.addAll(tags(sources, book));
    return parts.isEmpty() ? "" : "open to " + String.join(" and ", parts);
  }

  /** The tags whose every address is among the sources, and that lie in no other one of them. */
  private static Map<String, AddressSet> widest(
      AddressSet sources, AddressSet asked, AddressBook book) {
    Map<String, AddressSet> widest = new TreeMap<>();
    for (Map.Entry<String, AddressSet> tag : book.knownTags().entrySet()) {
      AddressSet own = ofFamilies(asked, tag.getValue());
      if (!own.isEmpty()
          && sources.containsAll(own)
          && widest.values().stream().noneMatch(other -> other.containsAll(own))) {
        widest.values().removeIf(own::containsAll);
        widest.put(tag.getKey(), own);
      }
    }
    return widest;
  }

  /** Where nobody is asked about that comes by IPv6, the IPv6 addresses of a tag do not matter. */
  private static AddressSet ofFamilies(AddressSet asked, AddressSet tag) {
    AddressSet own = AddressSet.empty();
    for (Family family : Family.values()) {
      if (!asked.family(family).isEmpty()) {
        own = own.union(tag.family(family));
      }
    }
    return own;
  }

  private static String addresses(BigInteger number, String kind) {
    return count(number) + " " + kind + (number.equals(BigInteger.ONE) ? "address" : "addresses");
  }

  private static List<String> tags(AddressSet sources, AddressBook book) {
    TreeSet<String> names = new TreeSet<>();
    for (int line = 1; line < book.lines(); line++) {
      AddressSet there = sources.onLine(line, Family.IPV4);
      if (!there.isEmpty() && there.equals(book.line(line, Family.IPV4))) {
        book.name(line).ifPresent(names::add);
      }
    }
    List<String> words = new ArrayList<>();
    for (String name : names) {
      words.add(tag(name, ""));
    }
    return words;
  }

  /**
   * @param extent how many addresses it has, in brackets, or empty
   */
  private static String tag(String name, String extent) {
    if (name.equals(ServiceTags.INTERNET)) {
      return "the rest of the Internet";
    }
    String tag = "the service tag " + name + extent;
    if (!name.toLowerCase(Locale.ROOT).startsWith("azurecloud")) {
      return tag;
    }
    String where = name.contains(".") ? " in that region" : "";
    return tag + ", which holds the machines of every Azure customer" + where;
  }

  private static String count(BigInteger number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
