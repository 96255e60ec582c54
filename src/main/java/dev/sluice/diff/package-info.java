/**
 * Two versions of a contract in, changes out, each with what it does to requests or responses. Compares what the
 * compiled schemas ask of values, not their text; knows nothing of command lines and HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.diff;
