package io.github.nsglint.cli;

import io.github.nsglint.document.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** All commands, and the way from a command line to one of them. */
final class Commands {
  private final Console console;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  Commands(Console console) {
    this.console = console;
    commands.put("check", new CheckCommand(console));
    commands.put("show", new ShowCommand(console));
    commands.put("rules", new RulesCommand(console));
    commands.put("explain", new ExplainCommand(console));
    commands.put("completion", new CompletionCommand(console, this::whole));
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("nsglint");
    root.usageMessage()
        .description(
            "",
            "Proves whether an Azure network security group does what Azure Bastion and the machines"
                + " behind it need, and shows one concrete packet when it does not.",
            "")
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

  /** The whole command line, with all commands. */
  private CommandLine whole() {
    CommandSpec root = root();
    root.version("nsglint " + Main.version());
    commands.forEach((name, command) -> root.addSubcommand(name, specOf(command).name(name)));
    return line(root);
  }

  private static CommandSpec specOf(Command command) {
    CommandSpec spec = command.spec();
    spec.addOption(help());
    return spec;
  }

  private static CommandLine line(CommandSpec spec) {
    CommandLine line = new CommandLine(spec);
    line.setUsageHelpWidth(100);
    return line;
  }

  ExitStatus run(String... arguments) {
    try {
      // Building the others too would double the time that picocli takes.
      @Nullable Command chosen = arguments.length == 0 ? null : commands.get(arguments[0]);
      return chosen == null
          ? runRoot(arguments)
          : runCommand(chosen, arguments[0], Arrays.asList(arguments).subList(1, arguments.length));
    } catch (ParameterException e) {
      return wrongUsage(e);
    } catch (UsageException e) {
      console.err().println("nsglint: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (IOException e) {
      console.err().println("nsglint: cannot write: " + reason(e));
      return ExitStatus.USAGE;
    }
  }

  private ExitStatus runCommand(Command command, String name, List<String> arguments)
      throws UsageException, IOException {
    CommandLine line = line(specOf(command).name("nsglint " + name));
    ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
    if (parsed.isUsageHelpRequested()) {
      line.usage(console.out(), Ansi.OFF);
      return ExitStatus.OK;
    }
    return command.run(parsed);
  }

  /** Without a command: help, the version, or nothing that makes sense. */
  private ExitStatus runRoot(String... arguments) throws UsageException {
    if (arguments.length > 0 && !arguments[0].startsWith("-")) {
      throw new UsageException(
          "there is no command '"
              + arguments[0]
              + "'"
              + Nearest.hint(arguments[0], commands.keySet())
              + "; see `nsglint --help`");
    }
    CommandLine line = whole();
    ParseResult parsed = line.parseArgs(arguments);
    if (parsed.isUsageHelpRequested()) {
      line.usage(console.out(), Ansi.OFF);
      return ExitStatus.OK;
    }
    if (parsed.isVersionHelpRequested()) {
      line.printVersionHelp(console.out(), Ansi.OFF);
      return ExitStatus.OK;
    }
    line.usage(console.err(), Ansi.OFF);
    return ExitStatus.USAGE;
  }

  private ExitStatus wrongUsage(ParameterException e) {
    console.err().println("nsglint: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(
        e, new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    String name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    console.err().println("See `" + name + " --help`.");
    return ExitStatus.USAGE;
  }

  /** Java's messages for files name the path alone, and tell the reason by the class. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
