package io.github.nsglint.report;

import io.github.nsglint.azure.Assumptions;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of the input, for people. What is not known stands as {@code ?} in its place
 * and is named, with the reason, below; long lists are shortened, {@link NetworkJson} has all of
 * them.
 */
public final class NetworkText {
  private NetworkText() {}

  /**
   * @param problems of loading, in the order to show them
   * @param serviceTags the file of service tags, if one was given
   * @param stream stays open
   */
  public static void write(
      Network network,
      List<Problem> problems,
      Optional<ServiceTagSource> serviceTags,
      OutputStream stream)
      throws IOException {
    Writer writer = new Utf8Writer(stream);
    Outline out = new Outline(writer);
    Layout layout = new Layout(network);
    new VirtualNetworkText(out, layout).write(network);
    new RouteTableText(out).write(network);
    new GroupText(out, layout).write(network);
    new HostText(out, layout).write(network);
    out.heading("What every verdict assumes about addresses");
    for (String assumption : Assumptions.texts()) {
      out.paragraph(assumption);
    }
    if (!problems.isEmpty()) {
      out.heading("Problems of the input");
      for (Problem problem : problems) {
        out.line("  " + problem(problem));
      }
    }
    NetworkCounts counts = NetworkCounts.of(network, layout, problems);
    out.heading(read(counts));
    out.line(open(counts));
    if (serviceTags.isPresent()) {
      out.line(Wording.serviceTags(serviceTags.get()));
    }
    writer.flush();
  }

  /** On one line: place, severity, code and message. */
  /** A problem in one line, with its place. */
  public static String problem(Problem problem) {
    return Wording.place(problem.span())
        + ": "
        + Wording.severity(problem.severity())
        + " "
        + Printable.of(problem.code())
        + ": "
        + Wording.sentence(problem.message());
  }

  private static String read(NetworkCounts counts) {
    List<String> things = new ArrayList<>();
    add(things, counts.virtualNetworks(), "virtual network");
    add(things, counts.subnets(), "subnet");
    add(things, counts.routeTables(), "route table");
    add(things, counts.groups(), "network security group");
    add(things, counts.rules(), "security rule");
    add(things, counts.applicationGroups(), "application security group");
    add(things, counts.interfaces(), "network interface");
    add(things, counts.machines(), "virtual machine");
    add(things, counts.bastionHosts(), "Bastion host");
    add(things, counts.publicAddresses(), "public address", "public addresses");
    return things.isEmpty() ? "Nothing of a network was read." : String.join(", ", things) + ".";
  }

  private static String open(NetworkCounts counts) {
    return Wording.count(counts.unresolved(), "unresolved value")
        + ", "
        + Wording.count(counts.conditional(), "condition")
        + ", "
        + Wording.count(counts.defects(), "defect")
        + ", "
        + Wording.count(counts.problems(), "problem")
        + ".";
  }

  private static void add(List<String> things, int number, String noun) {
    add(things, number, noun, noun + "s");
  }

  private static void add(List<String> things, int number, String one, String several) {
    if (number > 0) {
      things.add(number + " " + (number == 1 ? one : several));
    }
  }
}
