package io.github.nsglint.source.template;

import static java.util.Objects.requireNonNull;

/** What a link to a template leads to. */
public sealed interface LinkedTemplate {
  /**
   * @param path of its file, as {@link LinkedTemplates} has it
   */
  record Found(Template template, String path) implements LinkedTemplate {
    public Found {
      requireNonNull(template);
      requireNonNull(path);
    }
  }

  /**
   * @param reason a clause
   */
  record Missing(String reason) implements LinkedTemplate {
    public Missing {
      requireNonNull(reason);
    }
  }
}
