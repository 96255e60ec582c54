/**
 * JSON Schema compiled once into evaluators: a fast one that answers yes or no while it reads the bytes, and an
 * explaining one that lists every violation after a no. Knows nothing of OpenAPI messages or HTTP.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema 2020-12</a>
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.schema;
