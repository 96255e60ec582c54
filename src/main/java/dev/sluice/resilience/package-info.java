/** Decorators of a backend: deadline and circuit breaker. */
@org.jspecify.annotations.NullMarked
package dev.sluice.resilience;
