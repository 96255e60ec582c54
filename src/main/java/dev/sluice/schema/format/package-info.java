/**
 * The formats of strings that JSON Schema defines, as checks of a text. Each takes time in proportion to the text.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3">Defined Formats</a>
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.schema.format;
