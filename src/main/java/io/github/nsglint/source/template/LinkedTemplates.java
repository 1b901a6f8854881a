package io.github.nsglint.source.template;

/** The templates in files around one that is deployed. Nothing is fetched from anywhere else. */
public interface LinkedTemplates {
  /**
   * @param path of a file, from the folder of the outermost template on, with {@code /}; may start
   *     with {@code ../}
   */
  LinkedTemplate at(String path);
}
