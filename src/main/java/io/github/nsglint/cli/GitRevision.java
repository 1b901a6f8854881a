package io.github.nsglint.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files of a revision, taken from git's objects into a folder of their own: neither the work
 * tree nor the index is touched, and nothing is fetched. Only files that a definition can be in, or
 * that the user named, are taken.
 */
final class GitRevision implements AutoCloseable {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "json",
          "jsonc",
          "sh",
          "bash",
          "azcli",
          "md",
          "ps1",
          "bicep",
          "bicepparam",
          "tf",
          "tfvars",
          "hcl",
          "yaml",
          "yml");

  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_SECONDS = 300;

  private record Blob(String hash, long size, String path) {}

  private final Path repository;
  private final Path folder;

  private GitRevision(Path repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /** Where the root of the repository is laid out. */
  Path folder() {
    return folder;
  }

  /**
   * @param named files that are taken whatever they are called, relative to the root, with {@code
   *     /}
   */
  static GitRevision of(Repository repository, String revision, List<String> named)
      throws UsageException, IOException {
    if (revision.isBlank() || revision.startsWith("-")) {
      throw new UsageException("--baseline-from takes a revision of git, not '" + revision + "'");
    }
    GitRevision taken =
        new GitRevision(repository.root(), Files.createTempDirectory("nsglint-revision"));
    try {
      taken.take(taken.commit(revision), named);
      return taken;
    } catch (UsageException | IOException | RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  private String commit(String revision) throws UsageException, IOException {
    Answer answer =
        ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    String hash = answer.out().strip();
    if (answer.exit() == 0 && hash.matches("[0-9a-f]{40,64}")) {
      return hash;
    }
    String shallow = ask("rev-parse", "--is-shallow-repository").out();
    String hint =
        shallow.strip().equals("true")
            ? "; this clone is shallow: fetch the revision first (`git fetch --depth=1 origin"
                + " REVISION`, or fetch-depth: 0 in a workflow)"
            : "";
    throw new UsageException(
        "--baseline-from: git knows no revision '"
            + revision
            + "' here"
            + hint
            + (answer.err().isEmpty() ? "" : " (git: " + answer.err() + ")"));
  }

  private void take(String commit, List<String> named) throws UsageException, IOException {
    Answer tree = ask("ls-tree", "-r", "-z", "-l", "--full-tree", commit);
    if (tree.exit() != 0) {
      throw new UsageException("--baseline-from: git cannot list the revision: " + tree.err());
    }
    List<Blob> wanted = new ArrayList<>();
    for (String line : tree.out().split("\0", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        // mode, type, hash, size
        String[] fields = line.substring(0, tab).split(" +", -1);
        String path = line.substring(tab + 1);
        boolean file =
            fields.length == 4 && fields[0].startsWith("100") && fields[1].equals("blob");
        if (file && isWanted(path, named) && fields[3].matches("[0-9]{1,9}")) {
          wanted.add(new Blob(fields[2], Long.parseLong(fields[3]), path));
        }
      }
    }
    write(wanted);
  }

  private static boolean isWanted(String path, List<String> named) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension) || named.contains(path);
  }

  private void write(List<Blob> blobs) throws UsageException, IOException {
    Process process = start("cat-file", "--batch");
    try (OutputStream requests = new BufferedOutputStream(process.getOutputStream());
        InputStream answers = new BufferedInputStream(process.getInputStream())) {
      for (Blob blob : blobs) {
        if (blob.size() <= MOST_BYTES) {
          requests.write((blob.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
          requests.flush();
          write(blob, answers);
        }
      }
    } finally {
      process.destroy();
    }
  }

  private void write(Blob blob, InputStream answers) throws UsageException, IOException {
    StringBuilder header = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new EOFException("git ended before it gave " + blob.path());
      }
      header.append((char) c);
    }
    if (!header.toString().equals(blob.hash() + " blob " + blob.size())) {
      throw new UsageException(
          "--baseline-from: git has the revision in part only: it says '"
              + header
              + "' of "
              + blob.path());
    }
    byte[] bytes = answers.readNBytes((int) blob.size());
    if (bytes.length < blob.size() || answers.read() != '\n') {
      throw new EOFException("git ended within " + blob.path());
    }
    try {
      Path file = folder.resolve(blob.path()).normalize();
      // A tree that was made by hand can name anything.
      if (file.startsWith(folder)) {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--baseline-from: '" + blob.path() + "' is no path of this system");
    }
  }

  private record Answer(int exit, String out, String err) {}

  private Answer ask(String... arguments) throws UsageException, IOException {
    Process process = start(arguments);
    process.getOutputStream().close();
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return process.getErrorStream().readNBytes(2000);
              } catch (IOException e) {
                return new byte[0]; // the answer itself tells what counts
              }
            });
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exit = process.waitFor();
      String err = new String(errors.join(), StandardCharsets.UTF_8).strip();
      return new Answer(exit, out, err.lines().findFirst().orElse(""));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    }
  }

  private Process start(String... arguments) throws UsageException {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    if (arguments[0].equals("cat-file")) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    try {
      Process process = builder.start();
      CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      return process;
    } catch (IOException e) {
      throw new UsageException(
          "--baseline-from needs git, which cannot be started: " + e.getMessage());
    }
  }

  /** Removes the folder. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
