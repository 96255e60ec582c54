/** Runs the scenario files under {@code src/test/scenarios} against a whole server and a real database. */
@org.jspecify.annotations.NullMarked
package dev.sluice.scenario;
