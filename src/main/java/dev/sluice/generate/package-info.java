/**
 * Values that keep a schema: what a mock answers with where the contract has no example. Looks at compiled schemas only,
 * never at documents; what it makes is judged by the same schema before anybody sees it.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.generate;
