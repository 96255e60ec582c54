/**
 * Yardsticks: the bare server and the request bodies that {@code src/bench/run} compares Sluice with, and
 * micro-benchmarks. Built by the Maven profile {@code bench} only; nothing imports it.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.bench;
