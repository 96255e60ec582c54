/** What the reports of several commands have in common: excerpts, colours, progress, SARIF. Knows no command. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.report;
