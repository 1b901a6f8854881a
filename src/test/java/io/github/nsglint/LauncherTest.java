package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LauncherTest {
  private static final String PROGRESS =
      "nsglint: building the program; this is done once, and after a change\n";

  private static final String PROBE = "io.github.nsglint.cli.Main";

  @TempDir private Path machine;

  @Test
  void firstCallBuildsAndLaterCallsDoNot() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    assertEquals(new Checkout.Result(0, "<check>\n", PROGRESS), checkout.run("check"));
    assertEquals(new Checkout.Result(0, "<check>\n", ""), checkout.run("check"));
    assertEquals(1, checkout.mavenCalls().size(), () -> checkout.launch().toString());
  }

  @Test
  void argumentsArriveAsTheyWere() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    assertEquals(
        "<>\n<a b>\n<*>\n<'>\n<\">\n<$HOME>\n<\\n>\n<`x`>\n<-jar>\n<a\nb>\n<é>\n",
        checkout.run("", "a b", "*", "'", "\"", "$HOME", "\\n", "`x`", "-jar", "a\nb", "é").out());
    assertEquals("", checkout.run().out());
  }

  @Test
  void startsFromAnyFolder() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Path elsewhere = Files.createDirectories(machine.resolve("else where/deep"));
    String expected = "<x y>\n";
    assertEquals(expected, checkout.run(checkout.root(), "./nsglint", "x y").out());
    assertEquals(expected, checkout.run(elsewhere, "../../a clone/nsglint", "x y").out());
    assertEquals(expected, checkout.run(checkout.root(), "sh", "nsglint", "x y").out());
    checkout.onPath(checkout.root());
    assertEquals(expected, checkout.run(elsewhere, "sh", "-c", "nsglint 'x y'").out());
    assertEquals(1, checkout.mavenCalls().size());
  }

  @Test
  void startsThroughLinks() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Path bin = Files.createDirectories(machine.resolve("my bin/links"));
    Path far = Files.createSymbolicLink(bin.resolve("far"), Path.of("../../a clone/nsglint"));
    Path near = Files.createSymbolicLink(machine.resolve("near"), Path.of("my bin/links/far"));
    Path whole = Files.createSymbolicLink(machine.resolve("whole"), near);
    Path folder = Files.createSymbolicLink(machine.resolve("folder"), checkout.root());
    for (Path launcher : new Path[] {far, near, whole, folder.resolve("nsglint")}) {
      assertEquals("<1>\n", checkout.run(bin, launcher.toString(), "1").out(), launcher::toString);
    }
    assertEquals(1, checkout.mavenCalls().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pom.xml", "src/main/java/Main.java", "src/build/Tool.java", "rules/azure.yaml"})
  void aNewerSourceIsBuilt(String name) throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Path source = checkout.root().resolve(name);
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertEquals(PROGRESS, checkout.run().err());
    assertEquals(2, checkout.mavenCalls().size());
  }

  /** Looking through them all takes longer than looking through the sources. */
  @Test
  void aNewerExampleIsBuiltWhenExamplesAreShown() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Path example = checkout.root().resolve("testdata/rules/open/broken-all.json");
    Files.setLastModifiedTime(example, FileTime.from(Instant.now().plusSeconds(60)));
    assertEquals("", checkout.run("check", "infra").err());
    assertEquals(PROGRESS, checkout.run("explain", "BAS101").err());
    assertEquals(2, checkout.mavenCalls().size());
  }

  @Test
  void aRemovedSourceIsBuilt() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Files.delete(checkout.root().resolve("rules/azure.yaml"));
    assertEquals(PROGRESS, checkout.run().err());
    assertEquals("", checkout.run().err());
  }

  @Test
  void failedBuildShowsMavensOutputAndIsTriedAgain() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Path fails = checkout.write("maven-fails", "");
    Checkout.Result failed = checkout.run();
    assertEquals(70, failed.exit());
    assertEquals("", failed.out());
    assertEquals(
        PROGRESS
            + "Maven says why\nnsglint: the build failed (mvn ended with 3); its output is above.\n",
        failed.err());
    Files.delete(fails);
    assertEquals(0, checkout.run().exit());
  }

  @Test
  void sourcesThatDoNotBuildNeverRunAsTheyWere() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Path source = checkout.root().resolve("pom.xml");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    checkout.write("maven-fails", "");
    assertEquals(70, checkout.run().exit());
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Checkout checkout = new Checkout(machine);
    assertEquals(
        new Checkout.Result(
            70,
            "",
            """
            nsglint: needs a JDK 17 or newer. PATH has no java.
            nsglint: Install one, or set JAVA_HOME to it.
            """),
        checkout.run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_452", "11.0.27", "16"})
  void saysWhichJavaIsTooOld(String version) throws Exception {
    Checkout checkout = new Checkout(machine);
    Path home = checkout.jdk("old", version);
    checkout.onPath(home.resolve("bin"));
    checkout.set("JAVA_HOME", home.toString());
    String first = checkout.run().err().lines().findFirst().orElseThrow();
    assertEquals(
        "nsglint: needs a JDK 17 or newer. JAVA_HOME (%s) is Java %s; PATH has %s/bin/java, Java %s."
            .formatted(home, version, home, version),
        first);
  }

  @ParameterizedTest
  @CsvSource({"17", "17.0.15", "21.0.2", "25-ea", "26"})
  void newerJavaServes(String version) throws Exception {
    Checkout checkout = new Checkout(machine);
    checkout.onPath(checkout.maven());
    checkout.onPath(checkout.jdk("jdk", version).resolve("bin"));
    assertEquals(0, checkout.run().exit());
  }

  @Test
  void javaHomeComesFirstUnlessItDoesNotServe() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.set("JAVA_HOME", checkout.jdk("jdk-25", "25.0.3").toString());
    assertTrue(checkout.run("options").out().contains("-XX:AOTCache="));
    checkout.set("JAVA_HOME", checkout.jdk("jdk-11", "11").toString());
    assertTrue(checkout.run("options").out().contains("-XX:SharedArchiveFile="));
    checkout.set("JAVA_HOME", machine.resolve("none").toString());
    assertEquals("<x>\n", checkout.run("x").out());
  }

  @Test
  void javaThatOnlyKnowsItselfIsAsked() throws Exception {
    Checkout checkout = new Checkout(machine);
    checkout.onPath(checkout.maven());
    Path home = checkout.jdk("real-jdk", "17.0.9");
    checkout.executable(
        "shims/java",
        """
            #!/bin/sh
            [ "$1" = -XshowSettings:properties ] || exec "%1$s/bin/java" "$@"
            printf '    java.home = %1$s\\n    java.version = %2$s\\n' >&2
            """
            .formatted(home, "21.0.2"));
    checkout.onPath(machine.resolve("shims"));
    assertEquals(new Checkout.Result(0, "<x>\n", PROGRESS), checkout.run("x"));
  }

  @Test
  void saysThatThereIsNoMaven() throws Exception {
    Checkout checkout = new Checkout(machine);
    checkout.onPath(checkout.jdk("jdk", "17.0.9").resolve("bin"));
    assertEquals(
        new Checkout.Result(
            70, "", "nsglint: needs Maven to build itself once; PATH has no mvn.\n"),
        checkout.run());
  }

  @Test
  void saysThatThereIsNoCompiler() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Files.delete(machine.resolve("jdk-17/bin/javac"));
    assertEquals(
        new Checkout.Result(
            70,
            "",
            "nsglint: needs a JDK to build itself once; %s (Java 17.0.9) has no compiler.\n"
                .formatted(machine.resolve("jdk-17"))),
        checkout.run());
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Files.writeString(checkout.root().resolve("target"), "not a folder");
    assertEquals(
        new Checkout.Result(
            70,
            "",
            "nsglint: cannot write to %s, where the program is built.\n"
                .formatted(checkout.launch())),
        checkout.run());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 70, 255})
  void exitCodeIsTheProgramsOwn(int code) throws Exception {
    Checkout checkout = Checkout.ready(machine);
    assertEquals(code, checkout.run("exit", Integer.toString(code)).exit());
  }

  @Test
  void signalsReachTheProgram() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Process process = checkout.start("wait");
    BufferedReader out = process.inputReader();
    assertEquals(Long.toString(process.pid()), out.readLine(), "the launcher became the program");
    process.destroy();
    assertEquals(128 + 15, process.waitFor());
  }

  @Test
  void signalDuringTheBuildEndsItAndLeavesNoLock() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Path waits = checkout.write("maven-waits", "");
    Process process = checkout.start();
    assertEquals(PROGRESS, process.errorReader().readLine() + "\n");
    process.destroy();
    assertEquals(128 + 15, process.waitFor());
    assertFalse(Files.exists(checkout.launch().resolve("lock")));
    Files.delete(waits);
    assertEquals(0, checkout.run().exit());
  }

  @Test
  void twoFirstCallsBuildOnce() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Path waits = checkout.write("maven-waits", "");
    Process first = checkout.start("1");
    assertEquals(PROGRESS, first.errorReader().readLine() + "\n");
    Process second = checkout.start("2");
    Files.delete(waits);
    assertEquals("<1>\n", Checkout.finish(first).out());
    assertEquals(new Checkout.Result(0, "<2>\n", ""), Checkout.finish(second));
    assertEquals(1, checkout.mavenCalls().size());
  }

  @Test
  void lockOfAProcessThatIsGoneIsBroken() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    Process gone = new ProcessBuilder("sh", "-c", ":").start();
    gone.waitFor();
    String lock = "a clone/target/launch/lock/owner";
    checkout.write(lock, gone.pid() + "\n");
    assertEquals(new Checkout.Result(0, "<x>\n", PROGRESS), checkout.run("x"));
    assertFalse(Files.exists(checkout.launch().resolve("lock")));

    checkout.write(lock, gone.pid() + "\n");
    Path archive = checkout.launch().resolve("java-17.0.9.archive");
    Files.delete(archive);
    Files.delete(checkout.launch().resolve("java-17.0.9.archive.key"));
    assertEquals(new Checkout.Result(0, "<x>\n", ""), checkout.run("x"));
    assertTrue(Files.exists(archive));
    assertFalse(Files.exists(checkout.launch().resolve("lock")));
  }

  @Test
  void aLockThatIsHeldDoesNotKeepABuiltProgramFromStarting() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    checkout.write("a clone/target/launch/lock/owner", ProcessHandle.current().pid() + "\n");
    checkout.set("JAVA_HOME", checkout.jdk("jdk-21", "21.0.2").toString());
    assertEquals(new Checkout.Result(0, "<x>\n", ""), checkout.run("x"));
    assertTrue(Files.exists(checkout.launch().resolve("lock")));
  }

  @Test
  void moreOptionsReachJava() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.set("NSGLINT_JAVA_OPTS", "-Dstar=* -Xmx1g");
    assertTrue(checkout.run("options").out().endsWith(" -Dstar=* -Xmx1g\n"));
  }

  @Test
  void eachJavaHasItsArchiveUntilTheNextBuild() throws Exception {
    Checkout checkout = Checkout.ready(machine);
    checkout.run();
    Path of17 = checkout.launch().resolve("java-17.0.9.archive");
    Path of25 = checkout.launch().resolve("java-25.0.3.archive");
    assertTrue(checkout.run("options").out().endsWith(" -XX:SharedArchiveFile=" + of17 + "\n"));
    checkout.set("JAVA_HOME", checkout.jdk("jdk-25", "25.0.3").toString());
    assertTrue(checkout.run("options").out().endsWith(" -XX:AOTCache=" + of25 + "\n"));
    assertTrue(Files.exists(of17));
    Files.setLastModifiedTime(checkout.launch().resolve("stamp"), FileTime.fromMillis(0));
    checkout.run();
    assertFalse(Files.exists(of17), "an archive fits one jar");
    assertTrue(Files.exists(of25));
  }

  @Test
  void realJavaUsesItsArchiveAndBearsABrokenOne() throws Exception {
    Checkout checkout = Checkout.plain(machine);
    writeProbe(machine.resolve("real.jar"));
    checkout.set("JAVA_HOME", System.getProperty("java.home"));
    assertEquals(new Checkout.Result(0, "probe [x]\n", PROGRESS), checkout.run("x"));
    assertEquals(new Checkout.Result(0, "probe [x]\n", ""), checkout.run("x"));
    checkout.set("NSGLINT_JAVA_OPTS", "-Xlog:class+load");
    String loaded = checkout.run("x").out();
    assertTrue(loaded.contains(PROBE + " source: shared objects file"), loaded);
    checkout.set("NSGLINT_JAVA_OPTS", "");
    Path archive;
    try (Stream<Path> files = Files.list(checkout.launch())) {
      archive =
          files.filter(file -> file.toString().endsWith(".archive")).findFirst().orElseThrow();
    }
    Files.delete(archive);
    Files.writeString(archive, "no archive at all");
    assertEquals(new Checkout.Result(0, "probe [x]\n", ""), checkout.run("x"));
  }

  /** Writes the jar of a program that shows its arguments. */
  private void writeProbe(Path jar) throws IOException {
    Path source =
        Files.writeString(
            machine.resolve("Main.java"),
            """
            package io.github.nsglint.cli;
            class Main {
              public static void main(String[] arguments) {
                System.out.println("probe " + java.util.Arrays.toString(arguments));
              }
            }
            """);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", machine.toString(), "--release", "17", source.toString());
    assertEquals(0, status);
    String name = PROBE.replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new JarEntry(name));
      Files.copy(machine.resolve(name), entries);
    }
  }
}
