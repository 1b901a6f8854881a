/**
 * Words and bytes of results, one class a format. Decides nothing: what is broken, and where, comes
 * from {@code analysis}.
 */
package io.github.nsglint.report;
