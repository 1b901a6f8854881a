package io.github.nsglint.source.live;

import static io.github.nsglint.source.live.FakeAzure.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.source.live.Manifest.ReadRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of an Azure that behaves, and of one that does not. */
class LiveReadingTest {
  private static final String TOKEN = "header.eyJvaWQiOiJhbm4ifQ.signature";
  private static final Path HUB = Path.of("testdata/networks/hub-with-bastion/rest");

  private final FastTiming timing = new FastTiming();
  private final KeptStore store = new KeptStore();
  private FakeAzure azure;

  /** A folder's stand-in. */
  private static final class KeptStore implements SnapshotStore {
    final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();

    @Override
    public void write(String path, byte[] bytes) {
      files.put(path, bytes);
    }

    @Override
    public String fingerprint(byte[] bytes) {
      return Sha256.hex(bytes);
    }

    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(files.get(path));
    }

    @Override
    public void delete(String path) {
      files.remove(path);
    }
  }

  @BeforeEach
  void start() throws IOException {
    azure = FakeAzure.https().serving(HUB).accepting(TOKEN).pagesOf(1);
  }

  @AfterEach
  void noSecretWasWrittenAndNothingElseWasAsked() {
    azure.close();
    store.files.forEach(
        (path, bytes) -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertFalse(text.contains(TOKEN), path);
          assertFalse(text.contains("eyJ"), path);
          assertFalse(text.contains("s3cr3t"), path);
          assertFalse(text.contains("ann@contoso.example"), path);
        });
    for (String request : azure.requests()) {
      String[] words = request.split(" ", 2);
      String path = words[1].replaceAll("\\?.*", "");
      assertTrue(ReadOperation.of(words[0], path).isPresent(), request);
    }
  }

  private LiveReading reading(Tokens tokens, RequestLimits limits) {
    Cloud cloud = new Cloud(ArmEndpoint.parse(azure.url()).orElseThrow(), "");
    return new LiveReading(cloud, tokens, timing, limits, "test");
  }

  private static LiveScope scope(String... subscriptions) {
    return new LiveScope(List.of(subscriptions), List.of(), false, List.of());
  }

  private Manifest read() throws IOException, InterruptedException {
    return reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
        .read(scope(FakeAzure.SUBSCRIPTION), store, Optional.empty());
  }

  private static List<String> unread(Manifest manifest) {
    return manifest.subscriptions().stream()
        .flatMap(subscription -> subscription.reads().stream())
        .filter(read -> !read.isRead())
        .map(read -> read.words() + ": " + read.state() + ": " + read.reason())
        .toList();
  }

  private String text(String path) {
    return new String(
        store.read(FakeAzure.SUBSCRIPTION + "/" + path).orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void readsEveryListToItsLastPage() throws Exception {
    azure.serving(Path.of("testdata/networks/shared-groups/rest"));

    Manifest manifest = read();

    assertEquals(List.of(), unread(manifest));
    assertTrue(manifest.isWhole());
    assertTrue(azure.count("$skiptoken=1") > 0, azure.requests()::toString);
    assertEquals(Sha256.hex("ann".getBytes(StandardCharsets.UTF_8)), manifest.caller());
    for (Manifest.FileRecord file : manifest.files()) {
      byte[] bytes = store.read(file.path()).orElseThrow();
      assertEquals(Sha256.hex(bytes), file.sha256());
      assertEquals(bytes.length, file.bytes());
    }
  }

  @Test
  void asksForNothingTwice() throws Exception {
    read();

    List<String> requests = azure.requests();
    assertEquals(requests.stream().distinct().toList(), requests);
  }

  @Test
  void keepsTheAgeOfAShareableLinkAndNotItsAddress() throws Exception {
    azure.handingOutLinks();
    read();

    String links =
        store.files.keySet().stream().filter(path -> path.contains("Links")).findFirst().get();
    String text = new String(store.read(links).orElseThrow(), StandardCharsets.UTF_8);
    assertTrue(text.contains("2026-01-02T03:04:05Z"), text);
    assertFalse(text.contains("bsl"), text);
  }

  @Test
  void waitsAsLongAsAzureAsks() throws Exception {
    azure.on("networkSecurityGroups", error(429, "TooManyRequests", "Retry-After", "7"));

    assertEquals(List.of(), unread(read()));
    assertTrue(timing.slept().contains(Duration.ofSeconds(7)), timing.slept()::toString);
  }

  @Test
  void takesATimeToComeBackByAzuresOwnClock() throws Exception {
    azure.on(
        "networkSecurityGroups",
        exchange -> {
          String soon =
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));
          return error(429, "TooManyRequests", "Retry-After", soon).instead(exchange);
        });

    assertEquals(List.of(), unread(read()));
    long longest = timing.slept().stream().mapToLong(Duration::toSeconds).max().orElse(0);
    assertTrue(longest >= 25 && longest <= 30, timing.slept()::toString);
  }

  @Test
  void waitsLongerEachTimeWhenNobodySaysHowLong() throws Exception {
    azure.on(
        "bastionHosts?",
        error(429, "TooManyRequests"),
        error(429, "TooManyRequests"),
        error(429, "TooManyRequests"));

    assertEquals(List.of(), unread(read()));
    List<Long> seconds = timing.slept().stream().map(Duration::toSeconds).toList();
    assertTrue(seconds.containsAll(List.of(1L, 2L, 4L)), seconds::toString);
  }

  @Test
  void givesUpOnAListThatIsThrottledForGood() throws Exception {
    azure.always("routeTables", error(429, "TooManyRequests", "Retry-After", "1"));

    assertEquals(
        List.of("route tables: failed: Azure answered 429 TooManyRequests, 12 times"),
        unread(read()));
  }

  @Test
  void doesNotWaitForAnHour() throws Exception {
    azure.on("routeTables", error(429, "TooManyRequests", "Retry-After", "3600"));

    assertEquals(
        List.of(
            "route tables: failed: Azure answered 429 TooManyRequests and asks to wait 3600"
                + " seconds"),
        unread(read()));
  }

  @Test
  void triesAgainWhatMayPass() throws Exception {
    azure.on("virtualNetworks?", error(500, "InternalServerError"), error(502, "BadGateway"));
    azure.on("publicIPAddresses", FakeAzure.truncated());
    azure.on("networkInterfaces", FakeAzure.text(200, "<html>Sign in to the proxy</html>"));
    azure.on("routeTables", FakeAzure.text(200, "{\"value\":[{\"id\":"));

    assertEquals(List.of(), unread(read()));
  }

  @Test
  void saysWhatFailsForGood() throws Exception {
    azure.always("virtualNetworks?", error(500, "InternalServerError"));
    azure.always("networkInterfaces", FakeAzure.text(200, "<html>Sign in</html>"));
    azure.always("applicationSecurityGroups", error(200, "Oops"));
    azure.always("routeTables", FakeAzure.text(200, "{\"items\":[]}"));

    assertEquals(
        List.of(
            "virtual networks: failed: Azure answered 500 InternalServerError, 5 times",
            "network interfaces: failed: Azure's answer is not JSON, or not all of it, 5 times",
            "route tables: failed: Azure's answer has no list in it",
            "application security groups: failed: Azure answered with the error Oops"),
        unread(read()));
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    azure.close();

    List<String> unread = unread(read());

    assertEquals(
        "network security groups: failed: there was no answer: no connection could be made, 5 times",
        unread.get(0));
  }

  @Test
  void saysWhatIsRefusedAndReadsTheRest() throws Exception {
    azure.always("networkSecurityGroups", error(403, "AuthorizationFailed"));
    azure.handingOutLinks();
    azure.always("getShareableLinks", error(403, "AuthorizationFailed"));
    azure.always("Microsoft.Compute", error(409, "MissingSubscriptionRegistration"));

    Manifest manifest = read();

    assertEquals(
        List.of(
            "network security groups: refused: Azure answered 403 AuthorizationFailed",
            "virtual machines: not-registered: Azure answered 409 MissingSubscriptionRegistration",
            "shareable links: refused: Azure answered 403 AuthorizationFailed"),
        unread(manifest));
    assertFalse(manifest.isWhole());
    assertEquals(1, azure.count("networkSecurityGroups"));
  }

  @Test
  void keepsThePagesBeforeOneThatFails() throws Exception {
    azure.pagesOf(1);
    azure.always("publicIPAddresses?api-version=2025-03-01&$skiptoken", error(404, "NotFound"));
    azure.serving(Path.of("testdata/networks/shared-groups/rest"));

    List<String> unread = unread(read());

    assertEquals(
        List.of(
            "public IP addresses: not-found: Azure answered 404 NotFound in the middle of the"
                + " list, after 1"),
        unread);
  }

  @Test
  void followsNoPageLinkToAnotherPlace() throws Exception {
    try (FakeAzure other = FakeAzure.http()) {
      azure.on(
          "networkSecurityGroups",
          FakeAzure.text(200, "{\"value\":[],\"nextLink\":\"" + other.url() + "/x\"}"));
      azure.on(
          "routeTables",
          FakeAzure.text(
              200, "{\"value\":[],\"nextLink\":\"" + azure.url() + "/subscriptions/s/x?y=z\"}"));

      assertEquals(
          List.of(
              "network security groups: failed: the list goes on at another place than "
                  + azure.url()
                  + ", not asked",
              "route tables: failed: the list goes on as another question, not asked"),
          unread(read()));
      assertEquals(List.of(), other.requests());
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (FakeAzure other = FakeAzure.http()) {
      azure.on("networkSecurityGroups", error(302, "Moved", "Location", other.url() + "/x"));

      assertEquals(
          List.of(
              "network security groups: failed: Azure answered 302 Moved, a redirect, which is not"
                  + " followed"),
          unread(read()));
      assertEquals(List.of(), other.requests());
    }
  }

  @Test
  void doesNotGoRoundInCircles() throws Exception {
    azure.always(
        "routeTables",
        exchange ->
            FakeAzure.text(
                    200,
                    "{\"value\":[],\"nextLink\":\""
                        + azure.url()
                        + "/subscriptions/"
                        + FakeAzure.SUBSCRIPTION
                        + "/providers/Microsoft.Network/routeTables?page=1\"}")
                .instead(exchange));

    assertEquals(
        List.of("route tables: failed: the list's pages lead in a circle"), unread(read()));
  }

  @Test
  void waitsForNoDrip() throws Exception {
    azure.always("routeTables", FakeAzure.drip());
    RequestLimits limits =
        new RequestLimits(2, 2, Duration.ofMinutes(1), Duration.ofSeconds(2), 1 << 20, 100);

    Manifest manifest =
        reading(SignIn.handedOver(TOKEN), limits)
            .read(scope(FakeAzure.SUBSCRIPTION), store, Optional.empty());

    assertEquals(
        List.of("route tables: failed: there was no answer: no whole answer within 2 s, 2 times"),
        unread(manifest));
  }

  @Test
  void readsPackedAnswers() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(
          "{\"value\":[{\"id\":\"/subscriptions/s/resourceGroups/RG/x\"}]}"
              .getBytes(StandardCharsets.UTF_8));
    }
    azure.on(
        "routeTables",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          FakeAzure.send(exchange, 200, packed.toByteArray());
          return true;
        });

    assertEquals(List.of(), unread(read()));
    assertTrue(text("rg.routeTables.json").contains("/subscriptions/s/resourceGroups/RG/x"));
  }

  @Test
  void readsAListAgainThatChangedUnderWay() throws Exception {
    String first = "{\"id\":\"/subscriptions/s/resourceGroups/g/a\",\"etag\":1}";
    String second = "{\"id\":\"/subscriptions/s/resourceGroups/G/A\",\"etag\":2}";
    azure.on("routeTables", FakeAzure.text(200, "{\"value\":[" + first + "," + second + "]}"));

    assertEquals(List.of(), unread(read()));
    assertEquals(2, azure.count("routeTables"));
  }

  @Test
  void saysThatAListKeepsChanging() throws Exception {
    String first = "{\"id\":\"/subscriptions/s/resourceGroups/g/a\",\"etag\":1}";
    String second = "{\"id\":\"/subscriptions/s/resourceGroups/G/A\",\"etag\":2}";
    azure.always("routeTables", FakeAzure.text(200, "{\"value\":[" + first + "," + second + "]}"));

    assertEquals(
        List.of("route tables: failed: the list changed while it was read, 2 times"),
        unread(read()));
    assertTrue(text("g.routeTables.json").contains("\"etag\": 2"));
  }

  @Test
  void renewsATokenThatExpires() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    azure.rejecting(TOKEN).accepting("new");

    Manifest manifest =
        reading(claims -> asked.getAndIncrement() == 0 ? TOKEN : "new", RequestLimits.standard())
            .read(scope(FakeAzure.SUBSCRIPTION), store, Optional.empty());

    assertEquals(List.of(), unread(manifest));
    assertTrue(asked.get() > 1);
  }

  @Test
  void stopsAskingWithATokenThatIsNotAccepted() throws Exception {
    azure.rejecting(TOKEN);

    List<String> unread = unread(read());

    assertEquals(9, unread.size());
    assertTrue(
        unread.get(0).endsWith("the access token is not accepted; sign in again"),
        unread::toString);
    assertEquals(2, azure.requests().size());
  }

  @Test
  void readsAResourceGroupAlone() throws Exception {
    LiveScope group =
        new LiveScope(List.of(FakeAzure.SUBSCRIPTION), List.of(), false, List.of("no-such-group"));

    Manifest manifest =
        reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
            .read(group, store, Optional.empty());

    assertEquals(List.of(), unread(manifest));
    assertEquals(List.of(), manifest.files());
    assertEquals(9, azure.count("/resourceGroups/no-such-group/"));
  }

  @Test
  void goesOnWithWhatIsNotWhole() throws Exception {
    String other = "22222222-2222-3333-4444-555555555555";
    azure.withSubscriptions(FakeAzure.SUBSCRIPTION, other);
    azure.on(other + "/providers/Microsoft.Network/routeTables", error(403, "No"));
    LiveScope all = new LiveScope(List.of(), List.of(), true, List.of());
    Manifest first =
        reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
            .read(all, store, Optional.empty());
    long before = azure.count("/subscriptions/" + FakeAzure.SUBSCRIPTION);

    Manifest second =
        reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
            .read(all, store, Optional.of(first));

    assertFalse(first.isWhole());
    assertTrue(second.isWhole());
    assertEquals(before, azure.count("/subscriptions/" + FakeAzure.SUBSCRIPTION));
    assertEquals(first.files(), second.files());
    assertEquals(first.started(), second.started());
  }

  @Test
  void keepsWhatWasSeenWhenItIsStopped() throws Exception {
    LiveReading[] reading = new LiveReading[1];
    azure.on(
        "networkInterfaces",
        exchange -> {
          reading[0].stop();
          return false;
        });
    reading[0] = reading(SignIn.handedOver(TOKEN), RequestLimits.standard());

    Manifest manifest = reading[0].read(scope(FakeAzure.SUBSCRIPTION), store, Optional.empty());

    assertFalse(manifest.isWhole());
    List<ReadRecord> reads = manifest.subscriptions().get(0).reads();
    assertTrue(reads.stream().anyMatch(read -> read.state().equals("stopped")));
    assertTrue(store.read(Manifest.NAME).isPresent());
  }

  private Manifest readByGraph(String... groups) throws IOException, InterruptedException {
    LiveScope scope =
        new LiveScope(
            List.of(FakeAzure.SUBSCRIPTION),
            List.of(),
            false,
            List.of(groups),
            Set.of(ReadOperation.RESOURCE_GRAPH));
    return reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
        .read(scope, store, Optional.empty());
  }

  @Test
  void oneQuestionToResourceGraphIsForAllLists() throws Exception {
    azure.pagesOf(3);

    Manifest manifest = readByGraph();

    assertEquals(List.of(), unread(manifest));
    assertEquals("resource-graph", manifest.via());
    assertEquals(2, azure.count("/providers/Microsoft.ResourceGraph/resources"));
    assertEquals(0, azure.count("/providers/Microsoft.Network/networkSecurityGroups"));
    assertEquals(1, azure.count("/diagnosticSettings"));
    assertTrue(text("rg-network.networkSecurityGroups.json").contains("nsg-bastion"));
  }

  @Test
  void whatResourceGraphLeavesOutInSilenceIsRefused() throws Exception {
    azure.granting("Microsoft.Network/networkSecurityGroups/read");

    List<String> unread = unread(readByGraph());

    assertEquals(8, unread.size(), unread::toString);
    assertEquals("virtual networks: refused: no role of the caller's allows it", unread.get(0));
  }

  @Test
  void whatTheCallerMayReadHasToBeKnown() throws Exception {
    azure.always("/permissions", error(403, "AuthorizationFailed"));

    List<String> unread = unread(readByGraph());

    assertEquals(9, unread.size(), unread::toString);
    assertTrue(
        unread
            .get(0)
            .endsWith(
                "what the caller may read is not known: Azure answered 403 AuthorizationFailed"),
        unread::toString);
  }

  @Test
  void aListThatResourceGraphCutsOffIsNotWhole() throws Exception {
    azure.on(
        "ResourceGraph",
        FakeAzure.text(200, "{\"totalRecords\":7,\"resultTruncated\":\"true\",\"data\":[]}"));

    List<String> unread = unread(readByGraph());

    assertEquals(9, unread.size());
    assertTrue(unread.get(0).endsWith("failed: only 0 of 7 came"), unread::toString);
  }

  @Test
  void waitsBeforeResourceGraphSaysThatItIsTooMuch() throws Exception {
    azure.pagesOf(3);
    azure.on(
        "ResourceGraph",
        exchange -> {
          exchange.getResponseHeaders().add("x-ms-user-quota-remaining", "0");
          exchange.getResponseHeaders().add("x-ms-user-quota-resets-after", "00:00:04");
          return false;
        });

    assertEquals(List.of(), unread(readByGraph()));
    assertEquals(List.of(Duration.ofSeconds(4)), timing.slept());
  }

  @Test
  void resourceGraphIsAskedForAGroupAlone() throws Exception {
    assertEquals(List.of(), unread(readByGraph("no-such-group")));
    assertEquals(List.of(), store.files.keySet().stream().filter(n -> n.contains("/")).toList());
  }

  @Test
  void slowsDownBeforeAzureRefuses() throws Exception {
    azure.on(
        "networkSecurityGroups",
        exchange -> {
          exchange.getResponseHeaders().add("x-ms-ratelimit-remaining-subscription-reads", "3");
          return false;
        });

    assertEquals(List.of(), unread(read()));
    assertTrue(timing.slept().contains(Duration.ofSeconds(1)), timing.slept()::toString);
    assertEquals(0, timing.slept().stream().filter(Duration::isZero).count());
  }

  @Test
  void tellsWhichActionsAreMissing() throws Exception {
    azure.granting("Microsoft.Network/*/read\",\"microsoft.resources/subscriptions/READ");

    Map<String, List<String>> missing =
        reading(SignIn.handedOver(TOKEN), RequestLimits.standard())
            .missingActions(scope(FakeAzure.SUBSCRIPTION));

    assertEquals(
        Map.of(
            FakeAzure.SUBSCRIPTION,
            List.of(
                "Microsoft.Compute/virtualMachines/read",
                "Microsoft.Insights/diagnosticSettings/read",
                "Microsoft.Network/bastionHosts/getShareableLinks/action",
                "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules"
                    + "/action")),
        missing);
  }
}
