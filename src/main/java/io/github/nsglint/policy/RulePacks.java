package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rule packs that go together: no id and no name is there twice.
 *
 * @param packs in the order they were named
 */
public record RulePacks(List<RulePack> packs) {
  /** The packs that come with the program, {@code rules/<name>.json} on the class path. */
  static final List<String> BUILT_IN = List.of("azure-bastion", "exposure", "nsg-hygiene");

  public RulePacks {
    packs = List.copyOf(packs);
  }

  /**
   * What a user chose; packs by name, rules by id or name, all without case.
   *
   * @param packs empty for all
   * @param only empty for all rules of these packs
   * @param skip taken out in the end
   */
  public record Choice(List<String> packs, List<String> only, List<String> skip) {
    public Choice {
      packs = List.copyOf(packs);
      only = List.copyOf(only);
      skip = List.copyOf(skip);
    }
  }

  /**
   * @param packs with the chosen rules; a pack without any is left out
   * @param unknown a sentence for each name that there is not, with the nearest one there is
   */
  public record Selection(RulePacks packs, List<String> unknown) {
    public Selection {
      unknown = List.copyOf(unknown);
    }
  }

  /** The packs that come with the program. */
  public static RulePacks builtIn() {
    List<SourceFile> files = new ArrayList<>();
    BUILT_IN.forEach(name -> files.add(builtIn(name)));
    Loaded<RulePacks> loaded = new RulePacks(List.of()).with(files);
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return loaded.value();
  }

  private static SourceFile builtIn(String name) {
    String path = "rules/" + name + ".json"; // see PackCompiler
    try (InputStream in = RulePacks.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError(path + " is not on the class path");
      }
      return new SourceFile(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** These packs and those of the files after them. */
  public Loaded<RulePacks> with(List<SourceFile> files) {
    List<RulePack> all = new ArrayList<>(packs);
    List<Problem> problems = new ArrayList<>();
    RuleNames names = RuleNames.of(packs);
    for (SourceFile file : files) {
      Loaded<Optional<RulePack>> loaded = PackReader.read(file, names);
      loaded.value().ifPresent(all::add);
      problems.addAll(loaded.problems());
    }
    return new Loaded<>(new RulePacks(all), problems);
  }

  /** All rules, pack by pack. */
  public List<Rule> rules() {
    return packs.stream().flatMap(pack -> pack.rules().stream()).toList();
  }

  /** The rule of an id or a name, without case. */
  public Optional<Rule> find(String idOrName) {
    return rules().stream().filter(rule -> isCalled(rule, idOrName)).findFirst();
  }

  /** That there is no such rule, as a sentence with the nearest id or name there is. */
  public String unknownRule(String idOrName) {
    List<String> known =
        rules().stream().flatMap(rule -> Stream.of(rule.id(), rule.name())).toList();
    return "there is no rule '" + idOrName + "'" + Nearest.hint(idOrName, known);
  }

  /** The rules that a user chose. */
  public Selection select(Choice choice) {
    List<RulePack> selected = new ArrayList<>();
    for (RulePack pack : packs) {
      List<Rule> rules = pack.rules().stream().filter(rule -> isChosen(rule, choice)).toList();
      boolean wanted =
          choice.packs().isEmpty()
              || choice.packs().stream().anyMatch(pack.name()::equalsIgnoreCase);
      if (wanted && !rules.isEmpty()) {
        selected.add(
            new RulePack(pack.name(), pack.version(), pack.source(), pack.families(), rules));
      }
    }
    return new Selection(new RulePacks(selected), unknown(choice));
  }

  private List<String> unknown(Choice choice) {
    List<String> unknown = new ArrayList<>();
    List<String> packNames = packs.stream().map(RulePack::name).toList();
    for (String name : choice.packs()) {
      if (packNames.stream().noneMatch(name::equalsIgnoreCase)) {
        unknown.add("there is no rule pack '" + name + "'" + Nearest.hint(name, packNames));
      }
    }
    List<String> named = new ArrayList<>(choice.only());
    named.addAll(choice.skip());
    for (String name : named) {
      if (find(name).isEmpty()) {
        unknown.add(unknownRule(name));
      }
    }
    return unknown;
  }

  private static boolean isChosen(Rule rule, Choice choice) {
    return (choice.only().isEmpty() || isAmong(rule, choice.only()))
        && !isAmong(rule, choice.skip());
  }

  private static boolean isAmong(Rule rule, List<String> names) {
    return names.stream().anyMatch(name -> isCalled(rule, name));
  }

  private static boolean isCalled(Rule rule, String name) {
    return rule.id().equalsIgnoreCase(name) || rule.name().equalsIgnoreCase(name);
  }
}
