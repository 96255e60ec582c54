/** Tests of the store's server, addresses and migrations, on real processes and folders. */
@org.jspecify.annotations.NullMarked
package dev.sluice.postgres;
