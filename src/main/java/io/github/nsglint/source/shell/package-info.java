/** The shell language: text → statements whose every word knows its place. Knows no command. */
package io.github.nsglint.source.shell;
