package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Edit;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.DefinitionWriter;
import io.github.nsglint.source.NotWritableException;
import io.github.nsglint.source.azcli.WrittenCall.WrittenOption;
import io.github.nsglint.source.shell.ShellParser;
import io.github.nsglint.source.shell.Statement;
import io.github.nsglint.source.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes scripts that call az: values that stand as they are in a command, and commands after
 * others. Only commands that run once and for sure are looked at: none in a loop, a function, a
 * branch or a pipeline.
 */
public final class ScriptWriter implements DefinitionWriter {
  private final SourceFile file;
  private final List<WrittenCall> calls = new ArrayList<>();

  /**
   * @param file that {@link AzScripts} has read
   */
  public ScriptWriter(SourceFile file) {
    this.file = file;
    boolean markdown = ScriptReading.isMarkdown(file.path());
    for (Span block : markdown ? FencedBlocks.of(file) : List.of(file.span(0, file.length()))) {
      for (Statement statement : ShellParser.parse(file, block.start(), block.end()).value()) {
        if (statement instanceof Statement.Simple simple) {
          WrittenCall.of(simple).ifPresent(calls::add);
        }
      }
    }
  }

  @Override
  public List<Edit> addRules(Span group, List<Span> rules, List<MapNode> added)
      throws NotWritableException {
    Optional<WrittenCall> last = Optional.empty();
    Optional<WrittenCall> model = Optional.empty();
    for (WrittenCall call : calls) {
      boolean about = call.span().file() == group.file() && covers(call, group);
      for (Span rule : rules) {
        about |= covers(call, rule);
      }
      if (about && call.isOfGroup()) {
        last = Optional.of(call);
        model = call.isRule() || model.isEmpty() ? last : model;
      }
    }
    if (last.isEmpty() || model.isEmpty()) {
      throw new NotWritableException("no command for the group runs once and for sure");
    }
    int at = lineEnd(last.get());
    NewRuleCommand command = new NewRuleCommand(model.get());
    StringBuilder text = new StringBuilder();
    for (MapNode rule : added) {
      text.append(file.lineEnd()).append(command.text(rule));
    }
    return List.of(Edit.insertion(file, at, text.toString()));
  }

  private static boolean covers(WrittenCall call, Span span) {
    return call.span().start() <= span.start() && span.end() <= call.span().end();
  }

  /** The end of the last line of a command, if the command is all that stands there. */
  private int lineEnd(WrittenCall call) throws NotWritableException {
    int line = file.line(call.span().end());
    int from = call.span().end();
    while (true) {
      String text = file.lineText(line);
      int end = file.lineStart(line) + text.length();
      String rest = file.text(Math.min(from, end), end).strip();
      if (!rest.equals("\\") && !rest.startsWith("#")) {
        boolean output = rest.matches("(?:[12&]?>{1,2} ?[^ ;|<]+ ?)*");
        if (!output) {
          throw new NotWritableException("more stands on the line of the last command");
        }
      }
      if (!rest.endsWith("\\") || line == file.lineCount()) {
        return end;
      }
      line++;
      from = file.lineStart(line);
    }
  }

  @Override
  public List<Edit> setValue(Span value, String other) throws NotWritableException {
    Word word = literal(value);
    String written = word.span().text();
    int equals = written.startsWith("-") ? written.indexOf('=') + 1 : 0;
    if (written.startsWith("-") && equals == 0) {
      throw new NotWritableException("az fills the value in by itself");
    }
    Span span = file.span(word.span().start() + equals, word.span().end());
    char first = file.charAt(span.start());
    String quote = first == '\'' || first == '"' ? String.valueOf(first) : "";
    return List.of(
        new Edit(span, quote.isEmpty() ? NewRuleCommand.quoted(other) : quote + other + quote));
  }

  @Override
  public List<Edit> addDestinationPorts(Span rule, List<Span> ports, List<String> added)
      throws NotWritableException {
    Word last = literal(ports.get(ports.size() - 1));
    String written = last.span().text();
    if (written.startsWith("-") || written.contains("[")) {
      throw new NotWritableException("the ports are not written as words of their own");
    }
    return List.of(Edit.insertion(file, last.span().end(), " " + String.join(" ", added)));
  }

  /** A word that means itself, in a command that runs once and for sure. */
  private Word literal(Span span) throws NotWritableException {
    for (WrittenCall call : calls) {
      for (WrittenOption option : call.options()) {
        for (Word word : option.words()) {
          if (word.span().equals(span)) {
            if (word.literal().isEmpty()) {
              throw new NotWritableException("the value comes from " + span.text());
            }
            return word;
          }
        }
      }
    }
    throw new NotWritableException("it is not a word of a command that runs once and for sure");
  }
}
