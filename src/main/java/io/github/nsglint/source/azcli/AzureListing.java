package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.InputFormat;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Recognition;
import java.util.List;
import java.util.Map;

/**
 * What Azure's tools answer: one resource, a list of them, a page of the REST API, rows of Resource
 * Graph, or a resource under a name, as {@code az network nsg create} prints it. The properties may
 * lie under {@code properties} (REST, Resource Graph) or flat beside the name (az, PowerShell).
 *
 * <p>Problems: {@code incomplete-page}, the answer has more pages than the file; {@code
 * error-answer}, Azure refused; {@code effective-rules}, an answer about one network interface that
 * holds no definitions.
 */
public final class AzureListing implements InputFormat {
  @Override
  public Reading open(InputFile file, Output output) {
    return new ListingReading(file, output);
  }

  @Override
  public List<Problem> remaining() {
    return List.of();
  }

  @Override
  public Map<String, String> parts() {
    return Map.of();
  }

  /** One file. A page's items come before what says that there are more pages. */
  private static final class ListingReading implements Reading {
    private final ListingItems items;
    private boolean azure;
    private boolean empty = true;

    ListingReading(InputFile file, Output output) {
      this.items = new ListingItems(file.types(), output);
    }

    @Override
    public Recognition element(Node element) {
      empty = false;
      return answer(items.read(element) || items.readEmptyPage(element));
    }

    @Override
    public Recognition root(Node root) {
      boolean own = items.read(root);
      if (azure && root instanceof Node.MapNode map) {
        items.reportMissingPages(map);
      }
      return answer(own || azure || (empty && items.readEmptyPage(root)));
    }

    private Recognition answer(boolean recognised) {
      azure |= recognised;
      return recognised ? Recognition.AZURE : Recognition.FOREIGN;
    }
  }
}
