package io.github.nsglint.source.live;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.InputFormat;
import io.github.nsglint.source.Lookahead;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Recognition;
import io.github.nsglint.source.Resource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The manifest of a snapshot: what it says was not read becomes a problem, and perhaps-there
 * resources of which nothing is known, so that no requirement holds for want of them. Without
 * Azure's libraries.
 *
 * <p>Problems: {@code not-read}, a list that Azure did not give in whole, or was not asked for;
 * {@code none-of-type}, a note that Resource Graph may not have a type at all; {@code not-found},
 * what the user named and was not there; {@code snapshot-changed}, a file that is not as it was
 * written; {@code snapshot-form}, a manifest of another version.
 */
public final class SnapshotManifest implements InputFormat {
  /** What a file counts whose hash is made: no more of it than this is in memory. */
  private static final int HASHED = Sha256.PART;

  private final Map<String, String> readAt = new TreeMap<>();

  /** When Azure gave what lies in a file, by its path as the user sees it; UTC, ISO 8601. */
  public Map<String, String> readAt() {
    return Collections.unmodifiableMap(readAt);
  }

  @Override
  public Reading open(InputFile file, Output output) {
    return new ManifestReading(file, output, readAt);
  }

  @Override
  public List<Problem> remaining() {
    return List.of();
  }

  @Override
  public Map<String, String> parts() {
    return Map.of();
  }

  private static final class ManifestReading implements Reading {
    private final InputFile file;
    private final Output output;
    private final Map<String, String> readAt;

    ManifestReading(InputFile file, Output output, Map<String, String> readAt) {
      this.file = file;
      this.output = output;
      this.readAt = readAt;
    }

    @Override
    public Recognition element(Node element) {
      return Recognition.FOREIGN;
    }

    @Override
    public Recognition root(Node root) {
      if (!(root instanceof MapNode map) || map.get(Manifest.MARK).isEmpty()) {
        return Recognition.FOREIGN;
      }
      Node form = map.get(Manifest.MARK).get();
      if (form.scalar().filter(String.valueOf(Manifest.FORM)::equals).isEmpty()) {
        problem("snapshot-form", "this version of snapshots is not known here", form.span());
        return Recognition.AZURE;
      }
      maps(map, "subscriptions").forEach(this::subscription);
      for (MapNode unmet : maps(map, "unmet")) {
        problem("not-found", text(unmet, "asked") + ": " + text(unmet, "reason"), unmet.span());
      }
      compareAll(maps(map, "files"));
      times(map);
      return Recognition.AZURE;
    }

    private void subscription(MapNode subscription) {
      String id = text(subscription, "id");
      String name = text(subscription, "name");
      String words = name.isEmpty() ? id : name + " (" + id + ")";
      List<MapNode> reads = maps(subscription, "reads");
      List<UnreadList> unread = new ArrayList<>();
      for (MapNode read : reads) {
        Optional<UnreadList> missing = UnreadList.of(read);
        missing.ifPresentOrElse(unread::add, () -> answer(read, words));
      }
      boolean nothing =
          unread.size() > 1
              && unread.size() == reads.size()
              && unread.stream().map(UnreadList::reason).distinct().count() == 1;
      if (nothing) {
        UnreadList first = unread.get(0);
        problem("not-read", first.messageOfAll(words), first.span());
      } else {
        unread.forEach(each -> problem("not-read", each.message(words), each.span()));
      }
      unread.forEach(each -> each.perhapsThere().forEach(output.resources()));
      reportNotAsked(subscription, words);
    }

    /** What rules ask for and nobody asked Azure for. */
    private void reportNotAsked(MapNode subscription, String words) {
      for (String type : file.types().wanted()) {
        String end = "/providers/" + type;
        boolean asked =
            ReadOperation.isListed(type)
                || maps(subscription, "reads").stream()
                    .map(read -> text(read, "about"))
                    .anyMatch(
                        about ->
                            about.regionMatches(
                                true, about.length() - end.length(), end, 0, end.length()));
        if (!asked) {
          Span span = subscription.get("id").map(Node::span).orElse(subscription.span());
          UnreadList unread = UnreadList.notAsked(type, text(subscription, "id"), span);
          problem("not-read", unread.message(words), span);
          unread.perhapsThere().forEach(output.resources());
        }
      }
    }

    /** Resource Graph says nothing of types that it does not have. */
    private void reportNone(MapNode read, String words) {
      String about = text(read, "about");
      if (text(read, "resources").equals("0") && about.contains("/providers/")) {
        output
            .problems()
            .accept(
                Problem.note(
                    "none-of-type",
                    "Resource Graph gave no "
                        + about.substring(about.indexOf("/providers/") + 11)
                        + " of subscription "
                        + words
                        + "; of a type that it does not have it gives none either",
                    read.get("about").map(Node::span).orElse(read.span())));
      }
    }

    /** That there are no admin rules is an answer as well, and in none of the lists. */
    private void answer(MapNode read, String words) {
      if (text(read, "operation").equals(ReadOperation.RESOURCE_GRAPH.name())) {
        reportNone(read, words);
        return;
      }
      String network = text(read, "about");
      if (!text(read, "operation").equals(ReadOperation.SECURITY_ADMIN_RULES.name())
          || network.isEmpty()) {
        return;
      }
      Span span = read.get("about").map(Node::span).orElse(read.span());
      MapNode where = map(span, "id", new Node.TextNode(network, span));
      output
          .resources()
          .accept(
              new Resource(
                  NetworkTypes.EFFECTIVE_ADMIN_RULES,
                  network + "/providers/" + NetworkTypes.EFFECTIVE_ADMIN_RULES + "/answer",
                  map(span, "virtualNetwork", where),
                  Optional.empty(),
                  span));
    }

    private static MapNode map(Span span, String key, Node value) {
      return new MapNode(List.of(new Node.Entry(new Node.TextNode(key, span), value)), span);
    }

    private void problem(String code, String message, Span span) {
      output.problems().accept(Problem.error(code, message, span));
    }

    /** Of a list that was read for several resource groups, the last time. */
    private void times(MapNode map) {
      Map<String, String> ofLists = new TreeMap<>();
      for (MapNode subscription : maps(map, "subscriptions")) {
        String folder = text(subscription, "id").toLowerCase(Locale.ROOT) + "/";
        for (MapNode read : maps(subscription, "reads")) {
          for (ReadOperation operation : ReadOperation.values()) {
            if (operation.name().equals(text(read, "operation"))) {
              String about = text(read, "about");
              String list =
                  operation == ReadOperation.RESOURCE_GRAPH
                      ? about.substring(about.lastIndexOf('/') + 1)
                      : operation.fileName();
              ofLists.merge(folder + list, text(read, "at"), (a, b) -> a.compareTo(b) < 0 ? b : a);
            }
          }
        }
      }
      String own = map.span().file().path();
      String root = own.substring(0, own.lastIndexOf('/') + 1);
      for (MapNode entry : maps(map, "files")) {
        String path = text(entry, "path");
        String time = ofLists.get(list(path));
        if (time != null) {
          readAt.put(root + path, time);
        }
      }
    }

    /** {@code SUBSCRIPTION/routeTables} of {@code SUBSCRIPTION/GROUP.routeTables.json}. */
    private static String list(String path) {
      String name = path.endsWith(".json") ? path.substring(0, path.length() - 5) : path;
      int slash = name.indexOf('/');
      return name.substring(0, slash + 1)
          + name.substring(Math.max(slash, name.lastIndexOf('.')) + 1);
    }

    /** Evidence that was edited is none. Hashing takes as long as reading: in all threads. */
    private void compareAll(List<MapNode> entries) {
      Optional<Path> folder = file.location().map(Path::toAbsolutePath).map(Path::getParent);
      if (folder.isEmpty()) {
        return; // a snapshot in memory
      }
      try (Lookahead ahead = new Lookahead()) {
        entries.forEach(entry -> compare(entry, folder.get(), ahead));
        ahead.finish();
      }
    }

    private void compare(MapNode entry, Path folder, Lookahead ahead) {
      String name = text(entry, "path");
      if (name.isEmpty()) {
        return; // what is no name of a file
      }
      Span span = entry.get("path").map(Node::span).orElse(entry.span());
      Path path;
      try {
        path = folder.resolve(name).normalize();
      } catch (InvalidPathException e) {
        ahead.add(() -> unreadable(name, span));
        return;
      }
      if (!path.startsWith(folder)) {
        ahead.add(
            () -> problem("snapshot-changed", "'" + name + "' lies outside of the snapshot", span));
        return;
      }
      ahead.add(
          HASHED,
          () -> Sha256.hex(path),
          hash -> {
            if (hash.isEmpty()) {
              unreadable(name, span);
            } else if (!hash.get().equals(text(entry, "sha256"))) {
              problem(
                  "snapshot-changed",
                  "'" + name + "' is not as it was read from Azure: its SHA-256 is another one",
                  span);
            }
          });
    }

    private void unreadable(String name, Span span) {
      problem("snapshot-changed", "'" + name + "' is not there or cannot be read", span);
    }
  }

  static List<MapNode> maps(MapNode map, String key) {
    return map.get(key).orElse(null) instanceof Node.ListNode list
        ? list.items().stream().filter(MapNode.class::isInstance).map(MapNode.class::cast).toList()
        : List.of();
  }

  static List<String> texts(MapNode map, String key) {
    return map.get(key).orElse(null) instanceof Node.ListNode list
        ? list.items().stream().flatMap(item -> item.scalar().stream()).toList()
        : List.of();
  }

  static String text(MapNode map, String key) {
    return map.get(key).flatMap(Node::scalar).orElse("");
  }
}
