package io.github.nsglint.source;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Bytes of files and of standard input, within the limit, as text. */
public final class FileBytes {
  private static final long MEBIBYTE = 1L << 20;

  /** From so many bytes on it pays not to hold a file twice. */
  static final long LARGE = 1 << 17;

  private static final int SLICE = 1 << 18;

  /** Read by one thread at a time; a multiple of a slice. */
  private static final int PART = 1 << 22;

  private FileBytes() {}

  /**
   * @param shown the path in the user's words
   * @return an empty text and problem {@code too-large} or {@code unreadable} if it cannot be had
   */
  public static Loaded<SourceFile> read(Path path, String shown, Limits limits) {
    try {
      if (!Files.isRegularFile(path)) {
        // A pipe, as a shell's <(command): its size is not known before its end. Streams of Files
        // ask where they stand, which a pipe refuses.
        try (InputStream stream = new BufferedInputStream(new FileInputStream(path.toFile()))) {
          return read(stream, shown, limits);
        }
      }
      long size = Files.size(path);
      return size > limits.of(Limit.FILE_SIZE)
          ? tooLarge(shown, amount(size), limits)
          : text(path, shown, size);
    } catch (IOException e) {
      return unread(shown, "unreadable", "the file cannot be read: " + reason(e));
    }
  }

  private static Loaded<SourceFile> text(Path path, String shown, long size) throws IOException {
    if (size >= LARGE) {
      return SourceFile.decode(shown, bytes(path, (int) size));
    }
    try {
      // The JDK makes a text of ASCII bytes without a copy, if it reads the file itself.
      String text = Files.readString(path);
      boolean marked = text.startsWith("\uFEFF");
      return new Loaded<>(
          marked ? SourceFile.marked(shown, text.substring(1)) : new SourceFile(shown, text),
          List.of());
    } catch (CharacterCodingException otherEncoding) {
      return SourceFile.decode(shown, Files.readAllBytes(path));
    }
  }

  /**
   * All cores read: nothing else goes on yet.
   *
   * @param size that the file had; what it has lost since is not in the result
   */
  private static byte[] bytes(Path path, int size) throws IOException {
    byte[] bytes = new byte[size];
    int parts = 1 + size / PART;
    int[] lengths = new int[parts];
    try (FileChannel file = FileChannel.open(path)) {
      IntStream.range(0, parts)
          .parallel()
          .forEach(part -> lengths[part] = read(file, part * PART, bytes));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    int length = 0;
    for (int part = 0; part < parts && length == part * PART; part++) {
      length += lengths[part];
    }
    return length == size ? bytes : Arrays.copyOf(bytes, length);
  }

  /**
   * Slice by slice: for each read the JDK takes a buffer beside ours, as large as what is asked
   * for.
   *
   * @return how many bytes of a part there were
   */
  private static int read(FileChannel file, int from, byte[] bytes) {
    int end = Math.min(bytes.length, from + PART);
    int at = from;
    try {
      while (at < end) {
        int asked = Math.min(SLICE, end - at);
        int count = file.read(ByteBuffer.wrap(bytes, at, asked), at);
        if (count < 0) {
          break;
        }
        at += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return at - from;
  }

  /** Whether {@link #read} gave a problem in the place of the text. */
  public static boolean isUnread(Loaded<SourceFile> file) {
    return file.problems().stream()
        .anyMatch(p -> p.code().equals("unreadable") || p.code().equals("too-large"));
  }

  /** As {@link #read(Path, String, Limits)}, to the stream's end, or a little past the limit. */
  static Loaded<SourceFile> read(InputStream stream, String shown, Limits limits) {
    int most = (int) Math.min(Integer.MAX_VALUE - 8L, limits.of(Limit.FILE_SIZE) + 1);
    try {
      byte[] bytes = stream.readNBytes(most);
      return bytes.length > limits.of(Limit.FILE_SIZE)
          ? tooLarge(shown, "more than " + amount(limits.of(Limit.FILE_SIZE)), limits)
          : SourceFile.decode(shown, bytes);
    } catch (IOException e) {
      return unread(shown, "unreadable", "the input cannot be read: " + reason(e));
    }
  }

  /** Why the system refused, without the path, which the problem's place already tells. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "the link leads nowhere";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static Loaded<SourceFile> tooLarge(String shown, String size, Limits limits) {
    return unread(
        shown,
        "too-large",
        "the file has "
            + size
            + "; the limit is "
            + amount(limits.of(Limit.FILE_SIZE))
            + Limit.FILE_SIZE.hint());
  }

  private static String amount(long bytes) {
    return bytes >= MEBIBYTE && bytes % MEBIBYTE == 0
        ? bytes / MEBIBYTE + " MiB"
        : bytes >= 10 * MEBIBYTE ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
  }

  private static Loaded<SourceFile> unread(String shown, String code, String message) {
    SourceFile nothing = new SourceFile(shown, "");
    return new Loaded<>(nothing, List.of(Problem.error(code, message, nothing.start())));
  }
}
