/**
 * Decides which requirements a network meets, with a proof or a witness. Knows no output format and
 * no YAML.
 */
package io.github.nsglint.analysis;
