package io.github.nsglint.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/** The program's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    Console console =
        new Console(
            // Bare file streams ask a pipe for its position, and fail.
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
            stream(out),
            stream(new FileOutputStream(FileDescriptor.err)),
            System.getenv(),
            Boolean.getBoolean("nsglint.terminal"),
            Path.of("").toAbsolutePath());
    ExitStatus status = run(console, arguments);
    console.out().flush();
    System.exit(out.ending(status, console.err()).code());
  }

  /** Messages hold arrows and dashes, whatever the terminal's locale says. */
  private static PrintStream stream(OutputStream out) {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /** Runs one command line; the only place where a defect of ours is caught. */
  public static ExitStatus run(Console console, String... arguments) {
    try {
      // picocli need not be loaded to answer this.
      if (arguments.length == 1
          && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
        console.out().println("nsglint " + version());
        return ExitStatus.OK;
      }
      Packs.readAhead();
      return new Commands(console).run(arguments);
    } catch (RuntimeException | AssertionError | StackOverflowError defect) {
      console
          .err()
          .println("nsglint: this is a defect of nsglint, not of your files. Please report it:");
      defect.printStackTrace(console.err());
      return ExitStatus.CRASH;
    } catch (OutOfMemoryError error) {
      console.err().println("nsglint: out of memory; NSGLINT_JAVA_OPTS=-Xmx8g gives it more");
      return ExitStatus.CRASH;
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  /** The version that the build wrote down. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = Main.class.getResourceAsStream("/nsglint.properties")) {
      if (in == null) {
        throw new AssertionError("nsglint.properties is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }
}
