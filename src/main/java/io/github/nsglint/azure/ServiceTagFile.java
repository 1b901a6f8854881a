package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.source.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file with the addresses of service tags: Microsoft's weekly download, or the answer of the
 * service tag discovery API as REST, az or Azure PowerShell give it. Of a file that nobody asks for
 * a tag, only the head is read.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview#service-tags-on-premises">where
 *     to get one</a>
 */
public final class ServiceTagFile {
  private final String shown;
  private final Supplier<ServiceTagList> reader;
  private final ServiceTagList.Head head;
  private @Nullable ServiceTagList list;
  private @Nullable Problem otherCloud;
  private boolean asked;
  private final Map<String, Optional<AddressSet>> sets = new TreeMap<>();
  private final TreeSet<String> missing = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private ServiceTagFile(
      String shown, Optional<ServiceTagList.Head> head, Supplier<ServiceTagList> reader) {
    this.shown = requireNonNull(shown);
    this.reader = requireNonNull(reader);
    this.head = head.orElseGet(() -> list().head());
  }

  /**
   * @param shown the path in the user's words
   */
  public static ServiceTagFile at(Path path, String shown, Limits limits) {
    return new ServiceTagFile(
        shown, ServiceTagList.head(path), () -> ServiceTagList.read(path, shown, limits));
  }

  /** Of a text in memory, which is read at once. */
  public static ServiceTagFile of(SourceFile text) {
    return new ServiceTagFile(text.path(), Optional.empty(), () -> ServiceTagList.read(text));
  }

  private ServiceTagList list() {
    ServiceTagList read = list;
    if (read == null) {
      read = reader.get();
      list = read;
      problems.addAll(read.problems());
    }
    return read;
  }

  private boolean isUsable() {
    return otherCloud == null && list().isUsable();
  }

  synchronized Optional<AddressSet> find(String name) {
    return sets.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> read(lower, name));
  }

  private Optional<AddressSet> read(String lower, String name) {
    if (otherCloud != null || ServiceTags.isUnpublished(name)) {
      return Optional.empty();
    }
    asked = true;
    if (!list().isUsable()) {
      return Optional.empty();
    }
    if (list().spelling(lower).isEmpty()) {
      missing.add(name);
      return Optional.empty();
    }
    return list().addresses(lower, problems);
  }

  synchronized Optional<String> spelling(String name) {
    asked = true;
    return isUsable() ? list().spelling(name.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  synchronized List<String> names() {
    return isUsable() ? list().names() : List.of();
  }

  /** Something of the network is in a region. */
  synchronized void seeRegion(String region, Span place) {
    Optional<AzureCloud> there = AzureCloud.ofRegion(region);
    Optional<AzureCloud> here = head.cloud().flatMap(AzureCloud::ofFile);
    if (otherCloud == null && there.isPresent() && here.isPresent() && !there.equals(here)) {
      otherCloud =
          Problem.error(
              "service-tag-cloud",
              "'"
                  + region
                  + "' is a region of "
                  + there.get()
                  + ", but "
                  + shown
                  + " has the service tags of "
                  + here.get()
                  + ": none of its addresses is used",
              place);
    }
  }

  synchronized String gap(String name) {
    if (otherCloud != null) {
      return shown + " is of another cloud";
    } else if (list != null && !list.isUsable()) {
      return shown + " could not be used";
    }
    return missing.contains(name) ? shown + " does not have it" : shown + " does not tell them";
  }

  synchronized ServiceTagSource source() {
    ServiceTagSource.Use use = ServiceTagSource.Use.NOT_NEEDED;
    if (otherCloud != null || (list != null && !list.isUsable())) {
      use = ServiceTagSource.Use.NOT_USABLE;
    } else if (asked) {
      use = ServiceTagSource.Use.USED;
    }
    return new ServiceTagSource(
        shown, head.cloud(), head.changeNumber(), ServiceTagSource.date(shown), use);
  }

  synchronized List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    if (otherCloud != null) {
      all.add(otherCloud);
    }
    if (!missing.isEmpty()) {
      all.add(
          Problem.note(
              "service-tag-missing",
              "the file has no service tag "
                  + String.join(", ", missing)
                  + ": what depends on its addresses stays undecided",
              list().start()));
    }
    return all;
  }
}
