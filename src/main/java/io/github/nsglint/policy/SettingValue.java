package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;

/**
 * What a user sets a pack's setting to.
 *
 * @param pack its name, with its place
 * @param name the setting's, with its place
 * @param value not checked yet: the pack knows its type
 */
public record SettingValue(Node.TextNode pack, Node.TextNode name, Node value) {
  public SettingValue {
    requireNonNull(pack);
    requireNonNull(name);
    requireNonNull(value);
  }
}
