package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import io.github.nsglint.source.shell.Statement;
import io.github.nsglint.source.shell.Statement.Assignment;
import io.github.nsglint.source.shell.Statement.Block;
import io.github.nsglint.source.shell.Statement.Branch;
import io.github.nsglint.source.shell.Statement.Chain;
import io.github.nsglint.source.shell.Statement.Choice;
import io.github.nsglint.source.shell.Statement.Each;
import io.github.nsglint.source.shell.Statement.Function;
import io.github.nsglint.source.shell.Statement.Pipeline;
import io.github.nsglint.source.shell.Statement.Repeat;
import io.github.nsglint.source.shell.Statement.Simple;
import io.github.nsglint.source.shell.Word.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a script from its first line to its last and tells az what it is told. Each command is
 * taken to succeed. What a test decides is taken as perhaps; loops over known words run as often as
 * they say, others once, perhaps; functions run where they are called.
 *
 * <p>Problems: {@code script-limit}, more commands than are followed; {@code script-indirect}, az
 * is called by another command, which is not followed; {@code script-option}, a line that should
 * have belonged to the command before.
 */
final class ScriptRunner {
  /** Commands that are followed, loops unrolled. */
  static final int MOST_COMMANDS = 20_000;

  private static final int DEEPEST_CALL = 30;

  /** Commands that run the rest of their words. */
  private static final Set<String> CARRIERS =
      Set.of("sudo", "command", "time", "exec", "nohup", "builtin");

  /** Commands that print their words, or do nothing with them. */
  private static final Set<String> PRINTING =
      Set.of(
          ":", "true", "echo", "printf", "cat", "log", "info", "which", "type", "hash", "test", "[",
          "man", "alias", "apt", "apt-get", "pip", "brew", "grep", "trap", "command");

  private final ScriptVariables variables;
  private final ScriptFiles files;
  private final WordExpansion expansion;
  private final AzSession az;
  private final ScriptedResources resources;
  private final Consumer<Problem> problems;

  /** At most so many commands that change a network are run. */
  private final int most;

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Set<String> called = new LinkedHashSet<>();
  private final List<Unresolved> conditions = new ArrayList<>();
  private int commands;
  private int calls;

  /** How many of the conditions the function that runs was called under. */
  private int conditionsOfCall;

  private int substitutions;
  private @Nullable ScriptValue printed;

  ScriptRunner(
      ScriptVariables variables,
      ScriptFiles files,
      AzSession az,
      ScriptedResources resources,
      int most,
      Consumer<Problem> problems) {
    this.variables = variables;
    this.files = files;
    this.expansion = new WordExpansion(variables, this::output);
    this.az = az;
    this.resources = resources;
    this.most = most;
    this.problems = problems;
  }

  /** How a statement ends: with the next one, or by leaving what it stands in. */
  private enum Course {
    NEXT,
    NEXT_ROUND,
    LEAVE_LOOP,
    LEAVE_FUNCTION,
    LEAVE_SCRIPT
  }

  /** Whether the script goes on after these statements. */
  boolean run(List<Statement> statements) {
    return all(statements) != Course.LEAVE_SCRIPT;
  }

  /** What nobody calls is for other scripts to call: it is there, and perhaps runs. */
  void runUncalledFunctions() {
    for (Function function : List.copyOf(functions.values())) {
      if (!called.contains(function.name())) {
        String reason = "the script does not call " + function.name() + "() itself";
        perhaps(reason, function.span(), () -> call(function, List.of(), Arguments.UNKNOWN));
      }
    }
  }

  private Course all(List<Statement> statements) {
    for (Statement statement : statements) {
      Course course = one(statement);
      if (course != Course.NEXT) {
        return course;
      }
    }
    return Course.NEXT;
  }

  private Course one(Statement statement) {
    if (az.steps().size() >= most) {
      return Course.LEAVE_SCRIPT;
    }
    if (statement instanceof Simple simple) {
      return simple(simple);
    }
    if (statement instanceof Pipeline pipeline) {
      return pipeline(pipeline);
    }
    if (statement instanceof Chain chain) {
      return chain(chain);
    }
    if (statement instanceof Choice choice) {
      return choice(choice);
    }
    if (statement instanceof Each each) {
      return each(each);
    }
    if (statement instanceof Repeat repeat) {
      return repeat(repeat);
    }
    if (statement instanceof Function function) {
      functions.put(function.name(), function);
      return Course.NEXT;
    }
    if (statement instanceof Block block) {
      return block(block);
    }
    throw new AssertionError(statement);
  }

  private Course block(Block block) {
    Map<String, List<ScriptValue>> before = variables.snapshot();
    Course course = all(block.body());
    if (block.scope() == Block.Scope.OWN) {
      variables.restore(before);
      return course == Course.LEAVE_SCRIPT && az.steps().size() < most ? Course.NEXT : course;
    }
    return course;
  }

  /** The parts run beside each other, each with its own variables. */
  private Course pipeline(Pipeline pipeline) {
    Map<String, List<ScriptValue>> before = variables.snapshot();
    for (Statement part : pipeline.parts()) {
      one(part);
    }
    printed = null;
    variables.restore(before);
    return az.steps().size() >= most ? Course.LEAVE_SCRIPT : Course.NEXT;
  }

  private Course chain(Chain chain) {
    Course left = one(chain.left());
    if (left != Course.NEXT) {
      return left;
    }
    if (chain.link() == Chain.Link.AND && !isTest(chain.left())) {
      return one(chain.right());
    }
    String reason =
        chain.link() == Chain.Link.AND
            ? "it runs only if the test before it holds"
            : "it runs only if the command before it fails";
    Map<String, List<ScriptValue>> before = variables.snapshot();
    perhaps(reason, chain.right().span(), () -> one(chain.right()));
    merge(List.of(before, variables.snapshot()), reason);
    return Course.NEXT;
  }

  /** Whether a statement is there to find something out. */
  private static boolean isTest(Statement statement) {
    if (statement instanceof Chain chain) {
      return isTest(chain.left()) || isTest(chain.right());
    }
    if (!(statement instanceof Simple simple)) {
      return false;
    }
    String first = simple.words().isEmpty() ? "" : simple.words().get(0).literal().orElse("");
    return first.equals("[")
        || first.equals("test")
        || first.equals("let")
        || (first.isEmpty() && simple.assignments().isEmpty());
  }

  private Course choice(Choice choice) {
    List<Map<String, List<ScriptValue>>> ends = new ArrayList<>();
    String reason = "it runs only if the test on line " + choice.span().line() + " says so";
    boolean first = true;
    Map<String, List<ScriptValue>> before = variables.snapshot();
    for (Branch branch : choice.branches()) {
      variables.restore(before);
      if (first) {
        all(branch.test());
      } else {
        perhaps(reason, choice.span(), () -> all(branch.test()));
      }
      before = variables.snapshot();
      first = false;
      perhaps(reason, choice.span(), () -> all(branch.body()));
      ends.add(variables.snapshot());
    }
    variables.restore(before);
    choice.otherwise().ifPresent(body -> perhaps(reason, choice.span(), () -> all(body)));
    ends.add(variables.snapshot());
    merge(ends, "it depends on the test on line " + choice.span().line());
    return az.steps().size() >= most ? Course.LEAVE_SCRIPT : Course.NEXT;
  }

  /** Keeps the variables that all ways leave alike. */
  private void merge(List<Map<String, List<ScriptValue>>> ends, String reason) {
    Set<String> names = new LinkedHashSet<>();
    ends.forEach(end -> names.addAll(end.keySet()));
    variables.restore(ends.get(0));
    for (String name : names) {
      List<ScriptValue> value = ends.get(0).get(name);
      boolean same = ends.stream().allMatch(end -> Objects.equals(end.get(name), value));
      if (!same) {
        variables.set(name, unknown(name, "$" + name + " has several possible values: " + reason));
      }
    }
  }

  private ScriptValue unknown(String name, String reason) {
    return ScriptValue.unknown("$" + name + " " + ++substitutions, reason);
  }

  private void perhaps(String reason, Span place, Runnable body) {
    conditions.add(new Unresolved(reason, "", place));
    resources.perhaps(Optional.of(conditions.get(0)));
    body.run();
    conditions.remove(conditions.size() - 1);
    resources.perhaps(conditions.isEmpty() ? Optional.empty() : Optional.of(conditions.get(0)));
  }

  private Course each(Each each) {
    List<Argument> words = expansion.all(each.words());
    boolean known = words.stream().allMatch(Argument::isKnown);
    if (!known) {
      String reason = "nobody can tell what the loop on line " + each.span().line() + " goes over";
      forget(each.body(), reason);
      variables.set(each.name(), unknown(each.name(), reason));
      perhaps(reason, each.span(), () -> all(each.body()));
      forget(each.body(), reason);
      return Course.NEXT;
    }
    int depth = conditions.size();
    for (Argument word : words) {
      variables.set(each.name(), word.value());
      Course course = all(each.body());
      if (course == Course.LEAVE_SCRIPT || course == Course.LEAVE_FUNCTION) {
        return course;
      }
      if (course == Course.LEAVE_LOOP && conditions.size() == depth) {
        return Course.NEXT;
      }
    }
    return Course.NEXT;
  }

  private Course repeat(Repeat repeat) {
    String reason = "nobody can tell how often the loop on line " + repeat.span().line() + " runs";
    forget(repeat.test(), reason);
    forget(repeat.body(), reason);
    perhaps(
        reason,
        repeat.span(),
        () -> {
          all(repeat.test());
          all(repeat.body());
        });
    forget(repeat.body(), reason);
    return Course.NEXT;
  }

  /** Variables that a loop sets have no value that is true for each of its rounds. */
  private void forget(List<Statement> body, String reason) {
    AssignedNames names = new AssignedNames();
    names.in(body);
    for (String name : names.found()) {
      variables.set(name, unknown(name, reason));
    }
  }

  private Course simple(Simple simple) {
    if (++commands > MOST_COMMANDS) {
      if (commands == MOST_COMMANDS + 1) {
        problems.accept(
            Problem.error(
                "script-limit",
                "the script runs more than "
                    + MOST_COMMANDS
                    + " commands; this one and those after it are not followed",
                simple.span()));
      }
      return Course.LEAVE_SCRIPT;
    }
    printed = null;
    if (simple.words().isEmpty()) {
      simple.assignments().forEach(this::assign);
      return Course.NEXT;
    }
    List<Argument> words = expansion.all(simple.words());
    simple.declarations().forEach(this::assign);
    return words.isEmpty() ? Course.NEXT : command(words, simple);
  }

  private void assign(Assignment assignment) {
    List<ScriptValue> values =
        assignment.shape() == Assignment.Shape.ARRAY
            ? expansion.all(assignment.values()).stream().map(Argument::value).toList()
            : List.of(expansion.value(assignment.values().get(0)));
    variables.assign(assignment, values);
  }

  private Course command(List<Argument> all, Simple simple) {
    List<Argument> words = all;
    while (words.size() > 1 && CARRIERS.contains(words.get(0).text())) {
      words = words.subList(1, words.size());
    }
    Argument first = words.get(0);
    List<Argument> rest = words.subList(1, words.size());
    String name = first.text();
    if (name.equals("az") || name.endsWith("/az")) {
      printed = az.run(rest, first.span()).orElse(null);
      return Course.NEXT;
    }
    Function function = functions.get(name);
    if (function != null) {
      return call(function, rest, Arguments.KNOWN);
    }
    return builtIn(name, rest, first, simple);
  }

  private Course builtIn(String name, List<Argument> rest, Argument first, Simple simple) {
    switch (name) {
      case "exit" -> {
        return conditions.isEmpty() ? Course.LEAVE_SCRIPT : Course.NEXT;
      }
      case "return" -> {
        return Course.LEAVE_FUNCTION;
      }
      case "break" -> {
        return Course.LEAVE_LOOP;
      }
      case "continue" -> {
        return Course.NEXT_ROUND;
      }
      case "cd", "pushd" -> enter(rest);
      case "popd" -> files.leave(unknown(ScriptFiles.FOLDER, "the folder before is not kept"));
      case "pwd" -> printed = files.folder();
      case "dirname" -> printed = lastOf(rest).map(ScriptFiles::folderOf).orElse(null);
      case "realpath", "readlink" -> printed = lastOf(rest).orElse(null);
      case "unset" -> rest.forEach(word -> variables.unset(word.text()));
      case "let" -> rest.forEach(word -> let(word.text(), word.span()));
      case "read", "mapfile", "readarray" -> read(rest);
      case "shift" -> shift();
      default -> {
        if (name.startsWith("--")) {
          problems.accept(
              Problem.error(
                  "script-option",
                  "this line starts with an option: the line before it does not end with \\",
                  first.span()));
        } else if (!PRINTING.contains(name)) {
          reportIndirect(rest, simple);
        }
      }
    }
    return Course.NEXT;
  }

  private void enter(List<Argument> rest) {
    lastOf(rest)
        .ifPresentOrElse(
            files::enter, () -> files.leave(unknown(ScriptFiles.FOLDER, "it is the user's own")));
  }

  /** The last word, if it is all that is given besides options. */
  private static Optional<ScriptValue> lastOf(List<Argument> words) {
    List<Argument> plain = words.stream().filter(word -> !word.text().startsWith("-")).toList();
    return plain.size() == 1 ? Optional.of(plain.get(0).value()) : Optional.empty();
  }

  private void reportIndirect(List<Argument> rest, Simple simple) {
    for (int i = 0; i < rest.size(); i++) {
      String text = rest.get(i).text();
      boolean calls = text.equals("az") && i + 1 < rest.size();
      if (calls || text.startsWith("az network ") || text.contains(" az network ")) {
        problems.accept(
            Problem.error(
                "script-indirect",
                "another command calls az here, which is not followed",
                simple.span()));
        return;
      }
    }
  }

  /** {@code x=1+2}, {@code x+=1}, {@code x++}. */
  private void let(String expression, Span place) {
    String text = expression.strip();
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String name = text.substring(0, end);
    String rest = text.substring(end).strip();
    if (name.isEmpty() || rest.startsWith("==") || rest.isEmpty()) {
      return;
    }
    String value =
        switch (rest.substring(0, Math.min(2, rest.length()))) {
          case "++" -> name + "+1";
          case "--" -> name + "-1";
          case "+=" -> name + "+(" + rest.substring(2) + ")";
          case "-=" -> name + "-(" + rest.substring(2) + ")";
          default -> rest.startsWith("=") ? rest.substring(1) : "";
        };
    if (!value.isEmpty()) {
      variables.set(name, expansion.arithmetic(value, place));
    }
  }

  private void read(List<Argument> rest) {
    for (Argument word : rest) {
      if (!word.text().startsWith("-")) {
        variables.set(
            word.text(),
            unknown(word.text(), "$" + word.text() + " is read while the script runs"));
      }
    }
  }

  private void shift() {
    Optional<List<Argument>> arguments = variables.arguments();
    if (arguments.isPresent()
        && !arguments.get().isEmpty()
        && conditions.size() == conditionsOfCall) {
      variables.arguments(Optional.of(arguments.get().subList(1, arguments.get().size())));
    } else {
      variables.arguments(Optional.empty());
    }
  }

  /** Whether the words that a function is called with are known. */
  private enum Arguments {
    KNOWN,
    UNKNOWN
  }

  private Course call(Function function, List<Argument> words, Arguments given) {
    called.add(function.name());
    if (calls >= DEEPEST_CALL) {
      problems.accept(
          Problem.error(
              "script-limit",
              "functions call each other more than "
                  + DEEPEST_CALL
                  + " deep; this call is not followed",
              function.span()));
      return Course.NEXT;
    }
    calls++;
    int outerConditions = conditionsOfCall;
    conditionsOfCall = conditions.size();
    Optional<List<Argument>> outer = variables.arguments();
    Map<String, List<ScriptValue>> before = variables.snapshot();
    variables.arguments(given == Arguments.KNOWN ? Optional.of(words) : Optional.empty());
    Course course = all(function.body());
    AssignedNames names = new AssignedNames();
    names.in(function.body());
    names.local().forEach(name -> variables.putBack(name, before.get(name)));
    variables.arguments(outer);
    conditionsOfCall = outerConditions;
    calls--;
    return course == Course.LEAVE_SCRIPT ? course : Course.NEXT;
  }

  /** What the commands in {@code $(…)} print. */
  private ScriptValue output(Piece.Substitution substitution) {
    Map<String, List<ScriptValue>> before = variables.snapshot();
    printed = null;
    all(substitution.body());
    ScriptValue value = printed;
    printed = null;
    variables.restore(before);
    if (value != null) {
      return value;
    }
    Optional<ScriptValue> sequence = sequence(substitution.body());
    if (sequence.isPresent()) {
      return sequence.get();
    }
    String text = substitution.span().text().replace('\n', ' ');
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return ScriptValue.unknown(
        shown.replace('⟨', '(').replace('⟩', ')') + " " + ++substitutions,
        "only running " + shown + " can tell");
  }

  /** The numbers that {@code seq 1 3} prints. */
  private Optional<ScriptValue> sequence(List<Statement> body) {
    if (body.size() != 1
        || !(body.get(0) instanceof Simple simple)
        || simple.words().isEmpty()
        || !simple.words().get(0).literal().orElse("").equals("seq")) {
      return Optional.empty();
    }
    List<Argument> words = expansion.all(simple.words());
    int last = ScriptVariables.number(words.get(words.size() - 1).text());
    int first = words.size() == 3 ? ScriptVariables.number(words.get(1).text()) : 1;
    boolean known = words.size() >= 2 && words.size() <= 3 && first >= 0 && last >= first;
    if (!known || last - first >= MOST_COMMANDS) {
      return Optional.empty();
    }
    StringBuilder numbers = new StringBuilder();
    for (int i = first; i <= last; i++) {
      numbers.append(i == first ? "" : "\n").append(i);
    }
    return Optional.of(ScriptValue.of(numbers.toString()));
  }
}
