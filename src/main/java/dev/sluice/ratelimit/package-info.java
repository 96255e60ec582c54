/** How often each project may call. Decides and returns a value; the edge turns it into 429 and headers. */
@org.jspecify.annotations.NullMarked
package dev.sluice.ratelimit;
