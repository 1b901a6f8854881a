package io.github.nsglint.cli;

import io.github.nsglint.document.Nearest;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and the way from a command line to one of them. */
final class Commands {
  private final Console console;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  Commands(Console console) {
    this.console = console;
    commands.put("check", new CheckCommand(console));
    commands.put("show", new ShowCommand(console));
    commands.put("trace", new TraceCommand(console));
    commands.put("rules", new RulesCommand(console));
    commands.put("explain", new ExplainCommand(console));
    commands.put("completion", new CompletionCommand(console, this::whole));
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("nsglint");
    root.usageMessage()
        .descriptionHeading("%n")
        .description(
            "Proves whether an Azure network security group does what Azure Bastion and the machines"
                + " behind it need, and shows one concrete packet when it does not.")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            "Examples:",
            "  nsglint check main.json                          one template",
            "  nsglint check infra/                             every Azure definition in a folder",
            "  az network nsg list -o json | nsglint check -    what is deployed",
            "  nsglint explain BAS104                           what a rule is about",
            "",
            "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something could not be read or decided,",
            "70 a defect of nsglint. `nsglint COMMAND --help` tells more.");
    root.addOption(help());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .versionHelp(true)
            .description("Print the version.")
            .build());
    return root;
  }

  /** Every command has it. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .usageHelp(true)
        .description("Print this help.")
        .build();
  }

  /** A line that knows these commands; to build one that is not called takes time for nothing. */
  private CommandLine build(Collection<String> names) {
    CommandSpec root = root();
    root.version("nsglint " + Main.version());
    for (String name : names) {
      root.addSubcommand(name, spec(name));
    }
    CommandLine built = new CommandLine(root);
    built.setUsageHelpWidth(100);
    // A file may be called @main.json.
    built.setExpandAtFiles(false);
    return built;
  }

  private CommandSpec spec(String name) {
    Command command = Objects.requireNonNull(commands.get(name));
    CommandSpec spec = command.spec().name(name);
    spec.addOption(help());
    // In a heading of its own, an empty line does not become the text of the list of commands.
    spec.usageMessage().descriptionHeading("%n").parameterListHeading("%n");
    if (spec.positionalParameters().isEmpty()) {
      spec.usageMessage().optionListHeading("%n");
    }
    return spec;
  }

  private CommandLine whole() {
    return build(commands.keySet());
  }

  ExitStatus run(String... arguments) {
    try {
      boolean named = arguments.length > 0 && commands.containsKey(arguments[0]);
      CommandLine line = named ? build(List.of(arguments[0])) : whole();
      ParseResult parsed = line.parseArgs(arguments);
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      if (last.isUsageHelpRequested()) {
        last.commandSpec().commandLine().usage(console.out(), Ansi.OFF);
        return ExitStatus.OK;
      }
      if (parsed.isVersionHelpRequested()) {
        console.out().println("nsglint " + Main.version());
        return ExitStatus.OK;
      }
      Command command = commands.get(last.commandSpec().name());
      if (command == null) {
        line.usage(console.err(), Ansi.OFF);
        return ExitStatus.USAGE;
      }
      return command.run(last);
    } catch (UnmatchedArgumentException e) {
      return wrongUsage(e, unmatched(e));
    } catch (ParameterException e) {
      return wrongUsage(e, String.valueOf(e.getMessage()));
    } catch (UsageException e) {
      console.err().println("nsglint: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (IOException e) {
      console.err().println("nsglint: " + Refusal.reason(e));
      return ExitStatus.USAGE;
    }
  }

  private ExitStatus wrongUsage(ParameterException e, String message) {
    console.err().println("nsglint: " + message);
    String name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    console.err().println("See `" + name + " --help`.");
    return ExitStatus.USAGE;
  }

  private String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    if (first.startsWith("-")) {
      int equals = first.indexOf('=');
      String option = equals < 0 ? first : first.substring(0, equals);
      return "there is no option '"
          + option
          + "'"
          + Nearest.hint(option, spec.optionsMap().keySet());
    }
    return spec.parent() == null
        ? "there is no command '" + first + "'" + Nearest.hint(first, commands.keySet())
        : "'" + first + "' is one argument too many";
  }
}
