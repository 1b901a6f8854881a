package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Resources that a pack names by their kind alone.
 *
 * @param key the word in a pack: a word of this program's, or Azure's type, {@code
 *     Microsoft.Network/applicationGateways}
 * @param words the words in a sentence, without an article
 * @param type Azure's, in Azure's spelling
 */
public record ResourceKind(String key, String words, String type) {
  public static final ResourceKind BASTION_HOST =
      new ResourceKind("bastion-host", "Bastion host", "Microsoft.Network/bastionHosts");
  public static final ResourceKind DIAGNOSTIC_SETTING =
      new ResourceKind(
          "diagnostic-setting", "diagnostic setting", "Microsoft.Insights/diagnosticSettings");
  public static final ResourceKind NETWORK_INTERFACE =
      new ResourceKind(
          "network-interface", "network interface", "Microsoft.Network/networkInterfaces");
  public static final ResourceKind PUBLIC_IP_ADDRESS =
      new ResourceKind(
          "public-ip-address", "public IP address", "Microsoft.Network/publicIPAddresses");
  public static final ResourceKind SHAREABLE_LINK =
      new ResourceKind(
          "shareable-link", "shareable link", "Microsoft.Network/bastionHosts/shareableLinks");
  public static final ResourceKind VIRTUAL_MACHINE =
      new ResourceKind("virtual-machine", "virtual machine", "Microsoft.Compute/virtualMachines");
  public static final ResourceKind VIRTUAL_NETWORK =
      new ResourceKind("virtual-network", "virtual network", "Microsoft.Network/virtualNetworks");

  private static final List<ResourceKind> NAMED =
      List.of(
          BASTION_HOST,
          DIAGNOSTIC_SETTING,
          NETWORK_INTERFACE,
          PUBLIC_IP_ADDRESS,
          SHAREABLE_LINK,
          VIRTUAL_MACHINE,
          VIRTUAL_NETWORK);

  public ResourceKind {
    requireNonNull(key);
    requireNonNull(words);
    requireNonNull(type);
  }

  /** Those with a word of their own, in alphabetical order. */
  public static List<ResourceKind> values() {
    return NAMED;
  }

  /** The kind of a word or a type; empty if it is neither. */
  public static Optional<ResourceKind> of(String text) {
    for (ResourceKind kind : NAMED) {
      if (kind.key.equals(text) || kind.type.equalsIgnoreCase(text)) {
        return Optional.of(kind);
      }
    }
    return isType(text)
        ? Optional.of(new ResourceKind(text, "resource of type " + text, text))
        : Optional.empty();
  }

  /** {@code Microsoft.Web/hostingEnvironments}; letters and digits with dots and slashes. */
  static boolean isType(String text) {
    int slash = text.indexOf('/');
    int dot = text.indexOf('.');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '/') {
        return false;
      }
    }
    return dot > 0 && dot < slash && slash < text.length() - 1;
  }

  // Written out, as a record's own are generated at each start.
  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceKind that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
