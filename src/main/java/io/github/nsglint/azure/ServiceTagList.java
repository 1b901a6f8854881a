package io.github.nsglint.azure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a service-tag file holds: an object with {@code changeNumber}, {@code cloud} and {@code
 * values}, whose items have a {@code name} and {@code properties.addressPrefixes}. Keys compare
 * without case, as Azure PowerShell writes them in Pascal case. Prefixes become addresses when a
 * tag is asked for.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/virtualnetwork/service-tags/list">the answer
 *     of the discovery API</a>
 * @see <a
 *     href="https://learn.microsoft.com/powershell/module/az.network/get-aznetworkservicetag">that
 *     of Azure PowerShell</a>
 */
final class ServiceTagList {
  private static final String VALUES = "values";
  private static final int HEAD_BYTES = 1 << 14;
  private static final String SHAPE =
      "expected Microsoft's service tags: an object with 'changeNumber', 'cloud' and 'values'";

  /** What stands before the tags. */
  record Head(Optional<String> cloud, Optional<String> changeNumber) {}

  private record Tag(String name, Node.ListNode prefixes) {}

  private final SourceFile source;
  private final Map<String, Tag> tags = new TreeMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Problem> problems;
  private final List<Problem> odd = new ArrayList<>();
  private Head head = new Head(Optional.empty(), Optional.empty());
  private boolean usable;

  private ServiceTagList(SourceFile source, List<Problem> problems) {
    this.source = source;
    this.problems = new ArrayList<>(problems);
  }

  /**
   * The head of a file that has all of it before its tags, as all of Microsoft's have.
   *
   * @return empty when the file has to be read in full to tell
   */
  static Optional<Head> head(Path path) {
    // To take the start of a pipe would take it away from who reads it in full.
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream stream = Files.newInputStream(path)) {
      SourceFile start = SourceFile.decode("", stream.readNBytes(HEAD_BYTES)).value();
      try (JsonParser parser = new JsonFactory().createParser(start.text())) {
        return head(parser);
      }
    } catch (IOException unreadable) {
      // Whoever reads the file in full tells why.
      return Optional.empty();
    }
  }

  private static Optional<Head> head(JsonParser parser) throws IOException {
    Optional<String> cloud = Optional.empty();
    Optional<String> changeNumber = Optional.empty();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName().toLowerCase(Locale.ROOT);
      JsonToken value = parser.nextToken();
      if (key.equals(VALUES)) {
        boolean whole = cloud.isPresent() && changeNumber.isPresent();
        return whole && value == JsonToken.START_ARRAY
            ? Optional.of(new Head(cloud, changeNumber))
            : Optional.empty();
      } else if (key.equals("cloud") && value.isScalarValue()) {
        cloud = Optional.of(parser.getText());
      } else if (key.equals("changenumber") && value.isScalarValue()) {
        changeNumber = Optional.of(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }

  static ServiceTagList read(Path path, String shown, Limits limits) {
    Loaded<SourceFile> loaded = FileBytes.read(path, shown, limits);
    ServiceTagList list = new ServiceTagList(loaded.value(), loaded.problems());
    if (!FileBytes.isUnread(loaded)) {
      list.readAll();
    }
    return list;
  }

  static ServiceTagList read(SourceFile text) {
    ServiceTagList list = new ServiceTagList(text, List.of());
    list.readAll();
    return list;
  }

  private void readAll() {
    Loaded<Node> document = JsonReader.read(source, Set.of(VALUES), this::add);
    problems.addAll(document.problems());
    if (document.value() instanceof Node.Unresolved) {
      return;
    }
    if (!(document.value() instanceof Node.MapNode root)
        || !(root.get(VALUES).orElse(null) instanceof Node.ListNode)) {
      problems.add(shape("this is no list of service tags; " + SHAPE, source.start()));
      return;
    }
    head = new Head(scalar(root, "cloud"), scalar(root, "changeNumber"));
    if (tags.isEmpty()) {
      problems.add(shape("'values' has no service tag; " + SHAPE, source.start()));
      return;
    }
    problems.addAll(odd);
    Optional<Node> next = root.present("nextLink");
    if (next.isPresent()) {
      problems.add(
          Problem.warning(
              "incomplete-page",
              "this is one page of several: the service tags of the next ones are missing",
              next.get().span()));
    }
    usable = true;
  }

  private static Optional<String> scalar(Node.MapNode map, String key) {
    return map.present(key).flatMap(Node::scalar);
  }

  private static Problem shape(String message, Span span) {
    return Problem.error("service-tag-file", message, span);
  }

  private void add(Node node) {
    Optional<String> name = node instanceof Node.MapNode map ? scalar(map, "name") : none();
    Optional<Node.ListNode> prefixes = node instanceof Node.MapNode map ? prefixes(map) : none();
    if (name.isEmpty() || prefixes.isEmpty()) {
      // One tells enough: in a file of another kind, every item is of another shape.
      if (odd.isEmpty()) {
        odd.add(
            shape(
                "this is no service tag: expected an object with 'name' and"
                    + " 'properties.addressPrefixes'",
                node.span()));
      }
      return;
    }
    String lower = name.get().toLowerCase(Locale.ROOT);
    if (tags.containsKey(lower)) {
      problems.add(
          Problem.error(
              "service-tag-twice",
              "service tag " + name.get() + " is in the file twice; neither is used",
              node.span()));
      // Its name stays taken, by a tag without addresses.
      tags.put(lower, new Tag(name.get(), new Node.ListNode(List.of(), node.span())));
      return;
    }
    names.add(name.get());
    tags.put(lower, new Tag(name.get(), prefixes.get()));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Optional<Node.ListNode> prefixes(Node.MapNode tag) {
    Optional<Node> properties = tag.present("properties");
    return properties.isPresent()
            && properties.get() instanceof Node.MapNode map
            && map.get("addressPrefixes").orElse(null) instanceof Node.ListNode list
        ? Optional.of(list)
        : Optional.empty();
  }

  Head head() {
    return head;
  }

  boolean isUsable() {
    return usable;
  }

  /** What is wrong with the file, but for what is wrong with single prefixes. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Span start() {
    return source.start();
  }

  List<String> names() {
    return names.stream().sorted().toList();
  }

  Optional<String> spelling(String lower) {
    return Optional.ofNullable(tags.get(lower)).map(Tag::name);
  }

  /**
   * All addresses of a tag. A tag without any, or with something else among them, is one whose
   * addresses are not known.
   *
   * @param defects gets a problem for each prefix that is none
   */
  Optional<AddressSet> addresses(String lower, List<Problem> defects) {
    Tag tag = tags.get(lower);
    if (tag == null || tag.prefixes().items().isEmpty()) {
      return Optional.empty();
    }
    List<AddressSet> blocks = new ArrayList<>(tag.prefixes().items().size());
    boolean whole = true;
    for (Node item : tag.prefixes().items()) {
      Optional<Cidr> block = item.scalar().flatMap(Cidr::parse);
      if (block.isPresent()) {
        blocks.add(AddressSet.of(block.get().range()));
      } else {
        whole = false;
        defects.add(
            Problem.error(
                "service-tag-prefix",
                "service tag "
                    + tag.name()
                    + " has "
                    + SecurityRuleReader.shown(item)
                    + ", expected a block such as 20.33.0.0/16; its addresses are taken as not"
                    + " known",
                item.span()));
      }
    }
    return whole ? Optional.of(AddressSet.union(blocks)) : Optional.empty();
  }
}
