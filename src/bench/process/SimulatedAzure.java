import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A large tenant on this machine: each answer takes 50 ms, and each subscription has Azure's bucket
 * of 250 reads, filled with 25 a second. Each fifth subscription has a Bastion host, and each tenth
 * interface a machine. Says on which port it listens, and counts at the end: requests, those that
 * were refused, the most of one subscription, and seconds of processor time.
 *
 * <p>See
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
final class SimulatedAzure {
  private static final int LATENCY_MILLIS = 50;
  private static final int BUCKET = 250;
  private static final int REFILL = 25;
  private static final int PAGE = 500;

  /** One of so many subscriptions has a Bastion host, and one of so many interfaces a machine. */
  private static final int BASTIONS = 5;

  private static final int MACHINES = 10;
  private static final Pattern LIST =
      Pattern.compile("/subscriptions/([^/]+)/providers/Microsoft\\.\\w+/(\\w+)");

  private static final AtomicLong REQUESTS = new AtomicLong();
  private static final AtomicLong REFUSED = new AtomicLong();
  private static final Map<String, Bucket> BUCKETS = new ConcurrentHashMap<>();

  private final int subscriptions;
  private final int groups;
  private final int interfaces;

  private SimulatedAzure(int subscriptions, int groups, int interfaces) {
    this.subscriptions = subscriptions;
    this.groups = groups;
    this.interfaces = interfaces;
  }

  private static final class Bucket {
    private final AtomicLong taken = new AtomicLong();
    private double left = BUCKET;
    private long at = System.nanoTime();

    synchronized int take() {
      long now = System.nanoTime();
      left = Math.min(BUCKET, left + (now - at) / 1e9 * REFILL);
      at = now;
      if (left < 1) {
        return -1;
      }
      left--;
      taken.incrementAndGet();
      return (int) left;
    }
  }

  /** Arguments: subscriptions, groups and interfaces of each. */
  public static void main(String[] args) throws IOException {
    SimulatedAzure azure =
        new SimulatedAzure(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    // Otherwise the end of an answer waits 40 ms for the client to confirm its start.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", azure::serve);
    server.start();
    System.setProperty("port", String.valueOf(server.getAddress().getPort()));
    System.out.println(server.getAddress().getPort());
    Runtime.getRuntime().addShutdownHook(new Thread(SimulatedAzure::tell));
  }

  private static void tell() {
    long most = BUCKETS.values().stream().mapToLong(bucket -> bucket.taken.get()).max().orElse(0);
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println(
        String.format(
            Locale.ROOT,
            "requests %d refused %d most %d cpu %.1f",
            REQUESTS.get(),
            REFUSED.get(),
            most,
            cpu.toMillis() / 1000.0));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      REQUESTS.incrementAndGet();
      Thread.sleep(LATENCY_MILLIS);
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      String[] parts = path.split("/", -1);
      if (parts.length > 2) {
        int left = BUCKETS.computeIfAbsent(parts[2], id -> new Bucket()).take();
        if (left < 0) {
          REFUSED.incrementAndGet();
          exchange.getResponseHeaders().add("Retry-After", "1");
          send(exchange, 429, "{\"error\":{\"code\":\"SubscriptionRequestsThrottled\"}}");
          return;
        }
        exchange
            .getResponseHeaders()
            .add("x-ms-ratelimit-remaining-subscription-reads", String.valueOf(left));
      }
      send(exchange, 200, answer(path, query));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String answer(String path, String query) {
    if (path.equals("/subscriptions")) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < subscriptions; i++) {
        all.append(i == 0 ? "" : ",").append("{\"subscriptionId\":\"" + id(i) + "\"}");
      }
      return "{\"value\":[" + all + "]}";
    }
    if (path.indexOf('/', 15) < 0) {
      return "{\"displayName\":\"" + path.substring(15) + "\",\"state\":\"Enabled\"}";
    }
    Matcher list = LIST.matcher(path);
    if (!list.matches()) {
      return "{\"value\":[]}";
    }
    String subscription = list.group(1);
    int count =
        switch (list.group(2)) {
          case "networkSecurityGroups" -> groups;
          case "networkInterfaces" -> interfaces;
          case "virtualMachines" -> (interfaces + MACHINES - 1) / MACHINES;
          case "virtualNetworks" -> 1;
          case "bastionHosts", "publicIPAddresses" -> hasBastion(subscription) ? 1 : 0;
          default -> 0;
        };
    Matcher token = Pattern.compile("skiptoken=(\\d+)").matcher(query);
    int from = token.find() ? Integer.parseInt(token.group(1)) : 0;
    int to = Math.min(count, from + PAGE);
    StringBuilder items = new StringBuilder();
    for (int i = from; i < to; i++) {
      items.append(i == from ? "" : ",").append(item(list.group(2), subscription, i));
    }
    String next =
        to < count
            ? ",\"nextLink\":\"http://127.0.0.1:PORT"
                + path
                + "?api-version=1&skiptoken="
                + to
                + "\""
            : "";
    return "{\"value\":[" + items + "]" + next.replace("PORT", System.getProperty("port")) + "}";
  }

  private static String id(int number) {
    return String.format("%08d-1111-2222-3333-444444444444", number);
  }

  private static String path(String subscription, String type, String name) {
    return "/subscriptions/"
        + subscription
        + "/resourceGroups/rg-net/providers/Microsoft.Network/"
        + type
        + "/"
        + name;
  }

  private static boolean hasBastion(String subscription) {
    return Integer.parseInt(subscription.substring(0, 8)) % BASTIONS == 0;
  }

  private static String machine(String subscription, int i) {
    return path(subscription, "virtualMachines", "vm-" + i)
        .replace("Microsoft.Network", "Microsoft.Compute");
  }

  private String item(String type, String subscription, int i) {
    String network = path(subscription, "virtualNetworks", "vnet-hub");
    return switch (type) {
      case "networkSecurityGroups" -> group(path(subscription, type, "nsg-" + i), i);
      case "networkInterfaces" -> networkInterface(network, subscription, i);
      case "virtualMachines" ->
          """
          {"name":"vm-%1$d","id":"%2$s","type":"Microsoft.Compute/virtualMachines",
          "location":"westeurope","properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v5"},
          "storageProfile":{"osDisk":{"osType":"Linux","name":"vm-%1$d-os","createOption":"FromImage"}},
          "osProfile":{"computerName":"vm-%1$d","adminUsername":"someone"},
          "networkProfile":{"networkInterfaces":[{"id":"%3$s"}]},"provisioningState":"Succeeded"}}"""
              .formatted(
                  i,
                  machine(subscription, i),
                  path(subscription, "networkInterfaces", "nic-" + i * MACHINES));
      case "bastionHosts" ->
          """
          {"name":"bas-hub","id":"%s","type":"Microsoft.Network/bastionHosts","location":"westeurope",
          "sku":{"name":"Standard"},"properties":{"provisioningState":"Succeeded","scaleUnits":2,
          "enableTunneling":false,"enableShareableLink":false,"ipConfigurations":[{"name":"ip",
          "properties":{"privateIPAllocationMethod":"Dynamic","subnet":{"id":"%s"},
          "publicIPAddress":{"id":"%s"}}}]}}"""
              .formatted(
                  path(subscription, type, "bas-hub"),
                  network + "/subnets/AzureBastionSubnet",
                  path(subscription, "publicIPAddresses", "pip-hub"));
      case "publicIPAddresses" ->
          """
          {"name":"pip-hub","id":"%s","type":"Microsoft.Network/publicIPAddresses",
          "location":"westeurope","sku":{"name":"Standard","tier":"Regional"},
          "properties":{"provisioningState":"Succeeded","ipAddress":"203.0.113.7",
          "publicIPAddressVersion":"IPv4","publicIPAllocationMethod":"Static",
          "ipConfiguration":{"id":"%s/bastionHostIpConfigurations/ip"}}}"""
              .formatted(
                  path(subscription, type, "pip-hub"),
                  path(subscription, "bastionHosts", "bas-hub"));
      default -> network(network, subscription);
    };
  }

  private String networkInterface(String network, String subscription, int i) {
    return "{\"name\":\"nic-"
        + i
        + "\",\"id\":\""
        + path(subscription, "networkInterfaces", "nic-" + i)
        + "\",\"location\":\"westeurope\",\"properties\":{\"ipConfigurations\":[{\"name\":\"ip\","
        + "\"properties\":{\"privateIPAddress\":\"10."
        + i % groups
        + "."
        + i / groups / 200
        + "."
        + (4 + i / groups % 200)
        + "\",\"subnet\":{\"id\":\""
        + network
        + "/subnets/snet-"
        + i % groups
        + "\"}}}]"
        + (i % MACHINES == 0
            ? ",\"virtualMachine\":{\"id\":\"" + machine(subscription, i / MACHINES) + "\"}"
            : "")
        + "}}";
  }

  private String network(String id, String subscription) {
    StringBuilder subnets = new StringBuilder();
    for (int i = 0; i < groups; i++) {
      subnets
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"snet-" + i + "\",\"id\":\"" + id + "/subnets/snet-" + i)
          .append("\",\"properties\":{\"addressPrefix\":\"10." + i + ".0.0/16\"")
          .append(",\"networkSecurityGroup\":{\"id\":\"")
          .append(path(subscription, "networkSecurityGroups", "nsg-" + i))
          .append("\"}}}");
    }
    if (hasBastion(subscription)) {
      subnets
          .append(",{\"name\":\"AzureBastionSubnet\",\"id\":\"" + id)
          .append("/subnets/AzureBastionSubnet\",\"properties\":")
          .append("{\"addressPrefix\":\"10.250.0.0/26\"}}");
    }
    return "{\"name\":\"vnet-hub\",\"id\":\""
        + id
        + "\",\"location\":\"westeurope\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":"
        + "[\"10.0.0.0/8\"]},\"subnets\":["
        + subnets
        + "]}}";
  }

  private static String group(String id, int number) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      rules
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"rule-" + i + "\",\"properties\":{\"priority\":" + (100 + i))
          .append(",\"direction\":\"Inbound\",\"access\":\"" + (i == 9 ? "Deny" : "Allow"))
          .append("\",\"protocol\":\"Tcp\",\"sourceAddressPrefix\":\"10." + i + ".0.0/16\"")
          .append(",\"sourcePortRange\":\"*\",\"destinationAddressPrefix\":\"*\"")
          .append(",\"destinationPortRange\":\"" + (8000 + i) + "\"}}");
    }
    return "{\"name\":\"nsg-"
        + number
        + "\",\"id\":\""
        + id
        + "\",\"location\":\"westeurope\",\"properties\":{\"securityRules\":["
        + rules
        + "]}}";
  }
}
