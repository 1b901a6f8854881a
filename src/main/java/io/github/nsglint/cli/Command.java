package io.github.nsglint.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One sub-command: what it takes, and what it does. */
interface Command {
  /** Built by hand: picocli's annotations cost more start-up than all of the analysis. */
  CommandSpec spec();

  ExitStatus run(ParseResult arguments) throws UsageException, IOException;
}
