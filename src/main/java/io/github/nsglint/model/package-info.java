/**
 * The network in Azure's own words, typed, each element with its place. Knows neither how it was
 * written nor whether it is good.
 */
package io.github.nsglint.model;
