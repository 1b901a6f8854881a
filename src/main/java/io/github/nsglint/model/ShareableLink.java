package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A link by which anybody gets to the sign-in of a machine. Its address is known nowhere here.
 *
 * @param id within the host; its name is the machine's
 * @param body as Azure answered, with {@code bastionHost.id}
 * @param created the day, ISO 8601, as far as Azure tells
 * @param asked the day on which Azure was asked, likewise
 * @see <a href="https://learn.microsoft.com/azure/bastion/shareable-link">Shareable links</a>
 */
public record ShareableLink(
    ResourceId id,
    Node.MapNode body,
    String created,
    String asked,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public ShareableLink {
    requireNonNull(id);
    requireNonNull(body);
    requireNonNull(created);
    requireNonNull(asked);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** With its machine and its age: a link has no name. */
  @Override
  public String shownName() {
    return "to "
        + id.shownName()
        + (created.isEmpty() ? ", of unknown age" : ", made on " + created + age());
  }

  private String age() {
    try {
      long days = ChronoUnit.DAYS.between(LocalDate.parse(created), LocalDate.parse(asked));
      return ", " + (days == 1 ? "1 day" : days + " days") + " before Azure was asked";
    } catch (DateTimeException notADay) {
      return "";
    }
  }
}
