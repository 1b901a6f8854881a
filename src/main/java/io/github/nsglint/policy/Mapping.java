package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Controls of a benchmark that a rule helps to meet. One number means different things in different
 * versions, so the version belongs to it.
 *
 * @param benchmark {@code cis-azure-foundations}, {@code mcsb}, {@code nist-800-53}, {@code
 *     pci-dss}, or a name of the user's own
 * @param version as the benchmark writes it: {@code 3.0}, {@code r5}
 * @param controls ids only: {@code 7.1}, {@code SC-7(3)}
 */
public record Mapping(String benchmark, String version, List<String> controls) {
  public Mapping {
    requireNonNull(benchmark);
    requireNonNull(version);
    controls = List.copyOf(controls);
  }

  /** The benchmark and its version in words. */
  public String title() {
    String name =
        switch (benchmark) {
          case "cis-azure-foundations" -> "CIS Microsoft Azure Foundations";
          case "mcsb" -> "Microsoft cloud security benchmark";
          case "nist-800-53" -> "NIST SP 800-53";
          case "pci-dss" -> "PCI DSS";
          default -> benchmark;
        };
    return name + " " + version;
  }
}
