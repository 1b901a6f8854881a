package io.github.nsglint.cli;

import io.github.nsglint.report.RunDetails;
import io.github.nsglint.report.RunDetails.Provenance;
import io.github.nsglint.report.SarifReport;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the repository's own files and the environment tell of a run; nothing is guessed. */
final class RunSurroundings {
  private static final String AZURE_DEVOPS = "azuredevops/pipeline/build/";

  private RunSurroundings() {}

  /**
   * @param category as the user wants it; empty for the usual one
   */
  static RunDetails of(Console console, SarifReport.Profile profile, String category) {
    Optional<Provenance> provenance =
        Repository.around(console.folder()).flatMap(RunSurroundings::provenance);
    Map<String, String> environment = console.environment();
    if (profile == SarifReport.Profile.AZURE_DEVOPS && category.isEmpty()) {
      Optional<RunDetails> build = build(environment, provenance);
      if (build.isPresent()) {
        return build.get();
      }
    }
    return new RunDetails(
        provenance, category.isEmpty() ? "nsglint/" : "nsglint/" + category + "/", Map.of());
  }

  /**
   * What GitHub Advanced Security for Azure DevOps asks for.
   *
   * @see <a href="https://learn.microsoft.com/azure/devops/pipelines/build/variables">variables of
   *     a build</a>
   */
  private static Optional<RunDetails> build(
      Map<String, String> environment, Optional<Provenance> provenance) {
    String collection = environment.getOrDefault("SYSTEM_COLLECTIONURI", "");
    String project = environment.getOrDefault("SYSTEM_TEAMPROJECT", "");
    String definition = environment.getOrDefault("SYSTEM_DEFINITIONID", "");
    String phase = environment.getOrDefault("SYSTEM_PHASEID", "");
    String organization = lastPart(collection);
    if (organization.isEmpty() || project.isEmpty() || definition.isEmpty() || phase.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> properties = new TreeMap<>();
    properties.put(AZURE_DEVOPS + "buildDefinitionId", definition);
    properties.put(
        AZURE_DEVOPS + "buildDefinitionName",
        environment.getOrDefault("BUILD_DEFINITIONNAME", definition));
    properties.put(AZURE_DEVOPS + "phaseId", phase);
    properties.put(AZURE_DEVOPS + "phaseName", environment.getOrDefault("SYSTEM_PHASENAME", phase));
    String id = AZURE_DEVOPS + String.join("/", organization, project, definition, phase);
    return Optional.of(new RunDetails(provenance, id, properties));
  }

  private static String lastPart(String uri) {
    String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Optional<Provenance> provenance(Repository repository) {
    Optional<Path> git = repository.gitFolder();
    if (git.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path common = common(git.get());
      Optional<String> address = address(common.resolve("config"));
      String head = line(git.get().resolve("HEAD"));
      if (address.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> branch =
          head.startsWith("ref: ")
              ? Optional.of(head.substring("ref: ".length()).strip())
              : Optional.empty();
      Optional<String> revision =
          branch.isPresent() ? revision(common, branch.get()) : Optional.of(head);
      return Optional.of(
          new Provenance(
              address.get(), revision.filter(hash -> hash.matches("[0-9a-f]{40,64}")), branch));
    } catch (IOException e) {
      return Optional.empty(); // a repository of another shape tells nothing
    }
  }

  /** A linked work tree has most of git's files in another folder. */
  private static Path common(Path git) throws IOException {
    Path file = git.resolve("commondir");
    return Files.exists(file) ? git.resolve(line(file)).normalize() : git;
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  private static Optional<String> revision(Path common, String branch) throws IOException {
    Path loose = common.resolve(branch);
    if (Files.exists(loose)) {
      return Optional.of(line(loose));
    }
    Path packed = common.resolve("packed-refs");
    if (!Files.exists(packed)) {
      return Optional.empty();
    }
    for (String line : Files.readAllLines(packed)) {
      if (line.endsWith(" " + branch)) {
        return Optional.of(line.substring(0, line.indexOf(' ')));
      }
    }
    return Optional.empty();
  }

  /** The address of the remote that is called origin. */
  private static Optional<String> address(Path config) throws IOException {
    boolean origin = false;
    for (String line : Files.readAllLines(config)) {
      String text = line.strip();
      if (text.startsWith("[")) {
        origin = text.equals("[remote \"origin\"]");
      } else if (origin && text.matches("url\\s*=.*")) {
        return web(text.substring(text.indexOf('=') + 1).strip());
      }
    }
    return Optional.empty();
  }

  /**
   * As a browser would call it, without what lets in; a path of this machine is nobody's business.
   */
  static Optional<String> web(String address) {
    String uri = address;
    if (uri.matches("[^/:@]+@[^/:]+:[^/].*")) {
      uri = "https://" + uri.substring(uri.indexOf('@') + 1).replaceFirst(":", "/");
    }
    try {
      URI parsed = new URI(uri);
      String scheme = String.valueOf(parsed.getScheme());
      if (parsed.getHost() == null || !scheme.matches("https?|ssh|git")) {
        return Optional.empty();
      }
      String port = parsed.getPort() < 0 || scheme.equals("ssh") ? "" : ":" + parsed.getPort();
      String path = String.valueOf(parsed.getRawPath()).replaceFirst("\\.git/?$", "");
      boolean plain = scheme.equals("http");
      return Optional.of((plain ? "http://" : "https://") + parsed.getHost() + port + path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
