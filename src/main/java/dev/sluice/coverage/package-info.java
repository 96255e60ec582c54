/**
 * What of a contract traffic has touched: operations, statuses, media types, parameters, properties and the values that
 * they may have. Counts in the data plane, in memory of each event loop's own, and what a recording holds. Judges nothing:
 * what was sent is touched, be it right or wrong.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.coverage;
