package io.github.nsglint.source.live;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.Answer.Kind;
import io.github.nsglint.source.live.JsonAnswer.Item;
import io.github.nsglint.source.live.Lists.Question;
import io.github.nsglint.source.live.Manifest.FileRecord;
import io.github.nsglint.source.live.Manifest.ReadRecord;
import io.github.nsglint.source.live.Manifest.SubscriptionRecord;
import io.github.nsglint.source.live.Manifest.Unmet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Reads subscriptions into a snapshot. A subscription is stored as soon as it is read; whatever
 * could not be read is written down with its reason, and the rest goes on.
 */
public final class LiveReading {
  /** Requests at once. */
  private static final int PER_SUBSCRIPTION = 4;

  private static final int IN_ALL = 48;

  /** Between two manifests: each has all that was read before, and there may be thousands. */
  private static final Duration MANIFEST = Duration.ofSeconds(2);

  private final Cloud cloud;
  private final ArmRequests requests;
  private final Lists lists;
  private final Timing timing;
  private final CallerHash caller;
  private final String program;
  private volatile boolean stopped;
  private volatile Optional<WorkQueue> queue = Optional.empty();

  /** By id in lower case; of those under way there is nothing yet. */
  private final Map<String, SubscriptionRecord> done = new ConcurrentSkipListMap<>();

  private final Map<String, FileRecord> files = new ConcurrentSkipListMap<>();
  private final Map<String, Sessions> sessions = new ConcurrentSkipListMap<>();

  /** Where the files of subscriptions go that are not done, and the manifest. */
  private final NavigableSet<String> openPaths = new ConcurrentSkipListSet<>();

  private volatile int total;
  private volatile String via = "arm";
  private volatile List<String> asked = List.of();
  private volatile List<Unmet> unmet = List.of();
  private Instant nextManifest = Instant.MIN;

  /**
   * @param program the version, for the manifest
   */
  public LiveReading(
      Cloud cloud, Tokens tokens, Timing timing, RequestLimits limits, String program) {
    this.cloud = cloud;
    this.timing = timing;
    this.program = program;
    this.caller = new CallerHash(tokens);
    this.requests = new ArmRequests(cloud.endpoint(), caller, timing, limits);
    this.lists = new Lists(cloud.endpoint(), requests, limits);
  }

  /** How far it is: for a line that a person reads while waiting. */
  public record Progress(int done, int total, long requests, long waiting) {}

  public Progress progress() {
    return new Progress(done.size(), total, requests.sent(), requests.waiting());
  }

  /** Ends it early, from another thread: nothing more is asked, and what was read is kept. */
  public void stop() {
    stopped = true;
    requests.stop();
    queue.ifPresent(WorkQueue::wake);
  }

  /** Which subscriptions there are could not be told. */
  public static final class NoSubscriptions extends IOException {
    NoSubscriptions(String message) {
      super(message);
    }
  }

  /**
   * @param store gets the files, and now and then the manifest
   * @param before of an earlier, interrupted reading: subscriptions that it has in whole are kept
   * @throws NoSubscriptions when nothing can be read at all
   */
  public Manifest read(LiveScope scope, SnapshotStore store, Optional<Manifest> before)
      throws IOException, InterruptedException {
    String started = before.map(Manifest::started).orElseGet(() -> timing.now().toString());
    List<String> ids = subscriptions(scope);
    total = ids.size();
    asked = scope.asked();
    if (before.isPresent()) {
      keep(before.get(), ids, scope, store);
    }
    WorkQueue work = new WorkQueue(PER_SUBSCRIPTION, Math.min(IN_ALL, PER_SUBSCRIPTION * total));
    queue = Optional.of(work);
    List<SubscriptionReading> readings = new ArrayList<>();
    Optional<GraphReading> graph = graph(scope, ids);
    openPaths.add(Manifest.NAME);
    if (scope.asks(ReadOperation.SERVICE_TAGS)) {
      openPaths.add(""); // any subscription may get them in the end
    }
    for (String id : ids) {
      if (!done.containsKey(id.toLowerCase(Locale.ROOT))) {
        openPaths.add(folder(id));
        SubscriptionReading reading =
            new SubscriptionReading(id, scope, graph, lists, new Pace(timing), timing);
        readings.add(reading);
        work.add(id, () -> reading.begin(work, () -> settle(reading, store, started)));
      }
    }
    work.run();
    unmet = unmet(scope, readings);
    if (scope.asks(ReadOperation.SERVICE_TAGS)) {
      askForServiceTags(readings, store, started);
    }
    Manifest manifest = write(store, started);
    store.finish();
    return manifest;
  }

  private static String folder(String subscription) {
    return subscription.toLowerCase(Locale.ROOT) + "/";
  }

  /** Interfaces that the user named and no subscription has. */
  private List<Unmet> unmet(LiveScope scope, List<SubscriptionReading> readings) {
    List<Unmet> missing = new ArrayList<>();
    for (String wanted : scope.interfaces()) {
      boolean met =
          wanted.equalsIgnoreCase(LiveScope.ALL_INTERFACES)
              || reads(ReadOperation.EFFECTIVE_SECURITY_RULES)
                  .anyMatch(read -> LiveScope.isMeant(wanted, read.about()));
      if (!met) {
        missing.add(new Unmet("--effective " + wanted, reason(wanted, readings)));
      }
    }
    return missing;
  }

  private String reason(String wanted, List<SubscriptionReading> readings) {
    List<String> names = new ArrayList<>();
    readings.forEach(reading -> names.addAll(reading.interfaces()));
    boolean all = reads(ReadOperation.NETWORK_INTERFACES).allMatch(ReadRecord::isRead);
    return "no network interface that was read has this "
        + (wanted.startsWith("/") ? "id" : "name")
        + (all ? "" : "; not all of them were read")
        + Nearest.hint(wanted.substring(wanted.lastIndexOf('/') + 1), names);
  }

  private Stream<ReadRecord> reads(ReadOperation operation) {
    return done.values().stream()
        .flatMap(subscription -> subscription.reads().stream())
        .filter(read -> read.operation() == operation);
  }

  private Optional<GraphReading> graph(LiveScope scope, List<String> ids) {
    if (!scope.asks(ReadOperation.RESOURCE_GRAPH)) {
      return Optional.empty();
    }
    via = "resource-graph";
    List<String> open =
        ids.stream().filter(id -> !done.containsKey(id.toLowerCase(Locale.ROOT))).toList();
    return Optional.of(GraphReading.of(open, scope, lists, new Pace(timing)));
  }

  /**
   * Azure answers with the tags of the whole cloud, whatever the region: once is enough.
   *
   * @see <a href="https://learn.microsoft.com/rest/api/virtualnetwork/service-tags/list">the
   *     location is a reference for the version, not a filter</a>
   */
  private void askForServiceTags(
      List<SubscriptionReading> readings, SnapshotStore store, String started) {
    boolean known = reads(ReadOperation.SERVICE_TAGS).anyMatch(ReadRecord::isRead);
    for (SubscriptionReading reading : readings) {
      Optional<String> location = reading.location();
      if (!known && location.isPresent()) {
        reading.readServiceTags(location.get());
        settle(reading, store, started);
        return;
      }
    }
  }

  /** Where one of the lists goes to lie, what lists there are and what they lack is written. */
  private void settle(SubscriptionReading reading, SnapshotStore store, String started) {
    try {
      Map<String, byte[]> own = reading.takeFiles();
      for (Map.Entry<String, byte[]> file : own.entrySet()) {
        store.write(file.getKey(), file.getValue());
        files.put(
            file.getKey(),
            new FileRecord(
                file.getKey(), store.fingerprint(file.getValue()), file.getValue().length));
      }
      sessions.putAll(reading.sessions());
      done.put(reading.id().toLowerCase(Locale.ROOT), reading.record());
      openPaths.remove(folder(reading.id()));
      store.settle(openPaths.first());
      if (isManifestDue()) {
        write(store, started);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized boolean isManifestDue() {
    Instant now = timing.now();
    if (now.isBefore(nextManifest)) {
      return false;
    }
    nextManifest = now.plus(MANIFEST);
    return true;
  }

  private synchronized Manifest write(SnapshotStore store, String started) throws IOException {
    Manifest manifest =
        new Manifest(
            program,
            cloud.endpoint().toString(),
            via,
            caller.hash(),
            started,
            timing.now().toString(),
            asked,
            unmet,
            List.copyOf(done.values()),
            List.copyOf(files.values()));
    store.write(Manifest.NAME, manifest.json());
    return manifest;
  }

  /** An interrupted snapshot is of something else. */
  public static final class OtherScope extends IOException {
    OtherScope(String what) {
      super(what + "; --resume goes on with what was asked before, another folder starts anew");
    }
  }

  /** Subscriptions that are there in whole and untouched; files of others are written anew. */
  private void keep(Manifest before, List<String> ids, LiveScope scope, SnapshotStore store)
      throws IOException {
    if (!before.endpoint().equals(cloud.endpoint().toString())) {
      throw new OtherScope("the snapshot is of " + before.endpoint());
    }
    if (!before.asked().equals(scope.asked())) {
      throw new OtherScope(
          "the snapshot was begun " + options(before.asked()) + ", and this is " + options(asked));
    }
    Set<String> wanted = new HashSet<>();
    ids.forEach(id -> wanted.add(id.toLowerCase(Locale.ROOT)));
    for (SubscriptionRecord subscription : before.subscriptions()) {
      String key = subscription.id().toLowerCase(Locale.ROOT);
      if (!wanted.contains(key)) {
        throw new OtherScope("the snapshot holds subscription " + subscription.id());
      }
      if (!SubscriptionReading.places(subscription.id(), scope).containsAll(places(subscription))) {
        throw new OtherScope("the snapshot is of other resource groups");
      }
    }
    for (SubscriptionRecord subscription : before.subscriptions()) {
      String key = subscription.id().toLowerCase(Locale.ROOT);
      List<FileRecord> own =
          before.files().stream().filter(file -> file.path().startsWith(key + "/")).toList();
      boolean same =
          places(subscription).equals(SubscriptionReading.places(subscription.id(), scope));
      if (same && subscription.isWhole() && areUntouched(own, store)) {
        done.put(key, subscription);
        own.forEach(file -> files.put(file.path(), file));
      } else {
        for (FileRecord file : own) {
          store.delete(file.path());
        }
      }
    }
  }

  private static String options(List<String> asked) {
    return asked.isEmpty() ? "without further questions" : "with " + String.join(" ", asked);
  }

  private static boolean areUntouched(List<FileRecord> records, SnapshotStore store)
      throws IOException {
    for (FileRecord file : records) {
      Optional<byte[]> bytes = store.read(file.path());
      if (bytes.isEmpty() || !store.fingerprint(bytes.get()).equals(file.sha256())) {
        return false;
      }
    }
    return true;
  }

  /** What was listed: a subscription, or resource groups of it. */
  private static Set<String> places(SubscriptionRecord subscription) {
    Set<String> places = new HashSet<>();
    for (ReadRecord read : subscription.reads()) {
      if (read.operation().isListing()) {
        places.add(read.about().toLowerCase(Locale.ROOT));
      }
    }
    return places;
  }

  /** Each once, sorted, so that the order in which Azure lists them shows nowhere. */
  private List<String> subscriptions(LiveScope scope) throws NoSubscriptions {
    TreeMap<String, String> ids = new TreeMap<>();
    for (String id : scope.subscriptions()) {
      ids.put(id.toLowerCase(Locale.ROOT), id);
    }
    for (String group : scope.managementGroups()) {
      for (Item item : listed(ReadOperation.MANAGEMENT_GROUP, group)) {
        boolean subscription =
            JsonAnswer.text(item.text(), "type")
                .filter(type -> type.toLowerCase(Locale.ROOT).endsWith("/subscriptions"))
                .isPresent();
        if (subscription) {
          JsonAnswer.text(item.text(), "name").ifPresent(id -> put(ids, id));
        }
      }
    }
    if (scope.all()) {
      for (Item item : listed(ReadOperation.SUBSCRIPTIONS, "")) {
        JsonAnswer.text(item.text(), "subscriptionId").ifPresent(id -> put(ids, id));
      }
    }
    if (ids.isEmpty()) {
      throw new NoSubscriptions("the caller sees no subscription there");
    }
    return List.copyOf(ids.values());
  }

  /** An id becomes the name of a folder. */
  private static void put(Map<String, String> ids, String id) {
    if (isId(id)) {
      ids.put(id.toLowerCase(Locale.ROOT), id);
    }
  }

  /** Whether a text can be a subscription's id; Azure's are GUIDs. */
  public static boolean isId(String text) {
    return text.matches("[A-Za-z0-9-]{1,64}");
  }

  private List<Item> listed(ReadOperation operation, String about) throws NoSubscriptions {
    Listing listing = lists.read(Question.of(operation, about), new Pace(timing));
    if (listing.failure().isPresent()) {
      Failure failure = listing.failure().get();
      throw new NoSubscriptions(
          "the subscriptions cannot be listed: "
              + failure.reason()
              + (failure.kind() == Kind.REFUSED ? "; needed: " + operation.action() : ""));
    }
    return listing.items();
  }

  /** Of each Bastion host that was asked and answered, by its id. */
  public List<Sessions> sessions() {
    return List.copyOf(sessions.values());
  }

  /** Whether it was ended early. */
  public boolean isStopped() {
    return stopped;
  }

  /** Which actions the caller lacks, by subscription; an empty list where it lacks none. */
  public Map<String, List<String>> missingActions(LiveScope scope)
      throws IOException, InterruptedException {
    Map<String, List<String>> missing = new TreeMap<>();
    for (String id : subscriptions(scope)) {
      Listing listing = lists.read(Question.of(ReadOperation.PERMISSIONS, id), new Pace(timing));
      missing.put(
          id,
          listing
              .failure()
              .map(why -> List.of(ReadOperation.PERMISSIONS.action() + " (" + why.reason() + ")"))
              .orElseGet(() -> Permissions.of(listing.items()).missing(scope)));
    }
    return missing;
  }
}
