/** Contracts in, findings out: the work of {@code sluice check} and its reports. Knows no flags and no exit codes. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.check;
