package io.github.nsglint.cli;

import io.github.nsglint.analysis.MachineAccess;
import io.github.nsglint.analysis.MachineAccesses;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.report.MachineTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The table of machines beside a report, if it is wanted. */
final class MachinesWanted {
  private static final String OPTION = "--machines";

  private final Console console;
  private final Optional<String> format;
  private final Optional<String> file;

  private MachinesWanted(Console console, Optional<String> format, Optional<String> file) {
    this.console = console;
    this.format = format;
    this.file = file;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(OPTION)
            .paramLabel("FORMAT[=FILE]")
            .type(String.class)
            .completionCandidates(MachineTable.FORMATS)
            .description(
                "After the report, a table of all machines, or of those that --where tells of: whether Bastion gets to their sign-in,"
                    + " and whether the Internet does; text, markdown, csv or json.")
            .build());
  }

  static MachinesWanted of(ParseResult arguments, Reports reports, Console console)
      throws UsageException {
    String text = arguments.matchedOptionValue(OPTION, "");
    if (!arguments.hasMatchedOption(OPTION)) {
      return new MachinesWanted(console, Optional.empty(), Optional.empty());
    }
    int equals = text.indexOf('=');
    String format = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
    Reports.oneOf(OPTION, format, MachineTable.FORMATS);
    if (equals == text.length() - 1) {
      throw new UsageException(OPTION + " " + text + " names no file");
    }
    Optional<String> there = reports.toStandardOutput();
    boolean together =
        there.isEmpty()
            || (there.get().equals(format) && (format.equals("text") || format.equals("markdown")));
    if (equals < 0 && !together) {
      throw new UsageException(
          "the "
              + there.get()
              + " report goes to standard output as well; give the table a file: "
              + OPTION
              + " "
              + format
              + "=FILE");
    }
    return new MachinesWanted(
        console,
        Optional.of(format),
        equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
  }

  void write(Inputs.Read read, Judging.Asked asked) throws UsageException, IOException {
    if (format.isEmpty()) {
      return;
    }
    List<PortPrefix.Range> ports = ports(asked);
    List<MachineAccess> all = MachineAccesses.of(read.network(), ports, read.tags());
    List<MachineAccess> chosen = asked.chosen().ofMachines(all, read.network());
    MachineTable table =
        new MachineTable(chosen, all.size() - chosen.size(), ports, Main.version());
    if (file.isEmpty()) {
      if (!format.get().equals("json") && !format.get().equals("csv")) {
        console.out().println();
      }
      table.write(format.get(), console.out());
      return;
    }
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(console.folder().resolve(file.get())))) {
      table.write(format.get(), out);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + file.get() + "' is no path of this system");
    } catch (IOException e) {
      throw new UsageException("cannot write " + file.get() + ": " + Refusal.reason(e));
    }
  }

  /** Those that the rule about Bastion's way to machines asks about, the settings' among them. */
  private static List<PortPrefix.Range> ports(Judging.Asked asked) {
    for (RulePack pack : asked.known().packs()) {
      for (Rule rule : pack.rules()) {
        if (rule.requirement() instanceof Requirement.BastionReach reach) {
          return reach.ports();
        }
      }
    }
    throw new AssertionError("no pack asks whether Bastion gets to machines");
  }
}
