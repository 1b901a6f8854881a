/**
 * Facts of the platform, each once, with its source; ARM-shaped resources to the model. Knows
 * neither file formats nor what a good network is.
 */
package io.github.nsglint.azure;
