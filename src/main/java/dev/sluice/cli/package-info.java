/** The command line: commands, flags, exit codes, what is printed. Holds no rule of the server. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli;
