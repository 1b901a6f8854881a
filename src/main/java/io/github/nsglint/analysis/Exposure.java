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
import java.util.TreeSet;

/** How many can come through: what makes one opening worse than another. */
final class Exposure {
  /** More IPv4 addresses than any one owner has: then it is the Internet as a whole. */
  private static final BigInteger MOST_OF_THE_INTERNET = BigInteger.valueOf(3_000_000_000L);

  private Exposure() {}

  /** A clause such as {@code open to 256 addresses}; empty when there is nothing to say. */
  static String words(FlowSet flows, AddressBook book) {
    AddressSet sources = flows.sources();
    BigInteger ipv4 = sources.onLine(0, Family.IPV4).count();
    BigInteger ipv6 = sources.onLine(0, Family.IPV6).count();
    if (ipv4.compareTo(MOST_OF_THE_INTERNET) > 0) {
      return "open to the whole Internet";
    }
    List<String> parts = new ArrayList<>();
    if (ipv4.signum() > 0) {
      parts.add(
          count(ipv4) + (ipv4.equals(BigInteger.ONE) ? " public address" : " public addresses"));
    }
    if (ipv6.signum() > 0) {
      parts.add("public IPv6 addresses");
    }
    parts.addAll(tags(sources, book));
    return parts.isEmpty() ? "" : "open to " + String.join(" and ", parts);
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
      words.add(tag(name));
    }
    return words;
  }

  private static String tag(String name) {
    if (name.equals(ServiceTags.INTERNET)) {
      return "the rest of the Internet";
    }
    String tag = "the service tag " + name;
    if (!name.toLowerCase(Locale.ROOT).startsWith("azurecloud")) {
      return tag;
    }
    String where = name.indexOf('.') > 0 ? " in that region" : "";
    return tag + ", which holds the machines of every Azure customer" + where;
  }

  private static String count(BigInteger number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
