package io.github.nsglint.source.azcli;

import io.github.nsglint.source.shell.Statement;
import io.github.nsglint.source.shell.Statement.Block;
import io.github.nsglint.source.shell.Statement.Branch;
import io.github.nsglint.source.shell.Statement.Chain;
import io.github.nsglint.source.shell.Statement.Choice;
import io.github.nsglint.source.shell.Statement.Each;
import io.github.nsglint.source.shell.Statement.Function;
import io.github.nsglint.source.shell.Statement.Pipeline;
import io.github.nsglint.source.shell.Statement.Repeat;
import io.github.nsglint.source.shell.Statement.Simple;
import io.github.nsglint.source.shell.Word;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The variables that statements set, wherever in them. */
final class AssignedNames {
  private final Set<String> found = new TreeSet<>();
  private final Set<String> local = new TreeSet<>();

  Set<String> found() {
    return found;
  }

  /** Those that {@code local} keeps inside of a function. */
  Set<String> local() {
    return local;
  }

  void in(List<Statement> statements) {
    statements.forEach(this::in);
  }

  private void in(Statement statement) {
    if (statement instanceof Simple simple) {
      simple(simple);
    } else if (statement instanceof Pipeline pipeline) {
      in(pipeline.parts());
    } else if (statement instanceof Chain chain) {
      in(chain.left());
      in(chain.right());
    } else if (statement instanceof Choice choice) {
      for (Branch branch : choice.branches()) {
        in(branch.test());
        in(branch.body());
      }
      choice.otherwise().ifPresent(this::in);
    } else if (statement instanceof Each each) {
      found.add(each.name());
      in(each.body());
    } else if (statement instanceof Repeat repeat) {
      in(repeat.test());
      in(repeat.body());
    } else if (statement instanceof Function function) {
      in(function.body());
    } else if (statement instanceof Block block) {
      in(block.body());
    } else {
      throw new AssertionError(statement);
    }
  }

  private void simple(Simple simple) {
    simple.assignments().forEach(assignment -> found.add(assignment.name()));
    simple.declarations().forEach(assignment -> found.add(assignment.name()));
    if (simple.words().isEmpty()) {
      return;
    }
    String first = simple.words().get(0).literal().orElse("");
    List<Word> rest = simple.words().subList(1, simple.words().size());
    switch (first) {
      case "local", "declare", "typeset" -> {
        simple.declarations().forEach(assignment -> local.add(assignment.name()));
        rest.forEach(word -> word.literal().ifPresent(local::add));
      }
      case "read", "mapfile", "readarray", "unset" ->
          rest.forEach(word -> word.literal().ifPresent(found::add));
      case "cd", "pushd", "popd" -> found.add(ScriptFiles.FOLDER);
      case "let" -> rest.forEach(word -> word.literal().ifPresent(text -> found.add(name(text))));
      default -> {
        // Other commands set nothing that is followed.
      }
    }
  }

  private static String name(String expression) {
    String text = expression.strip();
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return text.substring(0, end);
  }
}
