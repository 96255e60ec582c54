/** Tests of the endpoint services against a real Postgres. */
@org.jspecify.annotations.NullMarked
package dev.sluice.vpcep;
