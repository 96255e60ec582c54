package dev.sluice.schema;

import org.jspecify.annotations.Nullable;

/**
 * What one keyword demands, in the words of a violation.
 *
 * @param pointer of the keyword in its document
 * @param message what is expected; fixed, so that it can never repeat a value
 * @param code the contract's own, or null
 */
record Expectation(
        String keyword,
        String pointer,
        String message,
        @Nullable String code) {}
