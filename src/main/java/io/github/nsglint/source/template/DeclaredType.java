package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.template.Template.Presence;
import io.github.nsglint.source.template.Template.Secrecy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a template says of a value: of a parameter, or of a part of one.
 *
 * @param allowedValues empty if any is
 * @param bounds of a number, or else of a length
 * @param parts read when first needed: a type may be a part of itself
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/definitions">type
 *     definitions</a>
 */
public record DeclaredType(
    ParameterType kind,
    Secrecy secrecy,
    Presence presence,
    List<Node> allowedValues,
    Bounds bounds,
    Supplier<Parts> parts) {
  /** Of which nothing is said. */
  public static final DeclaredType ANY = plain(ParameterType.ANY);

  /** That no value has. */
  public static final DeclaredType NONE = plain(ParameterType.NONE);

  public DeclaredType {
    requireNonNull(kind);
    requireNonNull(secrecy);
    requireNonNull(presence);
    allowedValues = List.copyOf(allowedValues);
    requireNonNull(bounds);
    requireNonNull(parts);
  }

  /**
   * @param least of {@code minValue} or {@code minLength}
   * @param most of {@code maxValue} or {@code maxLength}
   */
  public record Bounds(Optional<Long> least, Optional<Long> most) {
    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    public Bounds {
      requireNonNull(least);
      requireNonNull(most);
    }

    boolean hold(long number) {
      return least.filter(bound -> number < bound).isEmpty()
          && most.filter(bound -> number > bound).isEmpty();
    }

    /** {@code from 1 to 9}, or what there is of it. */
    String words() {
      if (least.isPresent() && most.isPresent()) {
        return "from " + least.get() + " to " + most.get();
      }
      return least.map(bound -> "at least " + bound).orElse("")
          + most.map(bound -> "at most " + bound).orElse("");
    }
  }

  /**
   * What is inside an object or an array.
   *
   * @param properties by name, in the order of the file
   * @param first the types of an array's first items, one each
   * @param others of every other property or item; empty if it may be anything
   * @param variants empty if all objects are alike
   */
  public record Parts(
      Map<String, DeclaredType> properties,
      List<DeclaredType> first,
      Optional<DeclaredType> others,
      Optional<Variants> variants) {
    public static final Parts ANY =
        new Parts(Map.of(), List.of(), Optional.empty(), Optional.empty());

    public Parts {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      first = List.copyOf(first);
      requireNonNull(others);
      requireNonNull(variants);
    }

    /** Whether anything may be inside. */
    boolean isAny() {
      return properties.isEmpty() && first.isEmpty() && others.isEmpty() && variants.isEmpty();
    }

    Optional<DeclaredType> property(String name) {
      for (Map.Entry<String, DeclaredType> one : properties.entrySet()) {
        if (one.getKey().equalsIgnoreCase(name)) {
          return Optional.of(one.getValue());
        }
      }
      return others;
    }

    Optional<DeclaredType> item(int index) {
      return index < first.size() ? Optional.of(first.get(index)) : others;
    }
  }

  /**
   * Types of objects that one of their properties tells apart.
   *
   * @param property its name
   * @param types by its value, in the order of the file
   */
  public record Variants(String property, Map<String, DeclaredType> types) {
    public Variants {
      requireNonNull(property);
      types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    Optional<DeclaredType> type(String value) {
      for (Map.Entry<String, DeclaredType> one : types.entrySet()) {
        if (one.getKey().equalsIgnoreCase(value)) {
          return Optional.of(one.getValue());
        }
      }
      return Optional.empty();
    }
  }

  private static DeclaredType plain(ParameterType kind) {
    return new DeclaredType(
        kind, Secrecy.PLAIN, Presence.REQUIRED, List.of(), Bounds.NONE, () -> Parts.ANY);
  }

  boolean isSecure() {
    return secrecy == Secrecy.SECURE;
  }

  /** Whether a part of its values, or all of each, must not be shown. */
  boolean holdsSecret() {
    return holdsSecret(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean holdsSecret(Set<DeclaredType> seen) {
    if (isSecure()) {
      return true;
    }
    if (!seen.add(this)) {
      return false;
    }
    Parts inside = parts.get();
    List<DeclaredType> all = new ArrayList<>(inside.properties().values());
    all.addAll(inside.first());
    inside.others().ifPresent(all::add);
    inside.variants().ifPresent(variants -> all.addAll(variants.types().values()));
    for (DeclaredType type : all) {
      if (type.holdsSecret(seen)) {
        return true;
      }
    }
    return false;
  }
}
