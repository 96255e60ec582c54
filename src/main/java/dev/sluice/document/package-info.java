/**
 * YAML and JSON text as a tree that knows the place of every value, so that any later fault can name file, line and
 * column. Read by {@code contract} (OpenAPI documents) and {@code app} (settings); knows neither.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.document;
