/**
 * Notices that files have changed, on a thread of its own. Knows nothing of contracts: what is to be done then, it is
 * told.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.app.watch;
