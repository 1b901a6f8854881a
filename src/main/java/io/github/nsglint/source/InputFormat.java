package io.github.nsglint.source;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.List;
import java.util.Map;

/**
 * One way to write Azure resources down as JSON. A document is parsed once and offered to the
 * formats in their order; the first that recognises it, has it.
 */
public interface InputFormat {
  /** Starts on a file. Of what it does not recognise, a reading puts nothing into the output. */
  Reading open(InputFile file, Output output);

  /** After the last input: what only all of them tell, and problems that belong to none of them. */
  List<Problem> remaining();

  /**
   * Which files turned out to be a part of another one, after {@link #remaining}; by path as shown,
   * with that of the other.
   */
  Map<String, String> parts();

  /** One file on its way through a format. */
  interface Reading {
    /**
     * An item of the outermost list, or of an outermost member {@code value} or {@code data}, which
     * are the lists that can be longer than memory. They come in order and before the root.
     */
    Recognition element(Node element);

    /**
     * The whole document, those lists empty. It comes last, and not at all where the syntax breaks.
     */
    Recognition root(Node root);
  }
}
