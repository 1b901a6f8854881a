package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rule packs that go together: no id and no name is there twice.
 *
 * @param packs in the order they were named
 * @param off ids of rules that are not asked unless somebody names them
 */
public record RulePacks(List<RulePack> packs, List<String> off) {
  public RulePacks {
    packs = List.copyOf(packs);
    off = List.copyOf(off);
  }

  /** Packs whose rules are all asked. */
  public RulePacks(List<RulePack> packs) {
    this(packs, List.of());
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

  /** All packs that come with the program, as they are by default. */
  public static RulePacks builtIn() {
    return general().withAllServices();
  }

  /** These and all packs that come with the program for services. */
  public RulePacks withAllServices() {
    RulePacks packs = this;
    for (BuiltInPacks.Entry entry : BuiltInPacks.all()) {
      packs = entry.about().isEmpty() ? packs : packs.plusBuiltIn(entry.name());
    }
    return packs;
  }

  /** Those of them that are about every network. */
  public static RulePacks general() {
    return new RulePacks(generalNames().stream().map(RulePacks::builtIn).toList());
  }

  /** The names of the packs that come with the program and are about every network. */
  public static List<String> generalNames() {
    List<String> names = new ArrayList<>();
    for (BuiltInPacks.Entry entry : BuiltInPacks.all()) {
      if (entry.about().isEmpty()) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /**
   * Reads one of the packs that come with the program, as it is by default. That no two of them
   * take a name is a matter of the build.
   */
  public static RulePack builtIn(String name) {
    Loaded<Optional<RulePack>> loaded = PackReader.read(BuiltInPacks.file(name));
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return loaded.value().orElseThrow();
  }

  /** These and the packs that come with the program for services that a network has. */
  public RulePacks withServicesOf(Network network) {
    RulePacks packs = this;
    for (BuiltInPacks.Entry entry : BuiltInPacks.all()) {
      boolean wanted = !entry.about().isEmpty() && RulePack.isAbout(network, entry.about());
      packs = wanted ? packs.plusBuiltIn(entry.name()) : packs;
    }
    return packs;
  }

  private RulePacks plusBuiltIn(String name) {
    List<RulePack> all = new ArrayList<>(packs);
    all.add(builtIn(name));
    return new RulePacks(all, off);
  }

  /** Without the packs for services that a network does not have. */
  public RulePacks about(Network network) {
    List<RulePack> about = new ArrayList<>();
    for (RulePack pack : packs) {
      if (RulePack.isAbout(network, pack.about())) {
        about.add(pack);
      }
    }
    return new RulePacks(about, off);
  }

  /** These packs and those of files that extend no other file. */
  public Loaded<RulePacks> with(List<SourceFile> named) {
    return with(
        named,
        Optional.empty(),
        path -> {
          throw new IOException("no other file is read here");
        });
  }

  /**
   * These packs, those of files, and what these extend; with what the settings change.
   *
   * @param named files of packs, besides those that the settings name
   * @param files reads further ones
   * @return with problems, it should not be used
   */
  public Loaded<RulePacks> with(
      List<SourceFile> named, Optional<SettingsFile> settings, PackFiles files) {
    return PackLoader.load(this, named, settings, files);
  }

  /** The same rules switched on and off and weighed otherwise; the last change of a rule counts. */
  RulePacks changed(List<RuleChange> changes) {
    List<String> nowOff = new ArrayList<>();
    List<RulePack> changed = new ArrayList<>();
    for (RulePack pack : packs) {
      List<Rule> rules = new ArrayList<>();
      for (Rule rule : pack.rules()) {
        Rule now = rule;
        boolean isOff = off.contains(rule.id()) || rule.notes().replacedBy().isPresent();
        for (RuleChange change : changes) {
          if (rule.isCalled(change.rule()) || pack.name().equalsIgnoreCase(change.rule())) {
            now = change.state().severity().map(now::withSeverity).orElse(now);
            isOff = change.state() == RuleChange.State.OFF;
          }
        }
        rules.add(now);
        if (isOff) {
          nowOff.add(rule.id());
        }
      }
      changed.add(pack.withRules(rules));
    }
    return new RulePacks(changed, nowOff);
  }

  /** All rules, pack by pack. */
  public List<Rule> rules() {
    return packs.stream().flatMap(pack -> pack.rules().stream()).toList();
  }

  /** Azure's types of all resources that the rules ask about or look for, in alphabetical order. */
  public Set<String> types() {
    Set<String> types = new TreeSet<>();
    for (Rule rule : rules()) {
      rule.target()
          .fold(
              subnets -> types,
              groups -> types,
              resources -> {
                types.add(resources.kind().type());
                return types;
              });
      rule.target().filter().where().ifPresent(where -> where.addTypes(types));
      rule.when().ifPresent(when -> when.addTypes(types));
      if (rule.requirement() instanceof Requirement.Property property) {
        property.condition().addTypes(types);
      }
    }
    return types;
  }

  /** Those that do not come with the program. */
  public RulePacks ofUsers() {
    List<String> own = BuiltInPacks.all().stream().map(BuiltInPacks.Entry::name).toList();
    return new RulePacks(packs.stream().filter(pack -> !own.contains(pack.name())).toList(), off);
  }

  /**
   * The types without which nobody can judge: those of services that the packs are about, and all
   * that packs of users name. What else the packs of the program look for, they do without.
   */
  public Set<String> indispensableTypes() {
    Set<String> types = ofUsers().types();
    for (RulePack pack : packs) {
      pack.about().stream().filter(ResourceKind::isType).forEach(types::add);
    }
    return types;
  }

  /** The rule of an id or a name, without case. */
  public Optional<Rule> find(String idOrName) {
    return rules().stream().filter(rule -> rule.isCalled(idOrName)).findFirst();
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
        selected.add(pack.withRules(rules));
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

  /** A rule that is off is asked when it is named. */
  private boolean isChosen(Rule rule, Choice choice) {
    return (choice.only().isEmpty() ? !off.contains(rule.id()) : isAmong(rule, choice.only()))
        && !isAmong(rule, choice.skip());
  }

  private static boolean isAmong(Rule rule, List<String> names) {
    return names.stream().anyMatch(rule::isCalled);
  }
}
