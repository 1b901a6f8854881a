/** Azure Resource Manager templates in JSON, with their parameter files. */
package io.github.nsglint.source.arm;
