/** Contracts and traffic in, findings out: the work of {@code sluice validate} and its reports. Knows no flags. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.validate;
