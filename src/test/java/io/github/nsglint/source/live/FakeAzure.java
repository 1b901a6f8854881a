package io.github.nsglint.source.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Resource Manager on this machine: it serves what the REST answers in a folder hold, page
 * by page, wants a token, writes down what it is asked, and misbehaves when told to.
 */
public final class FakeAzure implements AutoCloseable {
  public static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  /** The address in a shareable link, which nobody may ever see. */
  public static final String LINK = "https://bst-1111.bastion.azure.com/api/shareable-url/s3cr3t";

  private static final String SESSIONS =
      """
      {"value":[
        {"sessionId":"s1","protocol":"SSH","userName":"ann@contoso.example","targetResourceId":
         "/subscriptions/s/vm-app","sessionDurationInMins":12.5},
        {"sessionId":"s2","protocol":"RDP","userName":"ANN@contoso.example","targetResourceId":
         "/subscriptions/s/vm-db","sessionDurationInMins":90}]}
      """;

  private static final String TAGS =
      """
      {"name":"public","id":"/subscriptions/s/providers/Microsoft.Network/serviceTags/public",
       "type":"Microsoft.Network/serviceTags","changeNumber":"301","cloud":"Public","values":[
        {"name":"GatewayManager","id":"GatewayManager","properties":{"changeNumber":"7","region":"",
         "systemService":"GatewayManager","addressPrefixes":["198.51.100.0/24","2001:db8::/32"]}}]}
      """;

  /** Azure's word for an interface that no running machine has. */
  public static final String NOT_RUNNING =
      "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups";

  private static final String EFFECTIVE = "/effectiveNetworkSecurityGroups";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Pattern LIST =
      Pattern.compile(
          "/subscriptions/([^/]+)(?:/resourceGroups/([^/]+))?/providers/Microsoft\\.\\w+/(\\w+)",
          Pattern.CASE_INSENSITIVE);

  /** To make one takes a second. */
  private static @Nullable SSLContext trusted;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Misbehaviour>> misbehaviours = new LinkedHashMap<>();
  private final Map<String, List<JsonNode>> resources = new TreeMap<>();
  private final List<String> subscriptions = new ArrayList<>(List.of(SUBSCRIPTION));
  private String actions = "*/read\",\"*/action";
  private int pageSize = 2;

  /** Something else in the place of an answer. */
  public interface Misbehaviour {
    /** False to go on with the answer. */
    boolean instead(HttpExchange exchange) throws IOException;
  }

  private FakeAzure(HttpServer server) {
    this.server = server;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Over HTTPS, with a certificate of its own that this process trusts from now on. */
  public static FakeAzure https() throws IOException {
    try {
      SSLContext context = context();
      SSLContext.setDefault(context);
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new FakeAzure(server);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static FakeAzure http() throws IOException {
    return new FakeAzure(HttpServer.create(loopback(), 0));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static synchronized SSLContext context()
      throws IOException, GeneralSecurityException, InterruptedException {
    if (trusted == null) {
      trusted = certificate();
    }
    return trusted;
  }

  private static SSLContext certificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = Files.createTempDirectory("nsglint").resolve("fake.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "fake",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("fake", keys.getCertificate("fake"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Serves the lists in a folder of REST answers, each a file named after its type. */
  public FakeAzure serving(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName()).replace(".json", "");
        JsonNode root = JSON.readTree(file.toFile());
        List<JsonNode> items = new ArrayList<>();
        if (root.has("id")) {
          items.add(root);
        } else {
          (root.has("value") ? root.get("value") : root).forEach(items::add);
        }
        resources.computeIfAbsent(lower(name), key -> new ArrayList<>()).addAll(items);
      }
    }
    return this;
  }

  /** All its interfaces have a machine. */
  public FakeAzure withMachines() {
    for (JsonNode nic : resources.getOrDefault("networkinterfaces", List.of())) {
      String id = nic.get("id").asText();
      String name = id.substring(id.lastIndexOf('/') + 1);
      ((ObjectNode) nic.get("properties"))
          .putObject("virtualMachine")
          .put(
              "id",
              "/subscriptions/"
                  + SUBSCRIPTION
                  + "/resourceGroups/rg-network/providers/Microsoft.Compute/virtualMachines/vm-"
                  + name);
    }
    return this;
  }

  /** Its Bastion hosts hand out shareable links. */
  public FakeAzure handingOutLinks() {
    for (JsonNode host : resources.getOrDefault("bastionhosts", List.of())) {
      ((ObjectNode) host.get("properties")).put("enableShareableLink", true);
    }
    return this;
  }

  public FakeAzure accepting(String token) {
    tokens.add(token);
    return this;
  }

  public FakeAzure rejecting(String token) {
    tokens.remove(token);
    return this;
  }

  public FakeAzure withSubscriptions(String... ids) {
    subscriptions.clear();
    subscriptions.addAll(List.of(ids));
    return this;
  }

  /**
   * @param granted with {@code ","} between two
   */
  public FakeAzure granting(String granted) {
    actions = granted;
    return this;
  }

  public FakeAzure pagesOf(int items) {
    pageSize = items;
    return this;
  }

  /**
   * One request after the other whose address holds a text meets one of these; further ones are
   * answered as usual.
   */
  public synchronized FakeAzure on(String part, Misbehaviour... what) {
    misbehaviours.computeIfAbsent(lower(part), key -> new ArrayList<>()).addAll(List.of(what));
    return this;
  }

  /** Every such request meets this. */
  public FakeAzure always(String part, Misbehaviour what) {
    return on(part, Collections.nCopies(1000, what).toArray(Misbehaviour[]::new));
  }

  /** Method and address of each, in the order in which they came. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many there were whose address holds a text. */
  public long count(String part) {
    return requests().stream().filter(line -> lower(line).contains(lower(part))).count();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String address = exchange.getRequestURI().toString();
      requests.add(exchange.getRequestMethod() + " " + address);
      String body;
      try (InputStream in = exchange.getRequestBody()) {
        body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      Misbehaviour next = next(lower(address));
      if (next != null && next.instead(exchange)) {
        return;
      }
      String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!header.startsWith("Bearer ") || !tokens.contains(header.substring(7))) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        error(401, "ExpiredAuthenticationToken").instead(exchange);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/getActiveSessions")) {
        later("1").instead(exchange);
        return;
      }
      if (path.endsWith(EFFECTIVE)) {
        String nic = path.substring(0, path.length() - EFFECTIVE.length());
        later("effective-" + nic.substring(nic.lastIndexOf('/') + 1)).instead(exchange);
        return;
      }
      send(exchange, 200, answer(exchange, body).getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized @Nullable Misbehaviour next(String address) {
    for (Map.Entry<String, List<Misbehaviour>> each : misbehaviours.entrySet()) {
      if (address.contains(each.getKey()) && !each.getValue().isEmpty()) {
        return each.getValue().remove(0);
      }
    }
    return null;
  }

  private String answer(HttpExchange exchange, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path.equals("/subscriptions") || path.endsWith("/descendants")) {
      ArrayNode all = JSON.createArrayNode();
      subscriptions.forEach(id -> all.add(subscription(id)));
      return JSON.createObjectNode().set("value", all).toString();
    }
    if (path.startsWith("/subscriptions/") && path.indexOf('/', 15) < 0) {
      return subscription(path.substring(15)).toString();
    }
    if (path.endsWith("/permissions")) {
      return "{\"value\":[{\"actions\":[\"" + actions + "\"],\"notActions\":[]}]}";
    }
    if (path.endsWith("/getShareableLinks")) {
      return "{\"value\":[{\"vm\":{\"id\":\"/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/vm-app\"},\"bsl\":\""
          + LINK
          + "\",\"createdAt\":\"2026-01-02T03:04:05Z\"}]}";
    }
    if (path.contains("/operationResults/effective-")) {
      return effective(path.substring(path.indexOf("effective-") + 10));
    }
    if (path.contains("/operationResults/")) {
      return SESSIONS;
    }
    if (path.endsWith("/serviceTags")) {
      return TAGS;
    }
    if (path.endsWith("/resources")) {
      return graph(body);
    }
    Matcher list = LIST.matcher(path);
    List<JsonNode> found = new ArrayList<>();
    if (path.endsWith("/diagnosticSettings")) {
      for (JsonNode item : resources.getOrDefault("diagnosticsettings", List.of())) {
        if (lower(item.get("id").asText()).startsWith(lower(path))) {
          found.add(item);
        }
      }
    }
    if (list.matches()) {
      for (JsonNode item : resources.getOrDefault(lower(list.group(3)), List.of())) {
        String id = lower(item.get("id").asText());
        boolean in =
            id.startsWith(lower("/subscriptions/" + list.group(1) + "/"))
                && (list.group(2) == null
                    || id.contains(lower("/resourceGroups/" + list.group(2) + "/")));
        if (in) {
          found.add(item);
        }
      }
    }
    return page(found, path, query);
  }

  /** What Azure would answer about an interface, by its name. */
  public String effective(String nic) {
    return new EffectiveAnswers(resources).of(nic);
  }

  private String page(List<JsonNode> found, String path, String query) {
    Matcher token = Pattern.compile("skiptoken=(\\d+)").matcher(query);
    int from = token.find() ? Integer.parseInt(token.group(1)) : 0;
    int to = Math.min(found.size(), from + pageSize);
    ObjectNode page = JSON.createObjectNode();
    ArrayNode value = page.putArray("value");
    found.subList(from, to).forEach(value::add);
    if (to < found.size()) {
      page.put("nextLink", url() + path + "?api-version=2025-03-01&$skiptoken=" + to);
    }
    return page.toString();
  }

  private String graph(String body) throws IOException {
    JsonNode question = JSON.readTree(body);
    String query = lower(question.path("query").asText());
    List<JsonNode> all = new ArrayList<>();
    for (List<JsonNode> items : resources.values()) {
      for (JsonNode item : items) {
        String subscription = item.path("id").asText().split("/", -1)[2];
        boolean asked = query.contains("'" + lower(item.path("type").asText()) + "'");
        for (JsonNode id : question.path("subscriptions")) {
          if (asked && id.asText().equalsIgnoreCase(subscription)) {
            all.add(item);
          }
        }
      }
    }
    int from =
        Integer.parseInt(question.path("options").path("$skipToken").asText("/0").substring(1));
    int to = Math.min(all.size(), from + pageSize);
    ObjectNode page = JSON.createObjectNode();
    page.put("totalRecords", all.size());
    ArrayNode data = page.putArray("data");
    for (JsonNode item : all.subList(from, to)) {
      // As the index has it.
      ObjectNode row = item.deepCopy();
      row.put("type", lower(item.path("type").asText()));
      row.put("subscriptionId", item.path("id").asText().split("/", -1)[2]);
      data.add(row);
    }
    if (to < all.size()) {
      page.put("$skipToken", "/" + to);
    }
    return page.toString();
  }

  private static ObjectNode subscription(String id) {
    return JSON.createObjectNode()
        .put("id", "/subscriptions/" + id)
        .put("subscriptionId", id)
        .put("name", id)
        .put("type", "/subscriptions")
        .put("displayName", "contoso-" + id.substring(0, 4))
        .put("state", "Enabled");
  }

  /**
   * That the answer is not there yet.
   *
   * @param operation under which it will be
   */
  public Misbehaviour later(String operation) {
    return exchange -> {
      exchange
          .getResponseHeaders()
          .add(
              "Location",
              url()
                  + "/subscriptions/"
                  + SUBSCRIPTION
                  + "/providers/Microsoft.Network/locations/westeurope/operationResults/"
                  + operation
                  + "?api-version=2025-03-01");
      exchange.getResponseHeaders().add("Retry-After", "0");
      send(exchange, 202, new byte[0]);
      return true;
    };
  }

  /** An error as Azure writes it. */
  public static Misbehaviour error(int status, String code) {
    return text(
        status,
        "{\"error\":{\"code\":\""
            + code
            + "\",\"message\":\"the client live.com#ann@contoso.example may not\"}}");
  }

  /** The same with a header. */
  public static Misbehaviour error(int status, String code, String header, String value) {
    return exchange -> {
      exchange.getResponseHeaders().add(header, value);
      return error(status, code).instead(exchange);
    };
  }

  public static Misbehaviour text(int status, String body) {
    return exchange -> {
      send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
      return true;
    };
  }

  /** Fewer bytes than announced, then the end of the connection. */
  public static Misbehaviour truncated() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"value\":[".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      return true;
    };
  }

  /** A byte now and then, for much longer than anybody waits. */
  public static Misbehaviour drip() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      try {
        for (int i = 0; i < 400; i++) {
          out.write(' ');
          out.flush();
          Thread.sleep(100);
        }
      } catch (IOException | InterruptedException gone) {
        return true; // the reader has left
      }
      return true;
    };
  }

  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
