package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --where}, on three groups that let everybody reach SSH. */
class WhereTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws java.io.IOException {
    Files.writeString(
        folder.resolve("groups.json"),
        "["
            + String.join(
                ",",
                group("nsg-a", "\"location\":\"westeurope\",\"tags\":{\"env\":\"prod\"},"),
                group("nsg-b", "\"location\":\"northeurope\",\"tags\":{\"env\":\"dev\"},"),
                group("other", ""))
            + "]");
  }

  private static String group(String name, String more) {
    return "{"
        + more
        + "\"id\":\"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/"
        + "networkSecurityGroups/"
        + name
        + "\",\"name\":\""
        + name
        + "\",\"type\":\"Microsoft.Network/networkSecurityGroups\",\"properties\":{"
        + "\"securityRules\":[{\"name\":\"ssh\",\"properties\":{\"priority\":100,\"access\":\"Allow\","
        + "\"direction\":\"Inbound\",\"protocol\":\"Tcp\",\"sourceAddressPrefix\":\"Internet\","
        + "\"sourcePortRange\":\"*\",\"destinationAddressPrefix\":\"*\","
        + "\"destinationPortRange\":\"22\"}}]}}";
  }

  private Program.Run check(String... where) {
    String[] arguments =
        Stream.concat(
                Stream.of("check", folder.resolve("groups.json").toString(), "--only", "EXP301"),
                Stream.of(where).flatMap(each -> Stream.of("--where", each)))
            .toArray(String[]::new);
    return new Program(folder).run(arguments);
  }

  private List<String> told(String... where) {
    return check(where)
        .out()
        .lines()
        .filter(line -> line.contains("can reach machines behind "))
        .map(line -> line.replaceFirst(".*behind (\\S+) .*", "$1"))
        .toList();
  }

  @Test
  void onlyWhatFitsIsTold() {
    assertEquals(List.of("nsg-a", "nsg-b", "other"), told());
    assertEquals(List.of("nsg-a", "nsg-b"), told("name=NSG-*"));
    assertEquals(List.of("nsg-a", "other"), told("name=*a", "name=other"));
    assertEquals(List.of("nsg-a"), told("tag:env=prod"));
    assertEquals(List.of("nsg-b"), told("name=nsg-?", "tag:env=d*"));
    assertEquals(List.of("nsg-a", "nsg-b", "other"), told("resource-group=G"));
  }

  @Test
  void whatCannotBeToldIsTold() {
    assertEquals(List.of("nsg-a", "other"), told("region=westeurope"));
  }

  @Test
  void howMuchIsLeftOutIsSaid() {
    String out = check("name=nsg-a").out();

    assertTrue(
        out.contains("Left out by --where: 2 requirements of resources that do not fit."), out);
    assertEquals(ExitStatus.OK, check("name=nothing").status());
  }

  @Test
  void whatIsNoKeyIsRefused() {
    check("regio=westeurope")
        .refusedWith(
            "nsglint: --where knows name, region, resource-group and tag:NAME, not 'regio'; did you"
                + " mean 'region'?");
    check("prod")
        .refusedWith(
            "nsglint: --where takes KEY=VALUE, as in name=*bastion* or tag:env=prod, not 'prod'");
  }
}
