package io.github.nsglint.cli;

/** The program's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("nsglint " + Main.class.getPackage().getImplementationVersion());
    }
  }
}
