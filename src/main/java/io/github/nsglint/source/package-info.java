/** Files in, ARM-shaped resources out. Knows neither the model of a network nor the rules. */
package io.github.nsglint.source;
