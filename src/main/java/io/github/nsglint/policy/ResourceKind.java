package io.github.nsglint.policy;

/** Resources that a pack names by their kind alone. */
public enum ResourceKind {
  BASTION_HOST("bastion-host", "Bastion host"),
  DIAGNOSTIC_SETTING("diagnostic-setting", "diagnostic setting"),
  NETWORK_INTERFACE("network-interface", "network interface"),
  PUBLIC_IP_ADDRESS("public-ip-address", "public IP address"),
  VIRTUAL_MACHINE("virtual-machine", "virtual machine"),
  VIRTUAL_NETWORK("virtual-network", "virtual network");

  private final String key;
  private final String words;

  ResourceKind(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** The word in a pack. */
  public String key() {
    return key;
  }

  /** The words in a sentence, without an article. */
  public String words() {
    return words;
  }
}
