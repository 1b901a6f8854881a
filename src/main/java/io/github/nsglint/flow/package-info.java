/**
 * Sets of flows, exactly, on ranges of plain numbers: addresses, ports, protocols, their products,
 * and first match over a list of products. Knows neither Azure nor files.
 */
package io.github.nsglint.flow;
