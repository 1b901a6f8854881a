package io.github.nsglint.source.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.annotation.Get;
import com.azure.core.annotation.Post;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Methods and paths of the network's requests are those that Microsoft's own library uses. */
class SdkRequestsTest {
  private static final String IMPLEMENTATION = "com.azure.resourcemanager.network.implementation.";

  private static final List<String> SERVICES =
      List.of(
          "ApplicationSecurityGroupsClientImpl$ApplicationSecurityGroups",
          "BastionHostsClientImpl$BastionHosts",
          "FlowLogsClientImpl$FlowLogs",
          "NetworkInterfacesClientImpl$NetworkInterfaces",
          "NetworkManagementClientImpl$NetworkManagementClient",
          "NetworkSecurityGroupsClientImpl$NetworkSecurityGroups",
          "NetworkWatchersClientImpl$NetworkWatchers",
          "PublicIpAddressesClientImpl$PublicIpAddresses",
          "RouteTablesClientImpl$RouteTables",
          "ServiceTagsClientImpl$ServiceTags",
          "VirtualNetworksClientImpl$VirtualNetworks");

  private static Set<String> known() throws ClassNotFoundException {
    Set<String> known = new TreeSet<>();
    for (String name : SERVICES) {
      Class<?> service = Class.forName(IMPLEMENTATION + name + "Service");
      for (Method method : service.getDeclaredMethods()) {
        Get get = method.getAnnotation(Get.class);
        Post post = method.getAnnotation(Post.class);
        if (get != null) {
          known.add(plain("GET " + get.value()));
        } else if (post != null) {
          known.add(plain("POST " + post.value()));
        }
      }
    }
    return known;
  }

  /** Names in braces are the library's own. */
  private static String plain(String request) {
    return request.replaceAll("\\{\\w+}", "{}").toLowerCase(Locale.ROOT);
  }

  private static String plain(ReadOperation operation) {
    String resource = "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Network/";
    return plain(
        operation.method()
            + " "
            + operation
                .path()
                .replace("{scope}", "/subscriptions/{}")
                .replace("{bastionHost}", resource + "bastionHosts/{}")
                .replace("{virtualNetwork}", resource + "virtualNetworks/{}")
                .replace("{networkWatcher}", resource + "networkWatchers/{}")
                .replace("{networkInterface}", resource + "networkInterfaces/{}")
                .replace(
                    "{location}", "/subscriptions/{}/providers/Microsoft.Network/locations/{}"));
  }

  @Test
  void requestsAreThoseOfTheLibrary() throws Exception {
    Set<String> known = known();
    int compared = 0;
    for (ReadOperation operation : ReadOperation.values()) {
      boolean network =
          operation.action().startsWith("Microsoft.Network/")
              && operation != ReadOperation.OPERATION_RESULTS;
      if (network) {
        assertTrue(known.contains(plain(operation)), plain(operation) + " of " + known);
        compared++;
      }
    }
    assertEquals(14, compared);
  }

  @Test
  void aGroupAloneIsListedAsTheLibraryDoes() throws Exception {
    Set<String> known = known();
    for (ReadOperation operation : ReadOperation.listings()) {
      if (operation.action().startsWith("Microsoft.Network/")) {
        String group = "/subscriptions/{}/resourceGroups/{}";
        assertTrue(
            known.contains(plain("GET " + operation.path().replace("{scope}", group))),
            operation::name);
      }
    }
  }
}
