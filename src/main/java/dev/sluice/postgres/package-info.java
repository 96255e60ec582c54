/**
 * The Postgres that holds Sluice's tables: the embedded server, the address of an external one, migrations and clients.
 * Knows no table and nothing of requests; {@code vpcep} says what is stored.
 *
 * <p>Start: {@link dev.sluice.postgres.EmbeddedPostgres} (unless an external server is set), then
 * {@link dev.sluice.postgres.Migrations}, then {@link dev.sluice.postgres.PgClients}; stop in the other order. The first
 * two block and must not be called on an event loop.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.postgres;
