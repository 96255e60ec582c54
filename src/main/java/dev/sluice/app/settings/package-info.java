/**
 * The settings of the server. One {@link dev.sluice.app.settings.Setting} per key declares everything about it: how it is
 * read from file, environment and flags, its default, the published JSON Schema and the commented example in
 * {@code conf/}. All faults of all sources are reported at once; none repeats a value.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.app.settings;
