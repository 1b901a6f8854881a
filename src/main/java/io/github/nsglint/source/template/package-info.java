/**
 * What the template languages share: parameters, variables, expressions, functions, and how they
 * become resources. Knows the syntax of none of them.
 */
package io.github.nsglint.source.template;
