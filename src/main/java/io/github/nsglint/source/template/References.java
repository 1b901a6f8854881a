package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import java.util.List;
import java.util.Optional;

/** Knows what a template deploys, for the expressions that ask for its properties. */
interface References {
  /** Whether a function of this name gives what a template deploys. */
  static boolean isAbout(String function) {
    return function.equalsIgnoreCase("reference")
        || function.equalsIgnoreCase("references")
        || function.equalsIgnoreCase("resourceInfo");
  }

  /**
   * What {@code reference(…)} gives, or a part of it.
   *
   * @param call to {@code reference}, {@code references} or {@code resourceInfo}
   * @param members asked of its result, one inside the other
   * @return empty if nothing that the template deploys is meant, or if this part of it is not in
   *     the template
   */
  Optional<Node> find(Call call, List<Node> members);
}
