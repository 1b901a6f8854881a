/**
 * Text and where things are in it: files, spans, problems, JSON and YAML trees. Knows nothing of
 * Azure or of rules.
 */
package io.github.nsglint.document;
