/** How a comparison of two contracts is written down. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.diff;
