/**
 * Azure's own answers, read over its API and changed in nothing: which requests are made, how long
 * to wait between them, what was read and what was not, and the snapshot that keeps it. Knows no
 * rules and no model. The only package that touches Azure's libraries.
 */
package io.github.nsglint.source.live;
