/**
 * Regular expressions of ECMA-262 in Unicode mode, as {@code pattern} has them: parsed once, matched in linear time where
 * the pattern is simple, under a bound on the work where it is not. A pattern can never hang its caller.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-patterns">ECMA-262, Patterns</a>
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.schema.pattern;
