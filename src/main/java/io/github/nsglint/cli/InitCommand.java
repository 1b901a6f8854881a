package io.github.nsglint.cli;

import io.github.nsglint.document.Node;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.Setting;
import io.github.nsglint.policy.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint init}: a settings file to start from. */
final class InitCommand implements Command {
  private static final String BEFORE =
      """
      # Settings of nsglint for this folder and all below it. Take away a '#' to use a line.
      # `nsglint rules` lists the rules; `nsglint check -v` tells what is in force.

      # Rule packs of your own, seen from this file. With @VERSION, no other version will do; so
      # you can pin packs that come with nsglint, too.
      # packs:
      #   - rules/our-network.yaml@2026-11-01

      # Rules by id or name, packs by name: off, on, or another severity (error, warning, note).
      # rules:
      #   BAS205: off
      #   machine-has-public-ip: error

      """;

  private static final String AFTER =
      """
      # Files and folders that are not read when a folder above them is, seen from this file.
      # * is any part of a name, ** any number of folders.
      # exclude:
      #   - infra/old
      #   - '**/*.draft.json'

      # Findings that somebody answers for: at a resource, by name or id, in files, or both.
      # suppressions:
      #   - rule: EXP301
      #     resource: nsg-jump
      #     path: infra/jump.json
      #     reason: The supplier needs it until the move.
      #     expires: 2027-01-31
      #     owner: network team
      """;

  private final Console console;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Write a commented " + SettingsFile.NAME + " into the working directory.",
            "It changes nothing until you take away a '#'.");
    spec.addOption(
        OptionSpec.builder("--force")
            .type(boolean.class)
            .description("Replace the one that is there.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException {
    Path file = console.folder().resolve(SettingsFile.NAME);
    boolean force = arguments.hasMatchedOption("--force");
    if (!force && Files.exists(file)) {
      throw new UsageException(
          SettingsFile.NAME + " is there already; --force replaces it and all that it says");
    }
    try {
      if (force) {
        Files.writeString(file, text(Packs.builtIn()));
      } else {
        Files.writeString(file, text(Packs.builtIn()), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw new UsageException("cannot write " + SettingsFile.NAME + ": " + Refusal.reason(e));
    }
    console.out().println("wrote " + SettingsFile.NAME);
    return ExitStatus.OK;
  }

  private static String text(RulePacks packs) {
    StringBuilder settings = new StringBuilder();
    for (RulePack pack : packs.packs()) {
      if (!pack.settings().isEmpty()) {
        settings.append("#   ").append(pack.name()).append(":\n");
        pack.settings().forEach(setting -> append(settings, setting));
      }
    }
    return settings.isEmpty()
        ? BEFORE + AFTER
        : BEFORE
            + "# What packs leave to you, with the values they have by default.\n# settings:\n"
            + settings
            + "\n"
            + AFTER;
  }

  private static void append(StringBuilder text, Setting setting) {
    String value =
        setting.value() instanceof Node.ListNode list
            ? list.items().isEmpty() ? "[]" : "[" + setting.shown() + "]"
            : setting.shown();
    text.append("#     # ").append(setting.description()).append('\n');
    text.append("#     ").append(setting.name()).append(": ").append(value).append('\n');
  }
}
