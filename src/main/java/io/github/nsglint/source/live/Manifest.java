package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What a snapshot holds, and what it lacks: the evidence of a scan.
 *
 * @param program the version that read
 * @param endpoint of Azure Resource Manager
 * @param caller a hash of the object id in the token; empty if there is none in it
 * @param started UTC, ISO 8601; {@code finished} likewise
 * @param asked what was asked besides what every scan asks, as a command line has it, sorted
 * @param unmet what of that is about nothing that was read
 * @param files by path
 */
public record Manifest(
    String program,
    String endpoint,
    String via,
    String caller,
    String started,
    String finished,
    List<String> asked,
    List<Unmet> unmet,
    List<SubscriptionRecord> subscriptions,
    List<FileRecord> files) {
  /** The file's name in a snapshot. */
  public static final String NAME = "nsglint-snapshot.json";

  /** The member by which the file is known, and the version of its form. */
  static final String MARK = "nsglintSnapshot";

  static final int FORM = 1;

  public Manifest {
    requireNonNull(program);
    requireNonNull(endpoint);
    requireNonNull(via);
    requireNonNull(caller);
    requireNonNull(started);
    requireNonNull(finished);
    asked = List.copyOf(asked);
    unmet = List.copyOf(unmet);
    subscriptions = List.copyOf(subscriptions);
    files = List.copyOf(files);
  }

  /**
   * Something that the user named and nobody found.
   *
   * @param asked as a command line has it
   * @param reason a clause
   */
  public record Unmet(String asked, String reason) {
    public Unmet {
      requireNonNull(asked);
      requireNonNull(reason);
    }

    @Override
    public String toString() {
      return asked + ": " + reason;
    }
  }

  /**
   * @param state Azure's word: {@code Enabled}, {@code Disabled}, …; empty if not known
   */
  public record SubscriptionRecord(String id, String name, String state, List<ReadRecord> reads) {
    public SubscriptionRecord {
      requireNonNull(id);
      requireNonNull(name);
      requireNonNull(state);
      reads = List.copyOf(reads);
    }

    /** Its name, where it has one, with its id. */
    public String words() {
      return name.isEmpty() ? id : name + " (" + id + ")";
    }

    public boolean isWhole() {
      return reads.stream().allMatch(ReadRecord::isRead);
    }
  }

  /**
   * One list.
   *
   * @param about a subscription, a resource group or a resource, by id
   * @param state {@code read}, or why not: {@code refused}, {@code not-registered}, {@code
   *     not-found}, {@code sign-in}, {@code failed}, {@code stopped}
   * @param reason a clause; empty for {@code read}
   * @param resources how many were read
   * @param at UTC, ISO 8601
   */
  public record ReadRecord(
      ReadOperation operation,
      String about,
      String state,
      String reason,
      int resources,
      String at) {
    static final String READ = "read";

    public ReadRecord {
      requireNonNull(operation);
      requireNonNull(about);
      requireNonNull(state);
      requireNonNull(reason);
      requireNonNull(at);
    }

    public boolean isRead() {
      return state.equals(READ);
    }

    /** What was read: {@code network security groups}. */
    public String words() {
      return operation.words();
    }

    static String state(Answer.Kind kind) {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param path from the snapshot's folder, with {@code /}
   * @param sha256 of its bytes, in hex; empty in a snapshot that nobody keeps
   */
  public record FileRecord(String path, String sha256, long bytes) {
    public FileRecord {
      requireNonNull(path);
      requireNonNull(sha256);
    }
  }

  public boolean isWhole() {
    return unmet.isEmpty() && subscriptions.stream().allMatch(SubscriptionRecord::isWhole);
  }

  /** As the file has it. */
  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonAnswer.JSON.createGenerator(bytes)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withArrayIndenter(new DefaultIndenter("  ", "\n"))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withSeparators(
                  Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER)));
      out.writeStartObject();
      out.writeNumberField(MARK, FORM);
      out.writeStringField("program", "nsglint " + program);
      out.writeStringField("endpoint", endpoint);
      out.writeStringField("via", via);
      out.writeStringField("caller", caller);
      out.writeStringField("started", started);
      out.writeStringField("finished", finished);
      out.writeBooleanField("complete", isWhole());
      out.writeArrayFieldStart("asked");
      for (String each : asked) {
        out.writeString(each);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("unmet");
      for (Unmet each : unmet) {
        out.writeStartObject();
        out.writeStringField("asked", each.asked());
        out.writeStringField("reason", each.reason());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("subscriptions");
      for (SubscriptionRecord subscription : subscriptions) {
        write(subscription, out);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("files");
      for (FileRecord file : files) {
        out.writeStartObject();
        out.writeStringField("path", file.path());
        out.writeStringField("sha256", file.sha256());
        out.writeNumberField("bytes", file.bytes());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void write(SubscriptionRecord subscription, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", subscription.id());
    out.writeStringField("name", subscription.name());
    out.writeStringField("state", subscription.state());
    out.writeArrayFieldStart("reads");
    for (ReadRecord read : subscription.reads()) {
      out.writeStartObject();
      out.writeStringField("operation", read.operation().name());
      out.writeStringField("apiVersion", read.operation().apiVersion());
      out.writeStringField("about", read.about());
      out.writeStringField("state", read.state());
      if (!read.isRead()) {
        out.writeStringField("reason", read.reason());
        out.writeStringField("action", read.operation().action());
      }
      out.writeNumberField("resources", read.resources());
      out.writeStringField("at", read.at());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
