/** Arguments, exit codes, wiring, and the two lists: input formats and reports. */
package io.github.nsglint.cli;
