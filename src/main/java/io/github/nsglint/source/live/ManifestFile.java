package io.github.nsglint.source.live;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.live.Manifest.FileRecord;
import io.github.nsglint.source.live.Manifest.ReadRecord;
import io.github.nsglint.source.live.Manifest.SubscriptionRecord;
import io.github.nsglint.source.live.Manifest.Unmet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A manifest that an earlier run wrote. */
public final class ManifestFile {
  private ManifestFile() {}

  /**
   * @throws IOException if it is none; the message is a clause
   */
  public static Manifest read(byte[] bytes) throws IOException {
    Loaded<Node> root = JsonReader.read(SourceFile.decode(Manifest.NAME, bytes).value());
    if (!(root.value() instanceof MapNode map)
        || !text(map, Manifest.MARK).equals(String.valueOf(Manifest.FORM))) {
      throw new IOException(Manifest.NAME + " is no manifest of this version");
    }
    List<SubscriptionRecord> subscriptions = new ArrayList<>();
    for (MapNode subscription : SnapshotManifest.maps(map, "subscriptions")) {
      List<ReadRecord> reads = new ArrayList<>();
      for (MapNode read : SnapshotManifest.maps(subscription, "reads")) {
        reads.add(read(read));
      }
      subscriptions.add(
          new SubscriptionRecord(
              text(subscription, "id"),
              text(subscription, "name"),
              text(subscription, "state"),
              reads));
    }
    List<FileRecord> files = new ArrayList<>();
    for (MapNode file : SnapshotManifest.maps(map, "files")) {
      files.add(
          new FileRecord(text(file, "path"), text(file, "sha256"), number(text(file, "bytes"))));
    }
    return new Manifest(
        text(map, "program"),
        text(map, "endpoint"),
        text(map, "via"),
        text(map, "caller"),
        text(map, "started"),
        text(map, "finished"),
        SnapshotManifest.texts(map, "asked"),
        SnapshotManifest.maps(map, "unmet").stream()
            .map(each -> new Unmet(text(each, "asked"), text(each, "reason")))
            .toList(),
        subscriptions,
        files);
  }

  private static ReadRecord read(MapNode read) throws IOException {
    ReadOperation operation;
    try {
      operation = ReadOperation.valueOf(text(read, "operation"));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          Manifest.NAME + " names a request that is not known: " + text(read, "operation"));
    }
    return new ReadRecord(
        operation,
        text(read, "about"),
        text(read, "state"),
        text(read, "reason"),
        (int) number(text(read, "resources")),
        text(read, "at"));
  }

  private static long number(String text) throws IOException {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IOException(Manifest.NAME + " has '" + text + "' where a number belongs");
    }
    return Long.parseLong(text);
  }

  private static String text(MapNode map, String key) {
    return SnapshotManifest.text(map, key);
  }
}
