package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Which targets of a kind are meant. YAML, beside the kind: {@code { network-security-group: any,
 * name: 'nsg-*', resource-group: rg-prod, tags: { env: prod }, where: { property: …, … } }}. All
 * that is written has to be true; what cannot be told leaves the question open.
 *
 * @param name of the target
 * @param except names that are left out
 * @param resourceGroup the one it is in
 * @param tags each of them; those of a subnet are its virtual network's, as it has none itself
 * @param where asked of the target
 */
public record TargetFilter(
    Optional<NamePattern> name,
    List<NamePattern> except,
    Optional<NamePattern> resourceGroup,
    List<Tag> tags,
    Optional<Condition> where) {
  /** Lets all pass. */
  public static final TargetFilter NONE =
      new TargetFilter(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());

  /** A tag with this key and such a value; {@code *} for any value. */
  public record Tag(String key, NamePattern value) {
    public Tag {
      requireNonNull(key);
      requireNonNull(value);
    }
  }

  public TargetFilter {
    requireNonNull(name);
    except = List.copyOf(except);
    requireNonNull(resourceGroup);
    tags = List.copyOf(tags);
    requireNonNull(where);
  }

  /** Whether all pass. */
  public boolean isNone() {
    return name.isEmpty()
        && except.isEmpty()
        && resourceGroup.isEmpty()
        && tags.isEmpty()
        && where.isEmpty();
  }
}
