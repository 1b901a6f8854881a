/**
 * Azure's answers as JSON, the way its tools print them: {@code az}, the REST API, Resource Graph
 * and PowerShell. Runs none of these tools.
 */
package io.github.nsglint.source.azcli;
