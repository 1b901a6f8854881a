package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.source.Resource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of public service tags, as far as a {@link ServiceTagFile} gives them. */
public final class TagAddresses {
  private static final TagAddresses UNKNOWN = new TagAddresses(null);

  private final @Nullable ServiceTagFile file;

  private TagAddresses(@Nullable ServiceTagFile file) {
    this.file = file;
  }

  /** Without a file: of no tag. */
  public static TagAddresses unknown() {
    return UNKNOWN;
  }

  public static TagAddresses of(ServiceTagFile file) {
    return new TagAddresses(file);
  }

  /**
   * All addresses of a tag, as plain ones.
   *
   * @param name compared without case
   * @return empty when they are not known; never an empty set
   */
  public Optional<AddressSet> find(String name) {
    return file == null ? Optional.empty() : file.find(name);
  }

  /** The tag as the file spells it; empty when the file does not have it. */
  Optional<String> spelling(String name) {
    return file == null ? Optional.empty() : file.spelling(name);
  }

  /** The names of all tags of the file, in alphabetical order. */
  List<String> names() {
    return file == null ? List.of() : file.names();
  }

  /** Tells where the network is: a file of another cloud cannot be used for it. */
  void see(Resource resource) {
    if (file != null) {
      Optional<Node> location = resource.body().present("location");
      if (location.isPresent() && location.get() instanceof Node.TextNode text) {
        file.seeRegion(text.value(), text.span());
      }
    }
  }

  /** The same of a tag that a rule names: of one region, it tells where the network is. */
  void see(String tag, Span place) {
    if (file != null) {
      Optional<String> region = ServiceTags.region(tag);
      if (region.isPresent()) {
        file.seeRegion(region.get(), place);
      }
    }
  }

  /** Why the addresses of a tag are not known, and what would tell them, as a clause. */
  public String gap(String name) {
    if (ServiceTags.isUnpublished(name)) {
      return "Microsoft publishes no addresses of it";
    }
    return file == null ? "--service-tags FILE would tell" : file.gap(name);
  }

  /** What a report says of the file; empty without one. */
  public Optional<ServiceTagSource> source() {
    return file == null ? Optional.empty() : Optional.of(file.source());
  }

  /** What was wrong with the file, as far as it was read until now. */
  public List<Problem> problems() {
    return file == null ? List.of() : file.problems();
  }
}
