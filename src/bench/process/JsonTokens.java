import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a file's tokens and nothing more: what reading a large file is measured against. */
final class JsonTokens {
  private JsonTokens() {}

  public static void main(String[] arguments) throws IOException {
    long tokens = 0;
    try (JsonParser parser = new JsonFactory().createParser(Path.of(arguments[0]).toFile())) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    System.out.println(tokens);
  }
}
