package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import java.util.List;

/**
 * A set of flows as a pack writes it: {@code { direction: Inbound, protocol: Tcp, source: Internet,
 * destination: subnet, destination-ports: [443] }}. A flow that is to pass comes from a client's
 * source port, 1024 to 65535; one that is not to may come from any.
 *
 * @param protocols what the key "protocol" (one) or "protocols" (several) name; {@code *} alone
 *     when neither is there
 * @param source {@code *} when not there
 * @param destination {@code *} when not there
 * @param destinationPorts {@code [443, 8000-8080]}; all when not there
 * @param except flows taken out again, each a pattern whose missing keys mean "all": {@code except:
 *     [{ protocol: Tcp, destination-ports: [443] }]}; it has no direction and no {@code except} of
 *     its own
 */
public record FlowPattern(
    Direction direction,
    List<Protocol> protocols,
    Place source,
    Place destination,
    List<PortPrefix.Range> destinationPorts,
    List<FlowPattern> except) {
  public FlowPattern {
    requireNonNull(direction);
    protocols = List.copyOf(protocols);
    requireNonNull(source);
    requireNonNull(destination);
    destinationPorts = List.copyOf(destinationPorts);
    except = List.copyOf(except);
  }
}
