package io.github.nsglint.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final CommandLine line;

  Commands(Console console) {
    this.console = console;
    commands.put("check", new CheckCommand(console));
    commands.put("show", new ShowCommand(console));
    commands.put("rules", new RulesCommand(console));
    commands.put("explain", new ExplainCommand(console));
    commands.put("completion", new CompletionCommand(console, this::line));
    this.line = build();
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

  private CommandLine build() {
    CommandSpec root = root();
    root.version("nsglint " + Main.version());
    commands.forEach(
        (name, command) -> {
          CommandSpec spec = command.spec().name(name);
          spec.addOption(help());
          root.addSubcommand(name, spec);
        });
    CommandLine built = new CommandLine(root);
    built.setUsageHelpWidth(100);
    return built;
  }

  private CommandLine line() {
    return line;
  }

  ExitStatus run(String... arguments) {
    try {
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
    } catch (ParameterException e) {
      return wrongUsage(e);
    } catch (UsageException e) {
      console.err().println("nsglint: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (IOException e) {
      console.err().println("nsglint: " + words(e));
      return ExitStatus.USAGE;
    }
  }

  private ExitStatus wrongUsage(ParameterException e) {
    console.err().println("nsglint: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(
        e, new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    String name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    console.err().println("See `" + name + " --help`.");
    return ExitStatus.USAGE;
  }

  /** Java's messages for files name the path alone, and the reason by the class. */
  private static String words(IOException e) {
    if (e instanceof FileSystemException file) {
      String reason = file.getReason();
      return "cannot write " + file.getFile() + ": " + (reason == null ? reasonOf(file) : reason);
    }
    return "cannot write: " + e.getMessage();
  }

  private static String reasonOf(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof FileAlreadyExistsException) {
      return "something else is there";
    }
    return e.getClass().getSimpleName();
  }
}
