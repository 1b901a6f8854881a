import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePacks;
import java.util.List;

/** Loads rule packs as the first thing of a process, and prints how many microseconds it took. */
final class PackLoad {
  private PackLoad() {}

  /**
   * @param args {@code none}: nothing is loaded; {@code general}: those for every network; {@code
   *     all}: those for services too; {@code user}: a pack of 1,000 rules besides the general ones,
   *     which are not counted
   */
  public static void main(String[] args) {
    String user = args[0].equals("user") ? pack() : "";
    RulePacks before = user.isEmpty() ? null : RulePacks.general();
    long start = System.nanoTime();
    int rules =
        switch (args[0]) {
          case "none" -> 0;
          case "general" -> RulePacks.general().rules().size();
          case "all" -> RulePacks.builtIn().rules().size();
          case "user" -> added(before, user);
          default -> throw new IllegalArgumentException(args[0]);
        };
    long micros = (System.nanoTime() - start) / 1000;
    System.out.println(micros + " " + rules);
  }

  private static int added(RulePacks before, String user) {
    Loaded<RulePacks> loaded = before.with(List.of(new SourceFile("user.yaml", user)));
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems().get(0));
    }
    return loaded.value().rules().size();
  }

  private static String pack() {
    StringBuilder pack =
        new StringBuilder("pack: user\nversion: 2026-11-01\nsource: https://example.com\nrules:\n");
    for (int i = 0; i < 1000; i++) {
      pack.append(
          """
            - id: USR%03d
              name: user-rule-%d
              title: Only the offices reach the machines of team %d
              severity: error
              why: The network of the team is shared with others.
              fix: Allow Inbound Tcp from the offices and nothing else.
              target: { subnet: any, where: { property: addressPrefix, matches: '10\\.%d\\..*' } }
              must-not-allow:
                - direction: Inbound
                  protocol: Tcp
                  source: Internet
                  destination: subnet
                  destination-ports: [22, 3389, '%d-%d']
                  except: [{ source: [198.51.100.0/24, 203.0.113.0/24] }]
          """
              .formatted(i, i, i, i % 250, 5000 + i, 6000 + i));
    }
    return pack.toString();
  }
}
