package io.github.nsglint.source;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.List;

/**
 * One way to write Azure resources down as JSON. A document is parsed once and offered to the
 * formats in their order; the first that recognises it, has it.
 */
public interface InputFormat {
  /** Starts on a file. Of what it does not recognise, a reading puts nothing into the output. */
  Reading open(InputFile file, Output output);

  /** Problems that belong to no single input, after the last one. */
  List<Problem> remaining();

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
