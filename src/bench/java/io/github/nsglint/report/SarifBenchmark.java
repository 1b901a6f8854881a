package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A log of so many results of real verdicts, written to where nothing is kept: at least 400 MB/s,
 * the heap it takes whatever their number ({@code -prof gc}). And such a log read and compared as a
 * baseline: 25,000 results within a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class SarifBenchmark {
  private static final String HEAD =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
      """;
  private static final String RULE =
      """
              {
                "name": "%s",
                "properties": {
                  "priority": %d,
                  "direction": "%s",
                  "access": "%s",
                  "protocol": "Tcp",
                  "sourceAddressPrefix": "%s",
                  "sourcePortRange": "*",
                  "destinationAddressPrefix": "%s",
                  "destinationPortRange": "%d"
                }
              }""";
  private static final String PAIR =
      """
        {
          "type": "Microsoft.Network/networkSecurityGroups",
          "apiVersion": "2024-05-01",
          "name": "nsg-bastion-%1$d",
          "properties": {
            "securityRules": [
      %2$s
            ]
          }
        },
        {
          "type": "Microsoft.Network/virtualNetworks",
          "apiVersion": "2024-05-01",
          "name": "vnet-hub-%1$d",
          "properties": {
            "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
            "subnets": [
              {
                "name": "AzureBastionSubnet",
                "properties": {
                  "addressPrefix": "10.0.255.0/26",
                  "networkSecurityGroup": {
                    "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg-bastion-%1$d')]"
                  }
                }
              }
            ]
          }
        }""";

  @Param({"10000", "100000"})
  public int results;

  private LintResult result = new LintResult(List.of(), List.of(), List.of(), coverage());
  private byte[] log = new byte[0];
  private long bytes;

  private static LintResult.Coverage coverage() {
    return new LintResult.Coverage(List.of("networks.json"), 0, 1, 1, 0);
  }

  /** Counts, and keeps nothing. */
  private static final class Sink extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] piece, int offset, int length) {
      bytes += length;
    }
  }

  private static String group(int number) {
    // Each is wrong in another way, or in none.
    String access = number % 3 == 0 ? "Deny" : "Allow";
    String rules =
        String.join(
            ",\n",
            rule("AllowHttpsInbound", 120, "Inbound", "Allow", "Internet", "*", 443),
            rule("AllowGatewayManager", 130, "Inbound", access, "GatewayManager", "*", 443),
            rule("AllowSshOutbound", 100, "Outbound", "Allow", "*", "VirtualNetwork", 22),
            rule("AllowRdpOutbound", 101, "Outbound", "Allow", "*", "VirtualNetwork", 3389),
            rule("DenyAllOutbound", 4000, "Outbound", "Deny", "*", "*", number % 2 == 0 ? 80 : 443),
            rule("DenyDataPlane", 4010, "Inbound", "Deny", "*", "*", 8080));
    return PAIR.formatted(number, rules);
  }

  private static String rule(
      String name,
      int priority,
      String direction,
      String access,
      String from,
      String to,
      int port) {
    return RULE.formatted(name, priority, direction, access, from, to, port);
  }

  @Setup
  public void judge() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    int groups = results / 15; // each is asked 18 things
    for (int i = 0; i < groups; i++) {
      text.append(group(i)).append(i + 1 < groups ? ",\n" : "\n  ]\n}\n");
    }
    Path file = Files.createTempFile("networks", ".json");
    try {
      Files.writeString(file, text);
      NetworkReader reader = new NetworkReader();
      Limits limits = Limits.standard();
      new SourceLoader(List.of(new ArmTemplates(List.of(), limits)), limits)
          .load(List.of(file.toString()), InputStream.nullInputStream(), reader);
      RulePacks packs = RulePacks.builtIn();
      List<Finding> all = Linter.lint(reader.network().value(), packs.packs());
      if (all.size() < results) {
        throw new IllegalStateException("only " + all.size() + " findings");
      }
      result = new LintResult(packs.packs(), all.subList(0, results), List.of(), coverage());
    } finally {
      Files.delete(file);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report().write(result, out);
    log = out.toByteArray();
  }

  private static SarifReport report() {
    return new SarifReport("1", SarifReport.Profile.FULL, SourceUris.in(Path.of("/tmp")), 1);
  }

  @Benchmark
  public long writes() throws IOException {
    Sink sink = new Sink();
    report().write(result, sink);
    bytes = sink.bytes;
    return bytes;
  }

  /** Reads the log as a baseline, and compares what it was written from with it. */
  @Benchmark
  public Object compares() throws IOException, BaselineReader.NoBaselineException {
    Baseline baseline = BaselineReader.read("baseline", new ByteArrayInputStream(log));
    Baseline.Compared compared =
        baseline.compare(result.findings(), SourceUris.in(Path.of("/tmp")));
    if (!compared.comparison().absent().isEmpty()) {
      throw new IllegalStateException("something of the log is not in it");
    }
    return compared;
  }

  @TearDown(Level.Trial)
  public void tell() {
    System.out.printf(Locale.ROOT, "%n%d results: %d bytes%n", results, log.length);
  }
}
