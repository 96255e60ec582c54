/**
 * HTTP in and out. {@link dev.sluice.edge.RequestPipeline} holds the whole flow of a request; the other classes read
 * heads and bodies, write replies and errors, and see to it that everything ends in time. Decides nothing about
 * contracts, callers or limits itself.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.edge;
