package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run of the loader over inputs gave, in short words for tests. */
public record Loading(List<Resource> resources, LoadSummary summary) {
  /** A text as standard input. */
  public static Loading ofText(String text) {
    return of(List.of("-"), text, List.of(), Limits.standard());
  }

  public static Loading ofText(String text, Limits limits) {
    return of(List.of("-"), text, List.of(), limits);
  }

  public static Loading ofText(String text, DeploymentTarget target) {
    Limits limits = Limits.standard();
    ArmTemplates templates =
        new ArmTemplates(List.of(), AssumedValues.none(), target, OpenChoices.none(), limits);
    return of(List.of("-"), text, new SourceLoader(List.of(templates), limits));
  }

  public static Loading ofPaths(List<String> inputs) {
    return of(inputs, "", List.of(), Limits.standard());
  }

  public static Loading ofPaths(List<String> inputs, List<String> parameterFiles) {
    return of(inputs, "", parameterFiles, Limits.standard());
  }

  static Loading of(
      List<String> inputs, String standardInput, List<String> parameterFiles, Limits limits) {
    return of(
        inputs,
        standardInput,
        new SourceLoader(
            List.of(new ArmTemplates(parameterFiles, limits), new AzureListing()), limits));
  }

  private static Loading of(List<String> inputs, String standardInput, SourceLoader loader) {
    List<Resource> resources = new ArrayList<>();
    LoadSummary summary =
        loader.load(
            inputs,
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            resource -> {
              assertEquals(resource.body(), resource.kept().get(), resource::id);
              resources.add(resource);
            });
    return new Loading(resources, summary);
  }

  public Resource only() {
    if (resources.size() != 1) {
      throw new AssertionError(ids() + " " + problems());
    }
    return resources.get(0);
  }

  public List<String> ids() {
    return resources.stream().map(Resource::id).toList();
  }

  /** {@code code [text at its place] message}. */
  public List<String> problems() {
    return summary.problems().stream()
        .map(p -> p.code() + " [" + p.span().text() + "] " + p.message())
        .toList();
  }

  public List<String> codes() {
    return summary.problems().stream().map(Problem::code).toList();
  }

  /** A value under a path of keys and indexes: {@code properties/securityRules/0/name}. */
  public static Node at(Node node, String path) {
    Node at = node;
    for (String step : path.split("/", -1)) {
      if (at instanceof Node.MapNode map) {
        Node within = at;
        at = map.get(step).orElseThrow(() -> new AssertionError(step + " in " + shown(within)));
      } else if (at instanceof Node.ListNode list) {
        at = list.items().get(Integer.parseInt(step));
      } else {
        throw new AssertionError(step + " in " + shown(at));
      }
    }
    return at;
  }

  public Node at(String path) {
    return at(only().body(), path);
  }

  /** The value as an expression would write it; {@code ?symbol} or {@code ?? reason} if unknown. */
  public static String shown(Node node) {
    if (node instanceof Node.TextNode text) {
      return "'" + text.value() + "'";
    }
    if (node instanceof Node.Unresolved unknown) {
      return unknown.symbol().isEmpty() ? "?? " + unknown.reason() : "?" + unknown.symbol();
    }
    if (node instanceof Node.ListNode list) {
      return list.items().stream().map(Loading::shown).collect(Collectors.joining(", ", "[", "]"));
    }
    if (node instanceof Node.MapNode map) {
      return map.entries().stream()
          .map(entry -> entry.key().value() + ": " + shown(entry.value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node.scalar().orElse("null");
  }
}
