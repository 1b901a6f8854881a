package io.github.nsglint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A clone with little in it, in a folder with a space in its name, and a machine around it: the
 * tools of a shell, a JDK and a Maven that only say that they were called.
 */
final class Checkout {
  /** What one call left behind. */
  record Result(int exit, String out, String err) {}

  /** A path of its own, for the real one may hold a JDK. */
  private static final List<String> TOOLS =
      List.of("sh", "cat", "cp", "find", "mkdir", "mv", "readlink", "rm", "rmdir", "sleep");

  /** Writes the archive that it is told to write, then shows its process and its arguments. */
  private static final String JAVA =
      """
      #!/bin/sh
      for option; do
        case $option in
          -XX:SharedArchiveFile=*.next | -XX:AOTCacheOutput=*) echo "$0" >"${option#*=}" ;;
        esac
      done
      options=
      until [ "$1" = -cp ]; do
        options="$options $1"
        shift
      done
      shift 2
      [ $# -eq 0 ] && exit 0
      shift
      case ${1-} in
        exit) exit "$2" ;;
        options) echo "$options" ;;
        wait) echo $$; exec sleep 60 ;;
        *) for argument; do printf '<%s>\\n' "$argument"; done ;;
      esac
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      cd "%1$s" || exit
      echo "$@" >>../maven-calls
      if [ -f ../maven-fails ]; then echo 'Maven says why'; exit 3; fi
      while [ -f ../maven-waits ]; do sleep 0.05; done
      mkdir -p target/launch/build/lib
      if [ -f ../real.jar ]; then jar=../real.jar; else jar=pom.xml; fi
      cp "$jar" target/launch/build/nsglint.jar
      """;

  private final Path machine;
  private final String folder;
  private final Map<String, String> environment = new TreeMap<>();

  Checkout(Path machine) throws IOException {
    this(machine, "a clone");
  }

  private Checkout(Path machine, String folder) throws IOException {
    this.machine = machine;
    this.folder = folder;
    Path launcher = Path.of("nsglint").toAbsolutePath();
    write(folder + "/pom.xml", "<project/>");
    write(folder + "/src/main/java/Main.java", "class Main {}");
    write(folder + "/src/build/Tool.java", "class Tool {}");
    write(folder + "/rules/azure.yaml", "pack: azure");
    write(folder + "/testdata/rules/open/broken-all.json", "{}");
    Files.copy(launcher, root().resolve("nsglint"));
    age();
    for (String tool : TOOLS) {
      executable("tools/" + tool, "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
    }
    environment.put("PATH", machine.resolve("tools").toString());
  }

  /** With a JDK 17 and Maven on its path. */
  static Checkout ready(Path machine) throws IOException {
    return new Checkout(machine).withTools();
  }

  /** In a folder without a space: with one, Java 17 archives no class of ours. */
  static Checkout plain(Path machine) throws IOException {
    return new Checkout(machine, "clone").withTools();
  }

  private Checkout withTools() throws IOException {
    onPath(jdk("jdk-17", "17.0.9").resolve("bin"));
    onPath(maven());
    return this;
  }

  Path root() {
    return machine.resolve(folder);
  }

  Path launch() {
    return root().resolve("target/launch");
  }

  Path launcher() {
    return root().resolve("nsglint");
  }

  /** Installs a JDK and gives its home. */
  Path jdk(String name, String version) throws IOException {
    write(name + "/release", "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(name + "/bin/javac", "#!/bin/sh\n");
    executable(name + "/bin/java", JAVA);
    return machine.resolve(name);
  }

  /** Installs Maven and gives its folder. */
  Path maven() throws IOException {
    executable("maven/mvn", MAVEN.formatted(root()));
    return machine.resolve("maven");
  }

  void onPath(Path folder) {
    environment.merge("PATH", folder.toString(), (path, added) -> added + ":" + path);
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  Path write(String name, String text) throws IOException {
    Path file = machine.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path executable(String name, String text) throws IOException {
    Path file = write(name, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The options of each call of Maven so far. */
  List<String> mavenCalls() throws IOException {
    Path calls = machine.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return run(machine, launcher().toString(), arguments);
  }

  Result run(Path folder, String launcher, String... arguments)
      throws IOException, InterruptedException {
    return finish(start(folder, launcher, arguments));
  }

  Process start(String... arguments) throws IOException {
    return start(machine, launcher().toString(), arguments);
  }

  static Result finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  private Process start(Path folder, String launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Makes all sources older than any build. */
  private void age() throws IOException {
    FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new UncheckedIOException(new IOException("no " + tool + " on PATH")));
  }
}
