package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program in a folder of its own, with streams in memory. */
final class Program {
  /** A group with one rule that lets everybody reach SSH. */
  static final String OPEN = group("Allow");

  /** The same group with the rule turned round. */
  static final String CLOSED = group("Deny");

  private final Path folder;
  private InputStream in = InputStream.nullInputStream();
  private Map<String, String> environment = Map.of();
  private boolean terminal;

  Program(Path folder) {
    this.folder = folder;
  }

  /**
   * @param out what came to standard output, with DIR for the folder's path
   * @param err likewise
   */
  record Run(ExitStatus status, String out, String err) {
    /** Ended like this, and whatever went wrong was said without a stack trace. */
    Run endedWith(ExitStatus expected) {
      assertEquals(expected, status, () -> out + err);
      assertFalse((out + err).contains("\tat "), () -> out + err);
      return this;
    }

    /** Wrong usage is told in lines of their own on standard error, and nothing else is told. */
    Run refusedWith(String... lines) {
      endedWith(ExitStatus.USAGE);
      assertEquals(List.of(lines), err.lines().toList());
      assertEquals("", out);
      return this;
    }
  }

  private static String group(String access) {
    return """
        [
          {
            "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
            "name": "n",
            "type": "Microsoft.Network/networkSecurityGroups",
            "securityRules": [
              {
                "name": "ssh",
                "access": "%s",
                "direction": "Inbound",
                "priority": 100,
                "protocol": "Tcp",
                "sourceAddressPrefix": "*",
                "sourcePortRange": "*",
                "destinationAddressPrefix": "*",
                "destinationPortRange": "22"
              }
            ]
          }
        ]
        """
        .formatted(access);
  }

  Program reading(String text) {
    return reading(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  Program reading(InputStream stream) {
    in = stream;
    return this;
  }

  Program on(boolean isTerminal, Map<String, String> variables) {
    terminal = isTerminal;
    environment = variables;
    return this;
  }

  /** The path of a file with this text, new in the folder. */
  String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** The names in the folder, sorted. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            in,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            environment,
            terminal,
            folder);
    ExitStatus status = Main.run(console, arguments);
    return new Run(status, shown(out), shown(err));
  }

  private String shown(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), "DIR");
  }
}
