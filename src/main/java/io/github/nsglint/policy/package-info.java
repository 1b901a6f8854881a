/**
 * What is required of a network: rule packs and their reader. Knows nothing of how a requirement is
 * decided.
 */
package io.github.nsglint.policy;
