package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.source.template.DeclaredType;
import io.github.nsglint.source.template.DeclaredType.Bounds;
import io.github.nsglint.source.template.DeclaredType.Parts;
import io.github.nsglint.source.template.DeclaredType.Variants;
import io.github.nsglint.source.template.ParameterType;
import io.github.nsglint.source.template.Template.Presence;
import io.github.nsglint.source.template.Template.Secrecy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The types of one template: what its parameters and outputs say of themselves, and what the
 * definitions say that they refer to.
 */
final class TypeReader {
  private static final String PREFIX = "#/definitions/";

  /** References to references; more lead nowhere. */
  private static final int MOST_STEPS = 20;

  private final MapNode root;

  /** A type that is written once is one type, also if it is a part of itself. */
  private final IdentityHashMap<MapNode, DeclaredType> known = new IdentityHashMap<>();

  /**
   * @param root of the template
   */
  TypeReader(MapNode root) {
    this.root = root;
  }

  /** The members of a parameter, and those of its type that it does not give itself. */
  MapNode resolved(MapNode written) {
    MapNode all = written;
    Optional<MapNode> next = definition(written);
    for (int i = 0; i < MOST_STEPS && next.isPresent(); i++) {
      List<Entry> entries = new ArrayList<>(all.entries());
      for (Entry entry : next.get().entries()) {
        if (all.get(entry.key().value()).isEmpty()) {
          entries.add(entry);
        }
      }
      all = new MapNode(entries, written.span());
      next = definition(next.get());
    }
    return all;
  }

  /** The user-defined type behind {@code "$ref": "#/definitions/name"}, if it is one. */
  private Optional<MapNode> definition(MapNode map) {
    return text(map, "$ref")
        .filter(ref -> ref.startsWith(PREFIX))
        .flatMap(
            ref ->
                root.get("definitions")
                    .filter(MapNode.class::isInstance)
                    .flatMap(all -> ((MapNode) all).get(ref.substring(PREFIX.length()))))
        .filter(MapNode.class::isInstance)
        .map(MapNode.class::cast);
  }

  /** What a parameter, an output, a definition or a part of one says of its values. */
  DeclaredType of(MapNode written) {
    DeclaredType type = known.get(written);
    if (type == null) {
      type = read(resolved(written));
      known.put(written, type);
    }
    return type;
  }

  private DeclaredType read(MapNode map) {
    String name = text(map, "type").orElse("").toLowerCase(Locale.ROOT);
    boolean nullable =
        map.get("nullable").filter(node -> node instanceof BoolNode b && b.value()).isPresent();
    List<Node> allowed =
        map.get("allowedValues").orElse(null) instanceof ListNode list ? list.items() : List.of();
    return new DeclaredType(
        ParameterType.of(name),
        name.startsWith("secure") ? Secrecy.SECURE : Secrecy.PLAIN,
        nullable ? Presence.NULLABLE : Presence.REQUIRED,
        allowed,
        bounds(map),
        parts(map));
  }

  private static Bounds bounds(MapNode map) {
    Optional<Long> least = number(map, "minValue").or(() -> number(map, "minLength"));
    Optional<Long> most = number(map, "maxValue").or(() -> number(map, "maxLength"));
    return least.isEmpty() && most.isEmpty() ? Bounds.NONE : new Bounds(least, most);
  }

  private static Optional<Long> number(MapNode map, String key) {
    if (!(map.get(key).orElse(null) instanceof NumberNode number)
        || number.literal().length() > 18) {
      return Optional.empty();
    }
    BigDecimal value = number.value();
    return value.stripTrailingZeros().scale() <= 0 && value.precision() - value.scale() <= 18
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  private Supplier<Parts> parts(MapNode map) {
    boolean any =
        map.get("properties").isEmpty()
            && map.get("additionalProperties").isEmpty()
            && map.get("discriminator").isEmpty()
            && map.get("items").isEmpty()
            && map.get("prefixItems").isEmpty();
    if (any) {
      return () -> Parts.ANY;
    }
    return new Supplier<>() {
      private @Nullable Parts read;

      @Override
      public Parts get() {
        if (read == null) {
          read = readParts(map);
        }
        return read;
      }
    };
  }

  private Parts readParts(MapNode map) {
    List<DeclaredType> first = new ArrayList<>();
    if (map.get("prefixItems").orElse(null) instanceof ListNode list) {
      for (Node item : list.items()) {
        first.add(item instanceof MapNode type ? of(type) : DeclaredType.ANY);
      }
    }
    return new Parts(
        map.get("properties").map(this::types).orElse(Map.of()),
        first,
        others(map.get("additionalProperties").or(() -> map.get("items"))),
        variants(map));
  }

  private Map<String, DeclaredType> types(Node node) {
    Map<String, DeclaredType> types = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        if (entry.value() instanceof MapNode type) {
          types.put(entry.key().value(), of(type));
        }
      }
    }
    return types;
  }

  private Optional<DeclaredType> others(Optional<Node> written) {
    if (written.orElse(null) instanceof MapNode type) {
      return Optional.of(of(type));
    }
    return written
        .filter(node -> node instanceof BoolNode b && !b.value())
        .map(no -> DeclaredType.NONE);
  }

  private Optional<Variants> variants(MapNode map) {
    if (!(map.get("discriminator").orElse(null) instanceof MapNode written)) {
      return Optional.empty();
    }
    Optional<String> property = text(written, "propertyName");
    Optional<Node> mapping = written.get("mapping");
    return property.isPresent() && mapping.isPresent()
        ? Optional.of(new Variants(property.get(), types(mapping.get())))
        : Optional.empty();
  }

  private static Optional<String> text(MapNode map, String key) {
    return map.get(key).filter(TextNode.class::isInstance).flatMap(Node::scalar);
  }
}
