package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a rule names as addresses.
 *
 * @see <a href="https://github.com/hashicorp/terraform-provider-azurerm/issues/5617">Azure's
 *     refusal of a tag in a list</a>
 * @see <a href="https://github.com/hashicorp/terraform-provider-azurerm/issues/12534">its refusal
 *     of mixed families</a>
 * @see <a href="https://github.com/kubernetes-sigs/cloud-provider-azure/issues/5599">its refusal of
 *     bits after a prefix</a>
 * @see <a href="https://github.com/Azure/Microsoft-Defender-for-Cloud/pull/273">its refusal of the
 *     word "any"</a>
 * @see <a href="https://github.com/Azure/azure-powershell/issues/391">its refusal of
 *     VIRTUAL_NETWORK</a>
 */
final class AddressPrefixReader {
  private final List<Problem> defects;
  private final TagAddresses tags;

  AddressPrefixReader(List<Problem> defects, TagAddresses tags) {
    this.defects = defects;
    this.tags = tags;
  }

  /** The value of {@code sourceAddressPrefix}: {@code *}, a block or a tag. */
  AddressPrefix single(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new AddressPrefix.Unresolved(unresolved);
    }
    Optional<String> text = node.scalar().map(String::strip);
    if (text.isEmpty()) {
      return refused(
          "rule-prefix",
          "address prefix " + SecurityRuleReader.shown(node) + " is no text",
          node.span());
    }
    if (text.get().equals("*")) {
      return new AddressPrefix.Any(node.span());
    }
    if (text.get().equalsIgnoreCase("any")) {
      defect(
          "rule-prefix",
          SecurityRuleReader.shown(node) + " is what clients show for *, and Azure refuses it",
          node.span());
      return new AddressPrefix.Any(node.span());
    }
    Optional<AddressPrefix> block = block(text.get(), node.span());
    return block.isPresent() ? block.get() : tag(text.get(), node.span());
  }

  /** The elements of {@code sourceAddressPrefixes}: blocks only. */
  List<AddressPrefix> several(List<Node> nodes, String side) {
    List<AddressPrefix> prefixes = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      AddressPrefix prefix = single(node);
      if (prefix instanceof AddressPrefix.ServiceTag || prefix instanceof AddressPrefix.Any) {
        defect(
            "rule-tag-in-list",
            SecurityRuleReader.shown(node)
                + " stands in "
                + side
                + "AddressPrefixes, where Azure takes blocks only; a service tag or * belongs alone"
                + " in "
                + side
                + "AddressPrefix",
            node.span());
      }
      prefixes.add(prefix);
    }
    return prefixes;
  }

  AddressPrefix applicationGroup(Node node) {
    Reference reference = Properties.reference(node);
    return reference.fold(
        () -> new AddressPrefix.Unresolved("the application security group has no id", node.span()),
        to -> new AddressPrefix.ApplicationGroup(to.id(), to.span()),
        unresolved -> new AddressPrefix.Unresolved(unresolved.reason(), unresolved.span()));
  }

  /**
   * What Azure refuses of a side as a whole: blocks that overlap, and both families in one list.
   */
  void checkList(List<AddressPrefix> prefixes, String side) {
    List<AddressPrefix.Block> blocks = new ArrayList<>();
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.Block block) {
        blocks.add(block);
      }
    }
    if (blocks.size() < 2) {
      return;
    }
    Family family = family(blocks.get(0));
    blocks.stream()
        .filter(block -> family(block) != family)
        .findFirst()
        .ifPresent(
            other ->
                defect(
                    "rule-mixed-families",
                    "the "
                        + side
                        + " mixes IPv4 and IPv6: '"
                        + blocks.get(0)
                        + "' and '"
                        + other
                        + "'",
                    other.span()));
    checkOverlap(blocks, side);
  }

  /** All blocks of a rule are of one family, those of its two sides as well. */
  void checkSides(List<AddressPrefix> sources, List<AddressPrefix> destinations) {
    if (areOfTwoFamilies(sources, destinations)) {
      AddressPrefix.Block source = requireNonNull(firstBlock(sources));
      AddressPrefix.Block destination = requireNonNull(firstBlock(destinations));
      defect(
          "rule-mixed-families",
          "the rule mixes IPv4 and IPv6: its source is '"
              + source
              + "', its destination '"
              + destination
              + "'",
          destination.span());
    }
  }

  /** Whether the first block of one side is IPv4, that of the other IPv6. */
  static boolean areOfTwoFamilies(List<AddressPrefix> sources, List<AddressPrefix> destinations) {
    AddressPrefix.Block source = firstBlock(sources);
    AddressPrefix.Block destination = source == null ? null : firstBlock(destinations);
    return source != null && destination != null && family(source) != family(destination);
  }

  private static AddressPrefix.@Nullable Block firstBlock(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.Block block) {
        return block;
      }
    }
    return null;
  }

  private static Family family(AddressPrefix.Block block) {
    return block.cidr().family();
  }

  private void checkOverlap(List<AddressPrefix.Block> blocks, String side) {
    List<AddressPrefix.Block> sorted = new ArrayList<>(blocks);
    sorted.sort(
        Comparator.comparing((AddressPrefix.Block block) -> block.cidr().first())
            .thenComparing(block -> block.cidr().length()));
    AddressPrefix.Block widest = sorted.get(0);
    for (AddressPrefix.Block block : sorted.subList(1, sorted.size())) {
      // Blocks overlap only if one contains the other; the wider comes first in this order.
      if (block.cidr().first().compareTo(widest.cidr().last()) <= 0) {
        defect(
            "rule-overlapping-prefixes",
            "the " + side + " names '" + widest + "' and '" + block + "', which overlap",
            block.span());
      } else {
        widest = block;
      }
    }
  }

  private Optional<AddressPrefix> block(String text, Span span) {
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isPresent() && cidr.get().hasHostBits()) {
      defect(
          "rule-prefix",
          "'"
              + text
              + "' has bits set after its prefix, and Azure refuses it; it is read as the block of "
              + cidr.get().length()
              + " bits",
          span);
    }
    return cidr.isPresent()
        ? Optional.of(new AddressPrefix.Block(cidr.get(), span))
        : Optional.empty();
  }

  private AddressPrefix tag(String text, Span span) {
    Optional<String> known = ServiceTags.find(text);
    if (known.isPresent()) {
      if (ServiceTags.isClassic(text)) {
        defect(
            "rule-prefix",
            "'"
                + text
                + "' is the name of the classic deployment model, and Azure refuses it; it is read"
                + " as "
                + known.get(),
            span);
      }
      tags.see(known.get(), span);
      return new AddressPrefix.ServiceTag(known.get(), span);
    }
    Optional<String> listed = tags.spelling(text);
    if (listed.isPresent()) {
      return new AddressPrefix.ServiceTag(listed.get(), span);
    }
    boolean tagLike = text.length() <= 80 && text.matches("[A-Za-z][A-Za-z0-9_.]*");
    if (!tagLike) {
      return refused(
          "rule-prefix",
          SecurityRuleReader.shown(new Node.TextNode(text, span))
              + " is neither an address, a block such as 10.0.0.0/24, a service tag, nor *",
          span);
    }
    defects.add(
        Problem.warning(
            "unknown-service-tag",
            "no service tag named '" + text + "' is known" + nearest(text),
            span));
    return new AddressPrefix.Unresolved("the addresses of '" + text + "' are not known", span);
  }

  private String nearest(String text) {
    List<String> names = new ArrayList<>(ServiceTags.names());
    names.addAll(tags.names());
    return io.github.nsglint.document.Nearest.of(text, names)
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  private AddressPrefix refused(String code, String message, Span span) {
    defect(code, message, span);
    return new AddressPrefix.Unresolved("it is no address prefix", span);
  }

  private void defect(String code, String message, Span span) {
    defects.add(Problem.error(code, message, span));
  }
}
