package io.github.nsglint.source.azcli;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.PossibleSecrets;
import io.github.nsglint.source.TemplateOrder;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The words after {@code --parameters}: a file, with or without {@code @}; JSON; {@code
 * name=value}; {@code name=@file}.
 *
 * <p>Problems: {@code script-deployment}, one that is none of them.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/resource/custom.py">how
 *     az tells them apart, _process_parameters</a>
 */
final class TemplateValues {
  private final ScriptFiles files;
  private final Consumer<Problem> problems;

  TemplateValues(ScriptFiles files, Consumer<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  TemplateOrder.Values of(Argument word) {
    String text = word.text();
    if (text.startsWith("@")) {
      return document(word.with(word.value().withText(text.substring(1))));
    }
    if (word.isKnown() && files.read(files.place(word.value())).isPresent()) {
      return document(word);
    }
    if (text.stripLeading().startsWith("{")) {
      return json(word);
    }
    if (isAddress(text)) {
      concealToken(word);
      return refused(word, "they are at an address, and nothing is fetched");
    }
    int equals = text.indexOf('=');
    int unknown = text.indexOf('⟨');
    if (equals > 0 && (unknown < 0 || equals < unknown)) {
      return named(word, text.substring(0, equals), text.substring(equals + 1));
    }
    return word.isKnown()
        ? refused(word, "there is no file '" + text + "' beside the script")
        : open(word, word.value().reason().orElse(text));
  }

  private static boolean isAddress(String text) {
    int scheme = text.indexOf("://");
    return scheme > 0 && text.chars().limit(scheme).allMatch(Character::isLetter);
  }

  /** An address may carry a token in its query, which is nobody's to see. */
  static void concealToken(Argument address) {
    if (address.text().contains("?")) {
      address.span().conceal();
    }
  }

  private TemplateOrder.Values refused(Argument word, String reason) {
    problems.accept(
        Problem.error(
            "script-deployment", "these parameters are not read: " + reason, word.span()));
    return open(word, reason);
  }

  private static TemplateOrder.Values open(Argument word, String reason) {
    return new TemplateOrder.Open(
        new Node.Unresolved(
            "the script gives parameters that are not known: " + reason, "", word.span()));
  }

  private TemplateOrder.Values named(Argument word, String name, String value) {
    ScriptValue given =
        value.indexOf('⟨') < 0 ? ScriptValue.of(value) : word.value().withText(value);
    Argument argument = word.with(given);
    if (value.startsWith("@") && value.length() > 1) {
      return new TemplateOrder.Named(name, content(argument), word.span());
    }
    return new TemplateOrder.Named(name, argument.node(), word.span());
  }

  /** The text of the file that {@code @file} names, at the place in the script. */
  private Node content(Argument named) {
    ScriptFiles.Place place = files.place(named.value().withText(named.text().substring(1)));
    Optional<Loaded<SourceFile>> file = files.read(place);
    if (file.isEmpty() || FileBytes.isUnread(file.get())) {
      String reason =
          place.refused().orElse("there is no file '" + place.path() + "' beside the script");
      problems.accept(
          Problem.error("script-deployment", "this value is not read: " + reason, named.span()));
      return new Node.Unresolved(reason, "", named.span());
    }
    return new TextNode(file.get().value().text().strip(), named.span());
  }

  private TemplateOrder.Values document(Argument word) {
    ScriptFiles.Place place = files.place(word.value());
    if (place.refused().isPresent()) {
      return refused(word, place.refused().get());
    }
    Optional<Loaded<SourceFile>> file = files.read(place);
    if (file.isEmpty()) {
      return refused(word, "there is no file '" + place.path() + "' beside the script");
    }
    if (place.path().toLowerCase(Locale.ROOT).endsWith(".bicepparam")) {
      return refused(word, "'" + place.path() + "' is Bicep");
    }
    file.get().problems().forEach(problems);
    if (FileBytes.isUnread(file.get())) {
      return open(word, "'" + place.path() + "' cannot be read");
    }
    Loaded<Node> root = JsonReader.read(file.get().value());
    root.problems().forEach(problems);
    if (root.value() instanceof MapNode map) {
      return new TemplateOrder.Document(map, word.span());
    }
    PossibleSecrets.conceal(file.get().value());
    return root.value() instanceof Node.Unresolved
        ? open(word, "'" + place.path() + "' is broken")
        : refused(word, "'" + place.path() + "' is no parameter file");
  }

  private TemplateOrder.Values json(Argument word) {
    Loaded<Node> root = JsonReader.read(new SourceFile("", word.text()));
    boolean broken =
        root.problems().stream().map(Problem::severity).anyMatch(Severity.ERROR::equals);
    if (broken || !(root.value() instanceof MapNode map)) {
      return refused(word, "this is no JSON");
    }
    return new TemplateOrder.Document((MapNode) StructuredValue.placed(map, word), word.span());
  }
}
