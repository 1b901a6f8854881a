package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.model.AddressPrefix;
import java.util.List;

/**
 * Addresses as a pack writes them.
 *
 * <ul>
 *   <li>{@code *}: all
 *   <li>{@code subnet}: the target's own prefixes
 *   <li>{@code Internet}, {@code GatewayManager}: a service tag
 *   <li>{@code 168.63.129.16}, {@code 10.0.0.0/8}: a block
 *   <li>a list of these: all of them together
 *   <li>{@code { of: Internet, except: [GatewayManager] }}: without what a rule names by exactly
 *       this tag, or without the block
 * </ul>
 *
 * @param subnet whether the target's own prefixes belong to it
 * @param prefixes the rest, with their places in the pack
 * @param except tags and blocks taken out
 */
public record Place(boolean subnet, List<AddressPrefix> prefixes, List<AddressPrefix> except) {
  public Place {
    prefixes = List.copyOf(prefixes);
    except = List.copyOf(except);
    requireNonNull(prefixes);
  }
}
