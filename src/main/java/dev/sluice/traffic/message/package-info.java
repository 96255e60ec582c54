/**
 * Messages that went by elsewhere or earlier: what a recorder writes and a judge reads, and the files that hold them.
 * Decides nothing about them.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.traffic.message;
