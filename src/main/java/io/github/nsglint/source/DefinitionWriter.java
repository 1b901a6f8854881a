package io.github.nsglint.source;

import io.github.nsglint.document.Edit;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Span;
import java.util.List;

/**
 * Changes what a file defines, in the file's own language and style. Only what stands in one place
 * and is meant as it stands there is changed: not what a loop makes, an expression computes or a
 * parameter brings.
 */
public interface DefinitionWriter {
  /**
   * Adds security rules to a network security group.
   *
   * @param group the place of the group, as its {@link Resource} has it
   * @param rules those of its rules that stand in this file, likewise
   * @param added each in Azure Resource Manager's shape, with {@code name} and {@code properties}
   */
  List<Edit> addRules(Span group, List<Span> rules, List<MapNode> added)
      throws NotWritableException;

  /**
   * Puts another value in the place of one.
   *
   * @param value the place of a number, text or truth value, as a resource has it
   */
  List<Edit> setValue(Span value, String other) throws NotWritableException;

  /**
   * Adds destination ports to those of a security rule.
   *
   * @param rule the place of the rule
   * @param ports of its ports, each where it is written; not empty
   * @param added {@code 443} or {@code 8000-8080}
   */
  List<Edit> addDestinationPorts(Span rule, List<Span> ports, List<String> added)
      throws NotWritableException;
}
