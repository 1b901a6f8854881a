package io.github.nsglint.azure;

import io.github.nsglint.document.Node;

/** What Azure answers about a resource, beside what a definition says of it. */
public final class Answers {
  /**
   * Diagnostic settings extend a resource and are listed by a call of their own.
   *
   * @see <a href="https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/list">Diagnostic
   *     Settings - List</a>
   */
  public static final String NO_DIAGNOSTIC_SETTINGS =
      "Azure's answer about a resource does not tell its diagnostic settings; give what"
          + " 'az monitor diagnostic-settings list --resource ID -o json' prints as well";

  private Answers() {}

  /** Whether a resource was read from an answer: no definition writes the resource's own id. */
  public static boolean isAnswer(Node.MapNode body) {
    return body.present("id").isPresent();
  }
}
