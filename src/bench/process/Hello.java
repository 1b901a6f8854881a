/** The least that a Java process can do: what start-up is measured against. */
final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
