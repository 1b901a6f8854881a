package io.github.nsglint.source.azcli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command of az and its options.
 *
 * @param name without {@code az}: {@code network nsg rule create}
 */
record AzCommand(String name, List<Option> options) {
  private static final String GLOBAL =
      "--debug? --help,-h? --only-show-errors? --output,-o --query --subscription --verbose?"
          + " --acquire-policy-token? --change-reference";

  AzCommand {
    requireNonNull(name);
    options = List.copyOf(options);
  }

  /** How many words an option takes. */
  enum Arity {
    ONE,
    MANY,
    /** None, or one that says true or false. */
    TRUTH
  }

  /** Whether a command can do without an option. */
  enum Need {
    OPTIONAL,
    REQUIRED
  }

  /**
   * @param names in all spellings, the one this program calls it by first
   */
  record Option(List<String> names, Arity arity, Need need) {
    Option {
      names = List.copyOf(names);
      requireNonNull(arity);
      requireNonNull(need);
    }

    String name() {
      return names.get(0);
    }

    private static Option parse(String text) {
      Need need = text.endsWith("!") ? Need.REQUIRED : Need.OPTIONAL;
      String rest = need == Need.REQUIRED ? text.substring(0, text.length() - 1) : text;
      Arity arity = rest.endsWith("*") ? Arity.MANY : rest.endsWith("?") ? Arity.TRUTH : Arity.ONE;
      String names = arity == Arity.ONE ? rest : rest.substring(0, rest.length() - 1);
      return new Option(Arrays.asList(names.split(",", -1)), arity, need);
    }
  }

  /** All commands that are followed, by their names. */
  static Map<String, AzCommand> all() {
    Map<String, AzCommand> all = new LinkedHashMap<>();
    List<Option> global = options(GLOBAL);
    String name = "";
    List<Option> options = new ArrayList<>();
    for (String line : table().split("\n", -1)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (line.startsWith(" ")) {
        options.addAll(options(line.strip()));
        continue;
      }
      if (!name.isEmpty()) {
        all.put(name, new AzCommand(name, options));
      }
      name = line.substring(0, line.length() - 1);
      options = new ArrayList<>(global);
    }
    all.put(name, new AzCommand(name, options));
    return all;
  }

  private static List<Option> options(String line) {
    return Arrays.stream(line.split(" ", -1)).map(Option::parse).toList();
  }

  private static String table() {
    try (InputStream in = AzCommand.class.getResourceAsStream("commands.txt")) {
      if (in == null) {
        throw new AssertionError("commands.txt is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
