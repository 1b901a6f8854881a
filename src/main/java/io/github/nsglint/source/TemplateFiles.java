package io.github.nsglint.source;

import java.util.Optional;

/**
 * Templates in files that another input deploys, as a script does. Nothing is fetched from anywhere
 * else.
 */
public interface TemplateFiles {
  /**
   * @param output gets the resources that the template is, and what is wrong in its file
   * @return why it is not followed, a clause; empty if it is
   */
  Optional<String> deploy(TemplateOrder order, Output output);
}
