/**
 * Contracts and their versions, kept: by a Postgres that nodes share, or in a folder. Knows files and their bytes; what a
 * contract means it leaves to {@code contract}, and who is served by it to {@code app}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.registry;
