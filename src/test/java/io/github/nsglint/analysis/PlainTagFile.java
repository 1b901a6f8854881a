package io.github.nsglint.analysis;

import io.github.nsglint.azure.ServiceTagFile;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import java.util.ArrayList;
import java.util.List;

/** A file of service tags as a {@link PlainWorld} has them. */
final class PlainTagFile {
  private PlainTagFile() {}

  /**
   * @param tags that the file has; the others it leaves out
   */
  static TagAddresses of(PlainWorld world, List<String> tags) {
    List<String> items = new ArrayList<>();
    for (String tag : tags) {
      items.add(
          "{\"name\": \"%s\", \"properties\": {\"addressPrefixes\": [%s]}}"
              .formatted(tag, String.join(", ", blocks(world, tag))));
    }
    String text =
        "{\"changeNumber\": 1, \"cloud\": \"Public\", \"values\": [%s]}"
            .formatted(String.join(",\n", items));
    return TagAddresses.of(ServiceTagFile.of(new SourceFile("tags.json", text)));
  }

  private static List<String> blocks(PlainWorld world, String tag) {
    List<String> blocks = new ArrayList<>();
    for (int cell = 0; cell < PlainCells.ALL.size(); cell++) {
      if (world.contains(tag, cell)) {
        add(PlainCells.ALL.get(cell), blocks);
      }
    }
    return blocks;
  }

  /** The blocks that a stretch consists of, from its start, each as long as it can be. */
  private static void add(PlainCells.Stretch stretch, List<String> blocks) {
    long at = stretch.first();
    while (at <= stretch.last()) {
      int bits = Math.min(32, Long.numberOfTrailingZeros(at));
      while (at + (1L << bits) - 1 > stretch.last()) {
        bits--;
      }
      blocks.add("\"" + Cidr.text(address(at)) + "/" + (32 - bits) + "\"");
      at += 1L << bits;
    }
  }

  private static Address address(long number) {
    return number < PlainCells.IPV6
        ? Address.ipv4(number)
        : new Address(0, Family.IPV6, (number - PlainCells.IPV6) << 32, 0);
  }
}
