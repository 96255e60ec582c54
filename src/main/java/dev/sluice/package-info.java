/** Sluice: one OpenAPI contract as a mock, an edge proxy and a contract validation service. */
@org.jspecify.annotations.NullMarked
package dev.sluice;
