package io.github.nsglint.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Paths as users write them → URIs relative to one folder. Works on text alone: a path is taken as
 * it reads, and links are not followed.
 */
public final class SourceUris {
  /** What standard input is called: every SARIF result needs the URI of a file. */
  private static final String STANDARD_INPUT = "stdin.json";

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=@";

  /**
   * @param text percent-encoded
   * @param inside whether it is relative, because the file is inside the folder
   */
  public record SourceUri(String text, boolean inside) {}

  private final List<String> base;
  private final List<String> folder;

  /** Made once a file, not once a place. */
  private final Map<String, SourceUri> known = new ConcurrentHashMap<>();

  /** Paths relative to the base folder, made as often; empty for those outside of it. */
  private final Map<String, String> paths = new ConcurrentHashMap<>();

  /**
   * @param base an absolute path
   */
  SourceUris(String base) {
    this.base = parts(base.replace('\\', '/'));
    this.folder = this.base;
  }

  private SourceUris(Path base, Path folder) {
    this.base = parts(slashed(base));
    this.folder = parts(slashed(folder));
  }

  /**
   * @param base what URIs are relative to, absolute: best the root of the repository
   * @param folder what paths are relative to, absolute
   */
  public static SourceUris of(Path base, Path folder) {
    return new SourceUris(base, folder);
  }

  /** Where paths and URIs are relative to one folder. */
  public static SourceUris in(Path folder) {
    return new SourceUris(folder, folder);
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /**
   * @param path relative to the folder, or absolute, with {@code /} between its parts
   */
  public SourceUri of(String path) {
    SourceUri made = known.get(path);
    return made != null ? made : known.computeIfAbsent(path, this::made);
  }

  /**
   * The URI of a file inside the base folder.
   *
   * @param path relative to that folder
   */
  public String ofRoot(String path) {
    return encoded(parts(path), UNRESERVED);
  }

  /**
   * A path relative to the base folder, as people and tools write it; empty for a file outside of
   * it and for standard input.
   */
  Optional<String> path(String path) {
    String made = paths.get(path);
    if (made == null) {
      made = path.equals("-") ? "" : insidePath(path);
      paths.put(path, made);
    }
    return made.isEmpty() ? Optional.empty() : Optional.of(made);
  }

  /** Empty for a file outside of the base folder. */
  private String insidePath(String path) {
    List<String> parts = absolute(path);
    return isInside(parts) ? String.join("/", parts.subList(base.size(), parts.size())) : "";
  }

  private boolean isInside(List<String> parts) {
    int depth = base.size();
    return parts.size() > depth && parts.subList(0, depth).equals(base);
  }

  private List<String> absolute(String path) {
    return isAbsolute(path) ? parts(path) : parts(String.join("/", folder) + "/" + path);
  }

  private SourceUri made(String path) {
    if (path.equals("-")) {
      return new SourceUri(STANDARD_INPUT, true);
    }
    List<String> parts = absolute(path);
    if (isInside(parts)) {
      return new SourceUri(encoded(parts.subList(base.size(), parts.size()), UNRESERVED), true);
    }
    return new SourceUri("file:///" + encoded(parts, UNRESERVED + ":"), false);
  }

  private boolean isAbsolute(String path) {
    // Where there are no drives, a colon is a character like any other.
    boolean drives = !base.isEmpty() && startsWithDrive(base.get(0) + "/");
    return path.startsWith("/") || (drives && startsWithDrive(path));
  }

  /** Without empty parts and {@code .}, and with {@code ..} carried out. */
  private static List<String> parts(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(parts));
  }

  private static String encoded(List<String> parts, String unreserved) {
    StringBuilder uri = new StringBuilder();
    for (String part : parts) {
      if (uri.length() > 0) {
        uri.append('/');
      }
      for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xFF);
        if (unreserved.indexOf(c) >= 0) {
          uri.append(c);
        } else {
          uri.append('%').append(String.format("%02X", b & 0xFF));
        }
      }
    }
    return uri.toString();
  }

  private static boolean startsWithDrive(String path) {
    char letter = path.isEmpty() ? ' ' : Character.toLowerCase(path.charAt(0));
    return letter >= 'a' && letter <= 'z' && path.startsWith(":/", 1);
  }
}
