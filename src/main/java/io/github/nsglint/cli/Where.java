package io.github.nsglint.cli;

import io.github.nsglint.analysis.ChosenTargets;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.NamePattern;
import io.github.nsglint.policy.TargetFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code --where}: which resources a user wants to hear of. */
final class Where {
  private static final String OPTION = "--where";
  private static final String TAG = "tag:";
  private static final List<String> KEYS = List.of("name", "region", "resource-group");

  private Where() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(OPTION)
            .paramLabel("KEY=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "Tell only of resources that fit: name=*bastion*, region=westeurope,"
                    + " resource-group=rg-prod or tag:env=prod, without case, * for any text. Of"
                    + " several with one key one has to fit, and of each key. Everything is read"
                    + " and judged with all the same.")
            .build());
  }

  static ChosenTargets of(ParseResult arguments) throws UsageException {
    ChosenTargets chosen = ChosenTargets.all();
    for (String text : arguments.matchedOptionValue(OPTION, List.<String>of())) {
      int equals = text.indexOf('=');
      String key = equals < 0 ? text : text.substring(0, equals);
      if (equals < 0 || equals == text.length() - 1 || key.equals(TAG)) {
        throw new UsageException(
            OPTION + " takes KEY=VALUE, as in name=*bastion* or tag:env=prod, not '" + text + "'");
      }
      chosen.add(key.toLowerCase(Locale.ROOT), filter(key, text.substring(equals + 1)));
    }
    return chosen;
  }

  private static TargetFilter filter(String key, String value) throws UsageException {
    NamePattern pattern = new NamePattern(value);
    if (key.regionMatches(true, 0, TAG, 0, TAG.length())) {
      return filter(
          Optional.empty(),
          Optional.empty(),
          List.of(new TargetFilter.Tag(key.substring(TAG.length()), pattern)),
          Optional.empty());
    }
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "name" -> filter(Optional.of(pattern), Optional.empty(), List.of(), Optional.empty());
      case "resource-group" ->
          filter(Optional.empty(), Optional.of(pattern), List.of(), Optional.empty());
      case "region" ->
          filter(
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.of(
                  new Condition.Test(
                      List.of("location"),
                      new Condition.Operator.Matches(pattern.regex()),
                      Condition.Absent.UNKNOWN)));
      default ->
          throw new UsageException(
              OPTION
                  + " knows name, region, resource-group and tag:NAME, not '"
                  + key
                  + "'"
                  + Nearest.hint(key, KEYS));
    };
  }

  private static TargetFilter filter(
      Optional<NamePattern> name,
      Optional<NamePattern> group,
      List<TargetFilter.Tag> tags,
      Optional<Condition> where) {
    return new TargetFilter(name, List.of(), group, tags, where);
  }
}
