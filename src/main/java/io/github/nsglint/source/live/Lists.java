package io.github.nsglint.source.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.Answer.Kind;
import io.github.nsglint.source.live.JsonAnswer.Item;
import io.github.nsglint.source.live.JsonAnswer.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads lists to their last page. */
final class Lists {
  /** A list that changes while it is read is read once more. */
  private static final int TURNS = 2;

  private final ArmEndpoint endpoint;
  private final ArmRequests requests;
  private final RequestLimits limits;

  Lists(ArmEndpoint endpoint, ArmRequests requests, RequestLimits limits) {
    this.endpoint = endpoint;
    this.requests = requests;
    this.limits = limits;
  }

  /**
   * What a request asks.
   *
   * @param path of the first page
   * @param body of a question, given the token of its next page; always empty for GET
   */
  record Question(
      ReadOperation operation, String path, Function<Optional<String>, String> body, RawJson raw) {
    static Question of(ReadOperation operation, String about) {
      return new Question(operation, operation.pathOf(about), next -> "{}", RawJson.of(operation));
    }

    /** Asked of one resource, whose id each item is given under a key. */
    static Question about(ReadOperation operation, String key, String id, Instant now) {
      return new Question(
          operation,
          operation.pathOf(id),
          next -> next.map(token -> "{\"skipToken\":" + JsonText.quoted(token) + "}").orElse("{}"),
          RawJson.about(operation, key, id, now));
    }
  }

  /**
   * When an item comes twice, the list changed under way, and another may not have come at all: it
   * is read again then.
   */
  Listing read(Question question, Pace pace) {
    Pages pages = new Pages(question, pace);
    for (int turn = 1; turn <= TURNS; turn++) {
      pages = new Pages(question, pace);
      Optional<Failure> failure = pages.read();
      if (failure.isPresent() || !pages.repeated) {
        return new Listing(pages.items(), failure);
      }
    }
    return new Listing(
        pages.items(),
        pages.contradicting
            ? Optional.of(
                new Failure(Kind.FAILED, "the list changed while it was read, " + TURNS + " times"))
            : Optional.empty());
  }

  /** One thing that is no list. */
  Listing single(ReadOperation operation, String about, Pace pace) {
    try {
      URI uri = endpoint.request(operation, operation.pathOf(about));
      return requests
          .send(operation, uri, "", pace)
          .fold(
              body -> {
                try (JsonParser parser = JsonAnswer.JSON.createParser(body.text())) {
                  if (parser.nextToken() == JsonToken.START_OBJECT) {
                    Item item = RawJson.alone(operation).copy(parser);
                    return new Listing(List.of(item), Optional.empty());
                  }
                  return Listing.failed(
                      new Failure(Kind.FAILED, "Azure's answer is not what was asked for"));
                } catch (IOException e) {
                  throw new AssertionError(e); // it was JSON before
                }
              },
              Listing::failed);
    } catch (URISyntaxException e) {
      return Listing.failed(new Failure(Kind.FAILED, "its id cannot be part of an address"));
    }
  }

  /** A list that stays in one piece: what it says of something has to be all there is. */
  Listing whole(Question question, Pace pace) {
    try {
      URI uri = endpoint.request(question.operation(), question.path());
      return requests
          .send(question.operation(), uri, question.body().apply(Optional.empty()), pace)
          .fold(body -> whole(body, question.raw()), Listing::failed);
    } catch (URISyntaxException e) {
      return Listing.failed(new Failure(Kind.FAILED, "its id cannot be part of an address"));
    }
  }

  private static Listing whole(Answer.Body body, RawJson raw) {
    try (JsonParser parser = JsonAnswer.JSON.createParser(body.text())) {
      if (JsonAnswer.page(body.text(), raw).next().isPresent()) {
        return Listing.failed(new Failure(Kind.FAILED, "the answer goes on at another page"));
      }
      parser.nextToken();
      return new Listing(List.of(raw.copy(parser)), Optional.empty());
    } catch (IOException e) {
      return Listing.failed(new Failure(Kind.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private final class Pages {
    private final Question question;
    private final Pace pace;
    private final Map<String, Item> byId = new LinkedHashMap<>();
    private final List<Item> nameless = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean repeated;
    private boolean contradicting;
    private int total;

    Pages(Question question, Pace pace) {
      this.question = question;
      this.pace = pace;
    }

    List<Item> items() {
      List<Item> items = new ArrayList<>(byId.values());
      items.addAll(nameless);
      return items;
    }

    /** Why it stopped before the end. */
    Optional<Failure> read() {
      URI first;
      try {
        first = endpoint.request(question.operation(), question.path());
      } catch (URISyntaxException e) {
        return Optional.of(new Failure(Kind.FAILED, "its id cannot be part of an address"));
      }
      URI uri = first;
      Optional<String> token = Optional.empty();
      for (int count = 0; count < limits.pages(); count++) {
        Answer answer =
            requests.send(question.operation(), uri, question.body().apply(token), pace);
        Optional<Failure> failure = answer.fold(body -> Optional.empty(), Optional::of);
        if (failure.isPresent()) {
          return failure.map(why -> underWay(why, byId.size() + nameless.size()));
        }
        Optional<String> next;
        try {
          next = answer.fold(this::take, why -> new Taken(Optional.empty(), "")).orThrow();
        } catch (IOException e) {
          return Optional.of(new Failure(Kind.FAILED, String.valueOf(e.getMessage())));
        }
        if (next.isEmpty()) {
          return complete();
        }
        if (!seen.add(next.get())) {
          return Optional.of(new Failure(Kind.FAILED, "the list's pages lead in a circle"));
        }
        if (isLink(next.get())) {
          Optional<Failure> elsewhere = elsewhere(next.get());
          if (elsewhere.isPresent()) {
            return elsewhere;
          }
          uri = URI.create(next.get());
        } else {
          token = next;
          uri = first;
        }
      }
      return Optional.of(
          new Failure(Kind.FAILED, "the list has more than " + limits.pages() + " pages"));
    }

    /** Resource Graph ends a list without a word where it cannot give the rest. */
    private Optional<Failure> complete() {
      int count = byId.size() + nameless.size();
      return count < total
          ? Optional.of(new Failure(Kind.FAILED, "only " + count + " of " + total + " came"))
          : Optional.empty();
    }

    /** A checked exception does not pass through a fold. */
    private record Taken(Optional<String> next, String problem) {
      Optional<String> orThrow() throws IOException {
        if (!problem.isEmpty()) {
          throw new IOException(problem);
        }
        return next;
      }
    }

    private Taken take(Answer.Body body) {
      try {
        Page page = JsonAnswer.page(body.text(), question.raw());
        page.items().forEach(this::add);
        total = page.total().orElse(0);
        return new Taken(page.next(), "");
      } catch (IOException e) {
        return new Taken(Optional.empty(), String.valueOf(e.getMessage()));
      }
    }

    /** Of two that differ, the one that came later is the newer one. */
    private void add(Item item) {
      if (item.id().isEmpty()) {
        nameless.add(item);
        return;
      }
      Item before = byId.put(item.id().toLowerCase(Locale.ROOT), item);
      if (before != null) {
        repeated = true;
        contradicting |= !before.text().equals(item.text());
      }
    }

    private boolean isLink(String next) {
      if (question.operation() == ReadOperation.RESOURCE_GRAPH) {
        return false; // its tokens may begin with anything
      }
      return next.regionMatches(true, 0, "http:", 0, 5)
          || next.regionMatches(true, 0, "https:", 0, 6)
          || next.startsWith("//")
          || next.startsWith("/");
    }

    /** A link may lead anywhere, and our token would go there. */
    private Optional<Failure> elsewhere(String link) {
      if (!endpoint.owns(link)) {
        return Optional.of(
            new Failure(
                Kind.FAILED, "the list goes on at another place than " + endpoint + ", not asked"));
      }
      return ReadOperation.of("GET", URI.create(link).getPath())
              .filter(question.operation()::equals)
              .isPresent()
          ? Optional.empty()
          : Optional.of(
              new Failure(Kind.FAILED, "the list goes on as another question, not asked"));
    }
  }

  private static Failure underWay(Failure why, int items) {
    return items == 0 || why.kind() == Kind.STOPPED
        ? why
        : new Failure(why.kind(), why.reason() + " in the middle of the list, after " + items);
  }
}
