/**
 * The backend of the VPC endpoint service API: what its contract cannot say (states, uniqueness between services,
 * quotas), kept in Postgres. Takes valid requests only and judges no request on its own; the rules between rows are
 * constraints of the tables ({@code db/migration}), never looked up before a write.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.vpcep;
