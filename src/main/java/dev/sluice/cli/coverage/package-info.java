/** What recorded traffic touches of a contract, and the reports on it. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.coverage;
