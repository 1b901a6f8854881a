package io.github.nsglint.report;

import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import java.io.OutputStream;
import java.util.List;

/** Placeholder. */
public final class NetworkText {
  private NetworkText() {}

  public static void write(Network network, List<Problem> problems, OutputStream out) {}
}
