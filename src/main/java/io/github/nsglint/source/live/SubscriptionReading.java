package io.github.nsglint.source.live;

import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.Answer.Kind;
import io.github.nsglint.source.live.JsonAnswer.Item;
import io.github.nsglint.source.live.Lists.Question;
import io.github.nsglint.source.live.Manifest.ReadRecord;
import io.github.nsglint.source.live.Manifest.SubscriptionRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One subscription: first whether it is there, then its lists side by side, and for some of what
 * they hold a question of its own.
 */
final class SubscriptionReading {
  /** Each answer takes Azure some seconds, and counts as a change where it limits callers. */
  private static final int MOST_EFFECTIVE = 500;

  private static final String GROUP = "/resourcegroups/";

  private final String id;
  private final LiveScope scope;
  private final Optional<GraphReading> graph;
  private final Lists lists;
  private final Pace pace;
  private final Timing timing;

  private String name = "";
  private String state = "";

  /** By operation and what was asked about. */
  private final Map<ReadOperation, Map<String, ReadRecord>> reads = new TreeMap<>();

  /** By path, then by what tells two items apart; these are sorted when they become a file. */
  private final Map<String, Map<String, String>> items = new TreeMap<>();

  /** Answers that are files of their own, by path. */
  private final Map<String, String> whole = new TreeMap<>();

  private final Map<String, Sessions> sessions = new TreeMap<>();

  /** The first by name that something of the network is in. */
  private Optional<String> location = Optional.empty();

  private int open;

  /** Interfaces whose effective rules are asked because all are. */
  private int effective;

  /** And how many there are besides. */
  private int tooMany;

  private final Set<String> interfaces = new TreeSet<>();

  /**
   * @param graph what Resource Graph said of it, in the place of the lists
   */
  SubscriptionReading(
      String id,
      LiveScope scope,
      Optional<GraphReading> graph,
      Lists lists,
      Pace pace,
      Timing timing) {
    this.id = id;
    this.scope = scope;
    this.graph = graph;
    this.lists = lists;
    this.pace = pace;
    this.timing = timing;
  }

  String id() {
    return id;
  }

  synchronized Optional<String> location() {
    return location;
  }

  void readServiceTags(String region) {
    ReadOperation operation = ReadOperation.SERVICE_TAGS;
    String about = "/subscriptions/" + id + "/providers/Microsoft.Network/locations/" + region;
    Listing answer = lists.single(operation, about, pace);
    boolean more =
        answer.items().stream()
            .anyMatch(item -> JsonAnswer.text(item.text(), "nextLink").isPresent());
    Listing tags =
        more
            ? Listing.failed(new Failure(Kind.FAILED, "the answer goes on at another page"))
            : answer;
    synchronized (this) {
      record(task(operation, about), tags);
      tags.items()
          .forEach(item -> whole.put(path(operation.fileName(), lower(about)), item.text() + "\n"));
    }
  }

  /** A list that is to be read, and what each thing in it is asked further. */
  private record Task(Question question, String about) {}

  /**
   * @param end is run once, after the last list, by whoever reads that
   */
  void begin(WorkQueue queue, Runnable end) {
    Listing self = lists.single(ReadOperation.SUBSCRIPTION, id, pace);
    List<Task> tasks = tasks();
    if (self.failure().isPresent()) {
      tasks.forEach(task -> unread(task, self.failure().get()));
      end.run();
      return;
    }
    String json = self.items().get(0).text();
    name = JsonAnswer.text(json, "displayName").orElse("");
    state = JsonAnswer.text(json, "state").orElse("");
    synchronized (this) {
      open = tasks.size();
    }
    if (graph.isPresent()) {
      queue.add(id, () -> takeFrom(graph.get(), tasks, queue, end));
      return;
    }
    tasks.forEach(task -> queue.add(id, () -> read(task, queue, end)));
  }

  /** What the caller may not read is in no answer, and nothing there tells so. */
  private void takeFrom(GraphReading answers, List<Task> tasks, WorkQueue queue, Runnable end) {
    Listing granted = lists.read(Question.of(ReadOperation.PERMISSIONS, id), pace);
    Permissions permissions = Permissions.of(granted.items());
    Optional<Failure> unknown =
        granted
            .failure()
            .map(
                why ->
                    new Failure(
                        why.kind(), "what the caller may read is not known: " + why.reason()));
    takeFurther(answers, unknown, permissions);
    for (Task task : tasks) {
      ReadOperation operation = task.question().operation();
      Optional<Failure> refused = unknown;
      if (refused.isEmpty() && !permissions.allows(operation.action())) {
        refused = Optional.of(new Failure(Kind.REFUSED, "no role of the caller's allows it"));
      }
      take(
          task,
          refused
              .map(Listing::failed)
              .orElseGet(() -> answers.list(operation.type(), id, task.about())),
          queue,
          end);
    }
  }

  /** Resources that no list is for, and of which some rule asks. */
  private void takeFurther(GraphReading answers, Optional<Failure> unknown, Permissions may) {
    for (String type : scope.typesOfGraph()) {
      Optional<Failure> refused =
          unknown.isEmpty() && !may.allows(type + "/read")
              ? Optional.of(new Failure(Kind.REFUSED, "no role of the caller's allows it"))
              : unknown;
      Listing listing =
          refused
              .map(Listing::failed)
              .orElseGet(() -> answers.list(type, id, "/subscriptions/" + id));
      synchronized (this) {
        record(
            task(ReadOperation.RESOURCE_GRAPH, "/subscriptions/" + id + "/providers/" + type),
            listing);
        for (Item item : listing.items()) {
          items
              .computeIfAbsent(
                  path(lastPart(type), lower(item.id())), path -> new LinkedHashMap<>())
              .put(lower(item.id()), item.text());
        }
      }
    }
  }

  private static String lastPart(String type) {
    return type.substring(type.lastIndexOf('/') + 1);
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (ReadOperation operation : ReadOperation.listings()) {
      if (scope.resourceGroups().isEmpty()) {
        tasks.add(task(operation, "/subscriptions/" + id));
      }
      for (String group : scope.resourceGroups()) {
        tasks.add(task(operation, "/subscriptions/" + id + "/resourceGroups/" + group));
      }
    }
    return tasks;
  }

  /** What is listed of a subscription, by id in lower case. */
  static Set<String> places(String id, LiveScope scope) {
    Set<String> places = new HashSet<>();
    String whole = lower("/subscriptions/" + id);
    scope.resourceGroups().forEach(group -> places.add(whole + "/resourcegroups/" + lower(group)));
    return places.isEmpty() ? Set.of(whole) : places;
  }

  private static Task task(ReadOperation operation, String about) {
    return new Task(Question.of(operation, about), about);
  }

  private Task task(ReadOperation operation, String key, String about) {
    return new Task(Question.about(operation, key, about, timing.now()), about);
  }

  private void read(Task task, WorkQueue queue, Runnable end) {
    boolean whole = task.question().operation() == ReadOperation.EFFECTIVE_SECURITY_RULES;
    Listing listing =
        whole ? lists.whole(task.question(), pace) : lists.read(task.question(), pace);
    take(task, listing, queue, end);
  }

  private void take(Task task, Listing listing, WorkQueue queue, Runnable end) {
    List<Task> further = new ArrayList<>();
    for (Item item : listing.items()) {
      further.addAll(further(task.question().operation(), item));
    }
    boolean last;
    synchronized (this) {
      take(task, listing);
      open += further.size() - 1;
      last = open == 0;
    }
    further.forEach(each -> queue.add(id, () -> read(each, queue, end)));
    if (last) {
      recordLimit();
      end.run();
    }
  }

  private List<Task> further(ReadOperation operation, Item item) {
    return switch (operation) {
      case BASTION_HOSTS -> ofHost(item);
      case VIRTUAL_NETWORKS ->
          List.of(task(ReadOperation.SECURITY_ADMIN_RULES, "virtualNetwork", item.id()));
      case NETWORK_INTERFACES -> ofInterface(item);
      case NETWORK_WATCHERS -> List.of(task(ReadOperation.FLOW_LOGS, item.id()));
      default -> List.of();
    };
  }

  /** A host that hands out no links has none that anybody could follow, and Azure has no list. */
  private List<Task> ofHost(Item host) {
    List<Task> tasks = new ArrayList<>();
    tasks.add(task(ReadOperation.DIAGNOSTIC_SETTINGS, host.id()));
    if (JsonAnswer.text(host.text(), "properties", "enableShareableLink")
        .filter("true"::equalsIgnoreCase)
        .isPresent()) {
      tasks.add(task(ReadOperation.SHAREABLE_LINKS, "bastionHost", host.id()));
    }
    if (scope.asks(ReadOperation.ACTIVE_SESSIONS)) {
      tasks.add(task(ReadOperation.ACTIVE_SESSIONS, "bastionHost", host.id()));
    }
    return tasks;
  }

  private synchronized List<Task> ofInterface(Item nic) {
    if (!scope.asks(ReadOperation.EFFECTIVE_SECURITY_RULES)) {
      return List.of();
    }
    interfaces.add(nic.id().substring(nic.id().lastIndexOf('/') + 1));
    boolean wanted = scope.names(nic.id());
    // Azure refuses to answer for an interface without a machine.
    boolean counts =
        !wanted
            && scope.asksAllInterfaces()
            && JsonAnswer.text(nic.text(), "properties", "virtualMachine", "id").isPresent();
    if (counts && effective >= MOST_EFFECTIVE) {
      tooMany++;
      return List.of();
    }
    effective += counts ? 1 : 0;
    return wanted || counts
        ? List.of(task(ReadOperation.EFFECTIVE_SECURITY_RULES, "networkInterface", nic.id()))
        : List.of();
  }

  /** The names of all that were listed, where any of them is asked about. */
  synchronized Set<String> interfaces() {
    return new TreeSet<>(interfaces);
  }

  /** That not all interfaces were asked about, although all were to be. */
  private synchronized void recordLimit() {
    if (tooMany > 0) {
      record(
          task(ReadOperation.EFFECTIVE_SECURITY_RULES, "/subscriptions/" + id),
          Listing.failed(
              new Failure(
                  Kind.FAILED,
                  "of "
                      + (MOST_EFFECTIVE + tooMany)
                      + " interfaces the first "
                      + MOST_EFFECTIVE
                      + " were asked about; name others")));
    }
  }

  /** Of hosts that answered, by id. */
  synchronized Map<String, Sessions> sessions() {
    return new TreeMap<>(sessions);
  }

  private synchronized void unread(Task task, Failure failure) {
    take(task, Listing.failed(failure));
  }

  private void take(Task task, Listing listing) {
    ReadOperation operation = task.question().operation();
    record(task, listing);
    if (operation == ReadOperation.ACTIVE_SESSIONS && listing.failure().isEmpty()) {
      sessions.put(lower(task.about()), Sessions.of(task.about(), listing.items()));
    }
    int number = 0;
    for (Item item : listing.items()) {
      // An answer about a resource belongs where that lies, whatever the answer's own ids say.
      if (operation == ReadOperation.NETWORK_SECURITY_GROUPS
          || operation == ReadOperation.VIRTUAL_NETWORKS) {
        seeLocation(item);
      }
      String id = lower(item.id());
      String place = operation.isListing() ? id : lower(task.about());
      String key = operation.isListing() ? id : place + " " + id + (id.isEmpty() ? number++ : "");
      items
          .computeIfAbsent(path(operation.fileName(), place), path -> new LinkedHashMap<>())
          .put(key, item.text());
    }
  }

  private void seeLocation(Item item) {
    String region = item.location();
    boolean earlier = location.isEmpty() || region.compareTo(location.get()) < 0;
    if (earlier && region.matches("[A-Za-z0-9]+")) {
      location = Optional.of(region);
    }
  }

  private void record(Task task, Listing listing) {
    ReadOperation operation = task.question().operation();
    String at = timing.now().toString();
    ReadRecord record =
        listing
            .failure()
            .map(
                why ->
                    new ReadRecord(
                        operation,
                        task.about(),
                        ReadRecord.state(why.kind()),
                        why.reason(),
                        listing.items().size(),
                        at))
            .orElseGet(
                () ->
                    new ReadRecord(
                        operation, task.about(), ReadRecord.READ, "", listing.items().size(), at));
    reads.computeIfAbsent(operation, each -> new TreeMap<>()).put(lower(task.about()), record);
  }

  /**
   * A file, not a folder, for each resource group: folders of some names are not searched. Azure
   * compares names of groups without case, and so do some file systems.
   *
   * @param list a name for what the file holds
   * @param place an id in lower case
   */
  private String path(String list, String place) {
    int at = place.indexOf(GROUP);
    String of = at < 0 ? "" : groupOf(place, at + GROUP.length());
    return lower(id) + "/" + of + list + ".json";
  }

  private static String groupOf(String place, int start) {
    int end = place.indexOf('/', start);
    String group = place.substring(start, end < 0 ? place.length() : end);
    return group.isEmpty() ? "" : fileName(group) + ".";
  }

  private static String fileName(String group) {
    StringBuilder name = new StringBuilder();
    for (byte b : group.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_()".indexOf(c) >= 0;
      if (plain) {
        name.append(c);
      } else {
        name.append(String.format("%%%02x", (int) c));
      }
    }
    return name.toString();
  }

  synchronized SubscriptionRecord record() {
    List<ReadRecord> all = new ArrayList<>();
    reads.values().forEach(of -> all.addAll(of.values()));
    return new SubscriptionRecord(id, name, state, all);
  }

  /** What was read since it was last asked; nothing of it is kept here. */
  synchronized Map<String, byte[]> takeFiles() {
    Map<String, byte[]> files = new TreeMap<>();
    items.forEach(
        (path, texts) ->
            files.put(path, RawJson.file(texts.values()).getBytes(StandardCharsets.UTF_8)));
    whole.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    items.clear();
    whole.clear();
    return files;
  }

  /** By key. Long keys that begin alike are dear to compare, and lists come sorted for the most. */
  private static List<String> sorted(Map<String, String> texts) {
    List<String> keys = new ArrayList<>(texts.keySet());
    Collections.sort(keys);
    List<String> sorted = new ArrayList<>();
    keys.forEach(key -> sorted.add(texts.getOrDefault(key, "")));
    return sorted;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
