package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;

/**
 * That a template in a file is to be deployed.
 *
 * @param from the file that says so
 * @param path of the template, from the folder of that file on, with {@code /}
 * @param values for its parameters, in their order: of two for one parameter, the later counts
 * @param target where to
 */
public record TemplateOrder(
    InputFile from, String path, List<Values> values, DeploymentTarget target) {
  public TemplateOrder {
    requireNonNull(from);
    requireNonNull(path);
    values = List.copyOf(values);
    requireNonNull(target);
  }

  /** Values for parameters of the template. */
  public sealed interface Values {}

  /**
   * One value as a text, which the parameter's type tells how to read.
   *
   * @param text a text or unresolved; its span is where the value is given
   * @param place of the name
   */
  public record Named(String name, Node text, Span place) implements Values {
    public Named {
      requireNonNull(name);
      requireNonNull(text);
      requireNonNull(place);
    }
  }

  /**
   * What a parameter file holds, or its {@code parameters} alone.
   *
   * @param place where the file is named
   */
  public record Document(Node.MapNode root, Span place) implements Values {
    public Document {
      requireNonNull(root);
      requireNonNull(place);
    }
  }

  /**
   * Any parameter may get a value here.
   *
   * @param why with the place
   */
  public record Open(Node.Unresolved why) implements Values {
    public Open {
      requireNonNull(why);
    }
  }
}
