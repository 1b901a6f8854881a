package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a resource: {@code
 * /subscriptions/S/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/V/subnets/N}.
 * Compares without case, as Azure does. A stretch between {@code ⟨} and {@code ⟩} stands for a text
 * that is not known; the same stretch means the same text. A missing subscription or resource
 * group, or one that is a single such stretch, may be any.
 */
public final class ResourceId {
  /** Azure's own names have at most 80 characters. */
  private static final int LONGEST_NAME = 80;

  private final String subscription;
  private final String resourceGroup;
  private final String type;

  /** The resource this one lies in; a large network has many children of few. */
  private final @Nullable ResourceId parent;

  private final String name;

  /** Made when it is first asked for: of hundreds of thousands, few are ever shown. */
  private @Nullable String text;

  /** Computed when it is first asked; 0 until then. */
  private int hash;

  /**
   * @param subscription empty if not known
   * @param resourceGroup empty if not known
   * @param type with its provider, {@code Microsoft.Network/virtualNetworks/subnets}
   * @param names one a segment of the type after the provider
   */
  public ResourceId(String subscription, String resourceGroup, String type, List<String> names) {
    if (names.isEmpty() || depth(type) != names.size()) {
      throw new IllegalArgumentException(type + " with names " + names);
    }
    int last = names.size() - 1;
    // A large network has the same few of these in each of its ids.
    this.subscription = subscription.intern();
    this.resourceGroup = resourceGroup.intern();
    this.type = type.intern();
    this.parent =
        last == 0
            ? null
            : new ResourceId(
                this.subscription,
                this.resourceGroup,
                type.substring(0, type.lastIndexOf('/')),
                names.subList(0, last));
    this.name = requireNonNull(names.get(last));
  }

  private ResourceId(ResourceId parent, String type, String name) {
    this.subscription = parent.subscription;
    this.resourceGroup = parent.resourceGroup;
    this.type = type.intern();
    this.parent = parent;
    this.name = requireNonNull(name);
  }

  /** How many segments a type has after the provider. */
  private static int depth(String type) {
    int depth = 0;
    for (int at = type.indexOf('/'); at >= 0; at = type.indexOf('/', at + 1)) {
      depth++;
    }
    return depth;
  }

  /**
   * Reads an id as Azure writes it, from {@code /subscriptions}, or from {@code /providers} when
   * the rest is not known.
   */
  public static Optional<ResourceId> parse(String text) {
    List<String> parts = segments(text);
    String subscription = "";
    String resourceGroup = "";
    int i = 0;
    while (i + 1 < parts.size() && !parts.get(i).equalsIgnoreCase("providers")) {
      if (parts.get(i).equalsIgnoreCase("subscriptions")) {
        subscription = parts.get(i + 1);
      } else if (parts.get(i).equalsIgnoreCase("resourceGroups")) {
        resourceGroup = parts.get(i + 1);
      } else {
        return Optional.empty();
      }
      i += 2;
    }
    // providers, the provider's name, then pairs of type and name
    if (i + 3 >= parts.size() || (parts.size() - i) % 2 != 0) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(parts.get(i + 1));
    List<String> names = new ArrayList<>();
    for (int j = i + 2; j < parts.size(); j += 2) {
      if (parts.get(j).equalsIgnoreCase("providers")) {
        // An extension of another resource: its own identity starts here.
        type.setLength(0);
        type.append(parts.get(j + 1));
        names.clear();
      } else {
        type.append('/').append(parts.get(j));
        names.add(parts.get(j + 1));
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new ResourceId(subscription, resourceGroup, type.toString(), names));
  }

  /** Splits at slashes outside of {@code ⟨…⟩}: an expression may hold slashes. */
  private static List<String> segments(String text) {
    List<String> parts = new ArrayList<>(10);
    int start = 0;
    if (text.indexOf('⟨') < 0) {
      for (int end = text.indexOf('/'); end >= 0; end = text.indexOf('/', start)) {
        if (end > start) {
          parts.add(text.substring(start, end));
        }
        start = end + 1;
      }
      if (start < text.length()) {
        parts.add(text.substring(start));
      }
      return parts;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '⟨') {
        depth++;
      } else if (c == '⟩') {
        depth--;
      } else if (c == '/' && depth == 0) {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  public String subscription() {
    return subscription;
  }

  public String resourceGroup() {
    return resourceGroup;
  }

  public String type() {
    return type;
  }

  public List<String> names() {
    ArrayDeque<String> names = new ArrayDeque<>();
    for (ResourceId id = this; id != null; id = id.parent) {
      names.addFirst(id.name);
    }
    return List.copyOf(names);
  }

  /** The last name: that of the resource itself. */
  public String name() {
    return name;
  }

  /** The last name in a sentence; of a long one that cannot be computed, its start and its end. */
  public String shownName() {
    return name.length() <= LONGEST_NAME || name.indexOf('⟨') < 0
        ? name
        : name.substring(0, LONGEST_NAME - 20) + "…" + name.substring(name.length() - 19);
  }

  public boolean isType(String other) {
    return type.equalsIgnoreCase(other);
  }

  /** The resource this one lies in, if it is a child: of a subnet its virtual network. */
  public Optional<ResourceId> parent() {
    return Optional.ofNullable(parent);
  }

  public ResourceId child(String childType, String childName) {
    return new ResourceId(this, type + "/" + childType, childName);
  }

  /** Equal for all ids that may be the same resource, if they are {@link #isNamed named}. */
  public Key key() {
    return new Key(this);
  }

  /** Type and names of an id, compared without case. */
  public static final class Key {
    private final ResourceId id;
    private final int hash;

    private Key(ResourceId id) {
      this.id = id;
      int sum = ResourceId.hash(id.type, 0, 1);
      for (ResourceId each = id; each != null; each = each.parent) {
        sum = ResourceId.hash(each.name, 0, sum);
      }
      this.hash = sum;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && hash == that.hash && id.isCalledAs(that.id);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** The same for all that are equal. */
    @Override
    public String toString() {
      return (id.type + "/" + String.join("/", id.names())).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether both may be the same resource: same type and names, and no known subscription or group
   * that differs.
   */
  public boolean matches(ResourceId other) {
    return isCalledAs(other)
        && compatible(subscription, other.subscription)
        && compatible(resourceGroup, other.resourceGroup);
  }

  @SuppressWarnings("ReferenceEquality") // most children of one parent share its id
  private boolean isCalledAs(ResourceId other) {
    if (!type.equalsIgnoreCase(other.type)) {
      return false;
    }
    ResourceId a = this;
    ResourceId b = other;
    while (a != b && a != null && b != null) { // one type has one count of names
      if (!a.name.equalsIgnoreCase(b.name)) {
        return false;
      }
      a = a.parent;
      b = b.parent;
    }
    return true;
  }

  /**
   * As {@link #matches}, but names with parts that are not known also match what they may become:
   * {@code ⟨parameters('p')⟩-nsg} may be {@code dev-nsg}, and is never {@code dev-vnet}.
   */
  public boolean mayMatch(ResourceId other) {
    if (!isType(other.type)
        || !compatible(subscription, other.subscription)
        || !compatible(resourceGroup, other.resourceGroup)) {
      return false;
    }
    ResourceId a = this;
    ResourceId b = other;
    while (a != null && b != null) {
      if (!mayBeSame(a.name, b.name)) {
        return false;
      }
      a = a.parent;
      b = b.parent;
    }
    return true;
  }

  /** Whether its names are known in full. */
  public boolean isNamed() {
    return type.indexOf('⟨') < 0 && name.indexOf('⟨') < 0 && (parent == null || parent.isNamed());
  }

  private static boolean mayBeSame(String a, String b) {
    if (a.equalsIgnoreCase(b)) {
      return true;
    }
    // The same stretch is the same text: what follows it decides.
    int common = commonStart(a, b);
    String left = a.substring(common);
    String right = b.substring(common);
    boolean leftOpen = isUnknown(left);
    boolean rightOpen = isUnknown(right);
    if (!leftOpen && !rightOpen) {
      return left.equalsIgnoreCase(right);
    }
    int start = Math.min(knownStart(left), knownStart(right));
    int end = Math.min(knownEnd(left), knownEnd(right));
    return left.regionMatches(true, 0, right, 0, start)
        && left.regionMatches(true, left.length() - end, right, right.length() - end, end)
        && (leftOpen || left.length() >= knownStart(right) + knownEnd(right))
        && (rightOpen || right.length() >= knownStart(left) + knownEnd(left));
  }

  /** Length of what both start with, without half a stretch. */
  private static int commonStart(String a, String b) {
    int depth = 0;
    int common = 0;
    for (int i = 0; i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i); i++) {
      char c = a.charAt(i);
      depth += c == '⟨' ? 1 : c == '⟩' ? -1 : 0;
      common = depth == 0 ? i + 1 : common;
    }
    return common;
  }

  private static boolean isUnknown(String name) {
    return name.indexOf('⟨') >= 0;
  }

  private static int knownStart(String name) {
    return isUnknown(name) ? name.indexOf('⟨') : name.length();
  }

  private static int knownEnd(String name) {
    return isUnknown(name) ? name.length() - 1 - name.lastIndexOf('⟩') : name.length();
  }

  /**
   * Whether the subscription and the resource group are known, so that equal ids are one resource.
   */
  public boolean isGlobal() {
    return !isOpen(subscription) && !isOpen(resourceGroup);
  }

  /**
   * Of things that one file tells and that may be meant by an id, those whose id says no less and
   * no more: what is named without a resource group is in the group that the file is deployed to,
   * as is what it names so. All of them if there is no such one.
   */
  public <T> List<T> nearest(List<T> found, Function<T, ResourceId> idOf) {
    if (found.size() < 2 || subscription.indexOf('⟨') >= 0 || resourceGroup.indexOf('⟨') >= 0) {
      return found;
    }
    List<T> nearest = found.stream().filter(each -> equals(idOf.apply(each))).toList();
    return nearest.isEmpty() ? found : nearest;
  }

  private static boolean compatible(String a, String b) {
    return isOpen(a) || isOpen(b) || a.equalsIgnoreCase(b);
  }

  private static boolean isOpen(String part) {
    return part.isEmpty() || part.indexOf('⟨') >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId that
        && hashCode() == that.hashCode()
        && subscription.equalsIgnoreCase(that.subscription)
        && resourceGroup.equalsIgnoreCase(that.resourceGroup)
        && isCalledAs(that);
  }

  /** Of the whole id: hundreds of subscriptions may have a network of one name. */
  @Override
  public int hashCode() {
    if (hash == 0) {
      int before =
          parent == null
              ? hash(type, 0, hash(resourceGroup, 0, hash(subscription, 0, 1)))
              : hash(type, type.lastIndexOf('/'), parent.hashCode());
      hash = hash(name, 0, before);
    }
    return hash;
  }

  /** Of a text from an index on. */
  private static int hash(String part, int from, int before) {
    int sum = 31 * before;
    for (int i = from; i < part.length(); i++) {
      sum = 31 * sum + folded(part.charAt(i));
    }
    return sum;
  }

  /** As equalsIgnoreCase compares. */
  private static int folded(char c) {
    if (c < 0x80) { // nearly all are, and the general way takes three times as long
      return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** As Azure writes it; without the parts that are not known. */
  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = written();
      text = known;
    }
    return known;
  }

  private String written() {
    StringBuilder id = new StringBuilder();
    if (!subscription.isEmpty()) {
      id.append("/subscriptions/").append(subscription);
    }
    if (!resourceGroup.isEmpty()) {
      id.append("/resourceGroups/").append(resourceGroup);
    }
    List<String> types = segments(type);
    List<String> names = names();
    id.append("/providers/").append(types.get(0));
    for (int i = 0; i < names.size(); i++) {
      id.append('/').append(types.get(i + 1)).append('/').append(names.get(i));
    }
    return id.toString();
  }
}
