package io.github.nsglint;

import java.util.Arrays;

/** A program that shows its arguments. Not nested: archives leave out a class without its host. */
final class LauncherProbe {
  private LauncherProbe() {}

  public static void main(String[] arguments) {
    System.out.println("probe " + Arrays.toString(arguments));
  }
}
