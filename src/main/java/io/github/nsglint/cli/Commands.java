package io.github.nsglint.cli;

import io.github.nsglint.document.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and the way from a command line to one of them. */
final class Commands {
  /**
   * Makes the list that a repeated option is read into; our commands need nothing else by class.
   * picocli's own factory looks for a class of Groovy when it is first touched, and so opens each
   * jar there is: 11 ms of a start.
   */
  private static final IFactory LISTS =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          return type.cast(new ArrayList<>());
        }
      };

  private final Console console;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  Commands(Console console) {
    this.console = console;
    commands.put("check", new CheckCommand(console));
    commands.put("fix", new FixCommand(console));
    commands.put("baseline", new BaselineCommand(console));
    commands.put("scan", new ScanCommand(console));
    commands.put("snapshot", new SnapshotCommand(console));
    commands.put("drift", new DriftCommand(console));
    commands.put("show", new ShowCommand(console));
    commands.put("trace", new TraceCommand(console));
    commands.put("rules", new RulesCommand(console));
    commands.put("explain", new ExplainCommand(console));
    commands.put("test", new TestCommand(console));
    commands.put("schema", new SchemaCommand(console));
    commands.put("init", new InitCommand(console));
    commands.put("completion", new CompletionCommand(console, this::whole));
  }

  private CommandSpec root() {
    CommandSpec root = blank().name("nsglint");
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

  /** What a description of a command starts from. */
  static CommandSpec blank() {
    return CommandSpec.wrapWithoutInspection(null, LISTS);
  }

  /** Every command has it. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .usageHelp(true)
        .description("Print this help.")
        .build();
  }

  private CommandLine whole() {
    CommandSpec root = root();
    for (String name : commands.keySet()) {
      root.addSubcommand(name, new CommandLine(spec(name), LISTS));
    }
    return line(root);
  }

  /** A line of one command alone: to build the others takes time for nothing. */
  private CommandLine alone(String name) {
    return line(spec(name).name("nsglint " + name));
  }

  private static CommandLine line(CommandSpec spec) {
    CommandLine line = new CommandLine(spec, LISTS);
    line.setUsageHelpWidth(100);
    // A file may be called @main.json.
    line.setExpandAtFiles(false);
    return line;
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

  ExitStatus run(String... arguments) {
    try {
      Command first = arguments.length == 0 ? null : commands.get(arguments[0]);
      return first == null
          ? runWhole(arguments)
          : run(
              first,
              alone(arguments[0]).parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length)));
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

  /** The first argument is no command: an option of all commands, or none, or a mistake. */
  private ExitStatus runWhole(String... arguments) throws UsageException, IOException {
    CommandLine line = whole();
    ParseResult parsed = line.parseArgs(arguments);
    if (parsed.isUsageHelpRequested()) {
      line.usage(console.out(), Ansi.OFF);
      return ExitStatus.OK;
    }
    if (parsed.isVersionHelpRequested()) {
      console.out().println("nsglint " + Main.version());
      return ExitStatus.OK;
    }
    if (parsed.hasSubcommand()) {
      ParseResult called = parsed.subcommand();
      return run(Objects.requireNonNull(commands.get(called.commandSpec().name())), called);
    }
    line.usage(console.err(), Ansi.OFF);
    return ExitStatus.USAGE;
  }

  private ExitStatus run(Command command, ParseResult arguments)
      throws UsageException, IOException {
    if (arguments.isUsageHelpRequested()) {
      arguments.commandSpec().commandLine().usage(console.out(), Ansi.OFF);
      return ExitStatus.OK;
    }
    return command.run(arguments);
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
    return spec.name().equals("nsglint")
        ? "there is no command '" + first + "'" + Nearest.hint(first, commands.keySet())
        : "'" + first + "' is one argument too many";
  }
}
