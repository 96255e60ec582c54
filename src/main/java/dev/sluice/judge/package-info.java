/**
 * One message, or a request with its answer, judged by contracts as the edge would judge it in mode {@code block}: by the
 * same classes, in the same order. Knows no server, waits for nothing, counts nothing.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.judge;
