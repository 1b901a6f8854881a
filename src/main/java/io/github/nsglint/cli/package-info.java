/** The command line: arguments, exit codes and wiring. It decides nothing about networks. */
@NullMarked
package io.github.nsglint.cli;

import org.jspecify.annotations.NullMarked;
