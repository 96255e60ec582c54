/** Decorators of a backend: deadline, bulkhead and circuit breaker. */
@org.jspecify.annotations.NullMarked
package dev.sluice.resilience;
