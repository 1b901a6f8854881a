package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Address blocks, of IPv4 and IPv6.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr">the
 *     documentation</a>
 */
final class CidrFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("parseCidr(network)", ARGUMENTS, CidrFunctions::parse),
          new TemplateFunction(
              "cidrSubnet(network, newCidr, index)", ARGUMENTS, CidrFunctions::subnet),
          new TemplateFunction("cidrHost(network, index)", ARGUMENTS, CidrFunctions::host));

  private CidrFunctions() {}

  private static IpBlock block(Call call) {
    String text = call.text(0);
    IpBlock block =
        IpBlock.of(text)
            .orElseThrow(
                () -> new InvalidCall("'" + text + "' is no address block such as 10.0.0.0/24", 0));
    if (!block.address().equals(block.first())) {
      throw UnknownResult.undocumented("what becomes of the host part of '" + text + "'");
    }
    return block;
  }

  private static Node parse(Call call) {
    IpBlock block = block(call);
    boolean ipv4 = block.width() == 32;
    List<Entry> entries = new ArrayList<>();
    add(entries, "network", block.text(block.first()), call);
    add(entries, "netmask", block.text(block.mask()), call);
    if (ipv4) {
      add(entries, "broadcast", block.text(block.last()), call);
    }
    if (ipv4 && hasNoUsable(block)) {
      for (String key : List.of("firstUsable", "lastUsable")) {
        String reason =
            "parseCidr(): it is not documented which addresses of '"
                + call.text(0)
                + "' are usable";
        String symbol = Symbols.of("parseCidr('" + call.text(0) + "')." + key);
        entries.add(
            new Entry(new TextNode(key, call.span()), new Unresolved(reason, symbol, call.span())));
      }
    } else {
      BigInteger one = ipv4 ? BigInteger.ONE : BigInteger.ZERO;
      add(entries, "firstUsable", block.text(block.first().add(one)), call);
      add(entries, "lastUsable", block.text(block.last().subtract(one)), call);
    }
    entries.add(new Entry(new TextNode("cidr", call.span()), call.of(block.prefix())));
    return call.of(new MapNode(entries, call.span()));
  }

  private static void add(List<Entry> entries, String key, String value, Call call) {
    entries.add(new Entry(new TextNode(key, call.span()), call.of(value)));
  }

  /** Of a block of two or one addresses, none is left besides the network's and the broadcast's. */
  private static boolean hasNoUsable(IpBlock block) {
    return block.width() - block.prefix() < 2;
  }

  private static Node subnet(Call call) {
    IpBlock block = block(call);
    long prefix = call.integer(1);
    if (prefix < block.prefix() || prefix > block.width()) {
      throw new InvalidCall(
          "the new prefix length "
              + prefix
              + " is not within "
              + block.prefix()
              + " and "
              + block.width(),
          1);
    }
    BigInteger index = BigInteger.valueOf(call.integer(2));
    BigInteger count = BigInteger.ONE.shiftLeft((int) prefix - block.prefix());
    if (index.signum() < 0 || index.compareTo(count) >= 0) {
      throw new InvalidCall(
          "'"
              + call.text(0)
              + "' has "
              + count
              + " blocks of /"
              + prefix
              + ", and none at "
              + index,
          2);
    }
    BigInteger size = BigInteger.ONE.shiftLeft(block.width() - (int) prefix);
    return call.of(block.text(block.first().add(index.multiply(size))) + "/" + prefix);
  }

  /** Counted from the address after the network's own. */
  private static Node host(Call call) {
    IpBlock block = block(call);
    BigInteger index = BigInteger.valueOf(call.integer(1));
    if (hasNoUsable(block)) {
      throw UnknownResult.undocumented("which addresses of '" + call.text(0) + "' are usable");
    }
    BigInteger reserved = block.width() == 32 ? BigInteger.TWO : BigInteger.ONE;
    if (index.signum() < 0 || index.compareTo(block.size().subtract(reserved)) >= 0) {
      throw new InvalidCall("'" + call.text(0) + "' has no usable address at " + index, 1);
    }
    return call.of(block.text(block.first().add(BigInteger.ONE).add(index)));
  }
}
