package io.github.nsglint.cli;

import io.github.nsglint.analysis.End;
import io.github.nsglint.analysis.EndNames;
import io.github.nsglint.analysis.Trace;
import io.github.nsglint.analysis.Trace.Answer;
import io.github.nsglint.analysis.Tracer;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.report.TextReport;
import io.github.nsglint.report.TraceJson;
import io.github.nsglint.report.TraceText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint trace}: what becomes of a flow on its way. */
final class TraceCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");
  private static final List<String> PROTOCOLS = List.of("tcp", "udp", "icmp", "esp", "ah", "*");
  private static final List<String> ANSWERS = List.of("allowed", "denied");

  private final Console console;

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Follow a flow, or a set of flows, through every network security group on the way.",
            "Shows the rule that decides in each group, and the answer: allowed, denied, or what it",
            "depends on. Runs on the definitions alone; nothing is sent.")
        .footer(
            "",
            "An END is an address (10.0.1.4), a block (10.0.0.0/16), a service tag (Internet, AzureCloud),",
            "a subnet (NAME, VNET/NAME or id), a machine (name of the virtual machine or of its network",
            "interface, id, private or public address), or * for any address.",
            "",
            "Examples:",
            "  nsglint trace infra/ --from Internet --to vm-web --port 22",
            "  nsglint trace infra/ --from snet-app --to snet-data --port 1433,3389,8000-9000",
            "  nsglint trace infra/ --from vm-web --to Storage --port 443 --expect allowed",
            "",
            "Exit codes: 0 answered, 1 not as --expect says, 2 wrong usage, 3 the answer depends on",
            "something that is not known, or an input could not be read.");
    Inputs.addTo(spec);
    option(spec, "--from", "END", List.of(), "Where the flows start.");
    option(spec, "--to", "END", List.of(), "Where they go.");
    option(
        spec,
        "--protocol",
        "PROTOCOL",
        PROTOCOLS,
        "tcp (default), udp, icmp, esp, ah, or * for all of these.");
    option(
        spec,
        "--port",
        "PORTS",
        List.of(),
        "Destination ports: 22,3389,8000-9000, or * for all (default).");
    option(spec, "--source-port", "PORTS", List.of(), "Source ports, likewise (default: all).");
    option(
        spec,
        "--expect",
        "ANSWER",
        ANSWERS,
        "Exit with 1 unless all flows are allowed, or all denied.");
    option(spec, "--format", "FORMAT", FORMATS, "text (default) or json.");
    Reports.addColorTo(spec);
    return spec;
  }

  private static void option(
      CommandSpec spec, String name, String label, List<String> candidates, String description) {
    OptionSpec.Builder option =
        OptionSpec.builder(name).paramLabel(label).type(String.class).description(description);
    if (!candidates.isEmpty()) {
      option.completionCandidates(candidates);
    }
    spec.addOption(option.build());
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    String format = oneOf(arguments, "--format", FORMATS).orElse("text");
    Optional<String> expected = oneOf(arguments, "--expect", ANSWERS);
    TextReport.Color color = Reports.color(arguments, console);
    Protocol protocol =
        oneOf(arguments, "--protocol", PROTOCOLS).flatMap(Protocol::of).orElse(Protocol.TCP);
    PortSet ports = ports(arguments, "--port", protocol);
    PortSet sourcePorts = ports(arguments, "--source-port", protocol);
    String from = required(arguments, "--from");
    String to = required(arguments, "--to");
    Inputs.Read read = Inputs.read(arguments, console);
    EndNames names = new EndNames(read.network());
    Trace trace =
        Tracer.trace(
            read.network(),
            new Trace.Question(
                end(names, from, "--from"), end(names, to, "--to"), protocol, sourcePorts, ports));
    if (trace.ways().isEmpty()) {
      throw new UsageException(
          "no network security group is on the way: neither "
              + from
              + " nor "
              + to
              + " lies in a subnet that was read, or no flow leads from one to the other");
    }
    if (format.equals("json")) {
      TraceJson.write(trace, read.problems(), Main.version(), console.out());
    } else {
      TraceText.write(trace, read.problems(), color, console.out());
    }
    return status(trace, expected, CheckCommand.hasUnread(read.problems()));
  }

  private static End end(EndNames names, String text, String option) throws UsageException {
    try {
      return names.find(text, option);
    } catch (EndNames.UnclearException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static String required(ParseResult arguments, String option) throws UsageException {
    String text = arguments.matchedOptionValue(option, "");
    if (text.isBlank()) {
      throw new UsageException("give both ends of the flow: --from END --to END");
    }
    return text.strip();
  }

  private static Optional<String> oneOf(ParseResult arguments, String option, List<String> known)
      throws UsageException {
    if (!arguments.hasMatchedOption(option)) {
      return Optional.empty();
    }
    String text = arguments.matchedOptionValue(option, "").toLowerCase(Locale.ROOT);
    Reports.oneOf(option, text, known);
    return Optional.of(text);
  }

  private static PortSet ports(ParseResult arguments, String option, Protocol protocol)
      throws UsageException {
    if (!arguments.hasMatchedOption(option)) {
      return PortSet.all();
    }
    if (protocol == Protocol.ICMP || protocol == Protocol.ESP || protocol == Protocol.AH) {
      throw new UsageException(option + " makes no sense: " + protocol + " has no ports");
    }
    String text = arguments.matchedOptionValue(option, "");
    PortSet ports = PortSet.empty();
    for (String part : text.split(",", -1)) {
      ports = ports.union(range(option, part.strip()));
    }
    return ports;
  }

  private static PortSet range(String option, String text) throws UsageException {
    if (text.equals("*")) {
      return PortSet.all();
    }
    int dash = text.indexOf('-');
    int first = port(dash < 0 ? text : text.substring(0, dash));
    int last = port(text.substring(dash + 1));
    if (first < 0 || last < first) {
      throw new UsageException(
          option
              + " takes ports from 0 to 65535, ranges such as 8000-9000, or *, separated by commas;"
              + " not '"
              + text
              + "'");
    }
    return PortSet.range(first, last);
  }

  private static int port(String text) {
    boolean number = text.matches("[0-9]{1,5}");
    int port = number ? Integer.parseInt(text) : -1;
    return port <= 65535 ? port : -1;
  }

  private static ExitStatus status(Trace trace, Optional<String> expected, boolean unread) {
    List<Answer> answers = trace.parts().stream().map(Trace.Part::answer).toList();
    Optional<Answer> other =
        expected.map(word -> word.equals("allowed") ? Answer.DENIED : Answer.ALLOWED);
    if (other.isPresent() && answers.contains(other.get())) {
      return ExitStatus.FINDINGS;
    }
    return unread || answers.contains(Answer.DEPENDS) ? ExitStatus.INCOMPLETE : ExitStatus.OK;
  }
}
