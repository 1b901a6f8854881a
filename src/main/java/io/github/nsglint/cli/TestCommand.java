package io.github.nsglint.cli;

import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint test}: whether the examples of a pack get the verdicts they should. */
final class TestCommand implements Command {
  private final Console console;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Judge the examples of a rule pack and compare with the verdicts beside them.",
            "Of rules/our.yaml, examples are in rules/our/RULE/, RULE being a name; each is a file or"
                + " a folder named VERDICT-what: broken-telnet.json. Its verdicts stand in"
                + " broken-telnet.expected; --update writes them. Settings count only as the pack"
                + " has them.")
        .footer(
            "",
            "Exit codes: 0 as expected, 1 not, or a rule has no example of holds or of broken.",
            "",
            "Examples:",
            "  nsglint test rules/our.yaml",
            "  nsglint test rules/our.yaml --update && git diff rules/our");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PACK")
            .type(String.class)
            .arity("0..1")
            .description("The file of the pack.")
            .build());
    spec.addOption(
        OptionSpec.builder("--examples")
            .paramLabel("FOLDER")
            .type(String.class)
            .description("Where the examples are, if not in the folder named like the pack's file.")
            .build());
    spec.addOption(
        OptionSpec.builder("--update")
            .type(boolean.class)
            .description("Write the verdicts there are as those expected; read what has changed.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    String file = arguments.matchedPositionalValue(0, "");
    if (file.isEmpty()) {
      throw new UsageException("give the file of a rule pack");
    }
    RulePacks known = Packs.withFile(file, console);
    RulePack pack = known.packs().get(known.packs().size() - 1);
    Path folder = folder(arguments, file);
    Outcome outcome = new Outcome(arguments.hasMatchedOption("--update"));
    List<String> shown = new ArrayList<>();
    for (Path child : PackExample.children(folder)) {
      if (Files.isDirectory(child)) {
        Optional<Rule> rule = known.find(PackExample.name(child));
        if (rule.isEmpty()) {
          throw new UsageException(child + ": " + known.unknownRule(PackExample.name(child)));
        }
        for (PackExample example : PackExample.in(child, rule.get())) {
          shown.add(rule.get().id() + " " + outcome.judge(example, known));
        }
      }
    }
    for (Rule rule : pack.rules()) {
      for (String verdict : List.of("holds", "broken")) {
        if (!shown.contains(rule.id() + " " + verdict)) {
          outcome.wrong(rule.id() + " " + rule.name() + ": no example named " + verdict + "-…");
        }
      }
    }
    console
        .out()
        .println(
            pack.name()
                + " "
                + pack.version()
                + ": "
                + shown.size()
                + (shown.size() == 1 ? " example" : " examples")
                + (outcome.wrong == 0 ? ", all as expected" : ", " + outcome.wrong + " not right"));
    return outcome.wrong == 0 ? ExitStatus.OK : ExitStatus.FINDINGS;
  }

  private Path folder(ParseResult arguments, String file) throws UsageException {
    String named = arguments.matchedOptionValue("--examples", "");
    int dot = file.lastIndexOf('.');
    String name = named.isEmpty() ? file.substring(0, dot < 0 ? file.length() : dot) : named;
    Path folder = console.folder().resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "there is no folder '" + name + "' with examples; --examples names another one");
    }
    return folder;
  }

  /** Counts and tells what is not as it should be. */
  private final class Outcome {
    private final boolean update;
    private int wrong;

    Outcome(boolean update) {
      this.update = update;
    }

    void wrong(String what) {
      wrong++;
      console.out().println(what);
    }

    /** Gives the verdict that the example shows; nothing when it does not show what it says. */
    String judge(PackExample example, RulePacks known) throws IOException {
      PackExample.Answer answer = example.answer(known, console);
      String name = example.rule().name() + "/" + PackExample.name(example.path());
      if (example.said().isEmpty()) {
        wrong(
            name
                + ": expected a name that starts with "
                + String.join("-, ", PackExample.VERDICTS)
                + "-");
      } else if (!example.said().get().equals(answer.worst())) {
        wrong(name + ": the verdict is " + answer.worst() + "\n" + marked(answer.text(), "    "));
        return "";
      }
      Path file = example.expected();
      String expected = Files.exists(file) ? Files.readString(file) : "";
      if (!expected.equals(answer.text())) {
        if (update) {
          Files.writeString(file, answer.text());
          console.out().println(name + ": written");
        } else if (expected.isEmpty()) {
          wrong(
              name
                  + ": no "
                  + PackExample.name(file)
                  + " beside it; --update writes\n"
                  + marked(answer.text(), "  + "));
        } else {
          wrong(name + ": differs\n" + difference(expected, answer.text()));
        }
      }
      return answer.worst();
    }
  }

  private static String marked(String text, String mark) {
    return String.join("\n", text.lines().map(line -> mark + line).toList());
  }

  /** The lines that are in one of both alone, between those that start and end both. */
  private static String difference(String expected, String actual) {
    List<String> was = expected.lines().toList();
    List<String> is = actual.lines().toList();
    int same = 0;
    while (same < was.size() && same < is.size() && was.get(same).equals(is.get(same))) {
      same++;
    }
    int wasEnd = was.size();
    int isEnd = is.size();
    while (wasEnd > same && isEnd > same && was.get(wasEnd - 1).equals(is.get(isEnd - 1))) {
      wasEnd--;
      isEnd--;
    }
    List<String> lines = new ArrayList<>();
    was.subList(same, wasEnd).forEach(line -> lines.add("  - " + line));
    is.subList(same, isEnd).forEach(line -> lines.add("  + " + line));
    return lines.isEmpty() ? "  (only in the ends of lines)" : String.join("\n", lines);
  }
}
