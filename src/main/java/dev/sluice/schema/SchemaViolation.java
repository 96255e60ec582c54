package dev.sluice.schema;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a value breaks its schema.
 *
 * @param pointer JSON pointer into the value ({@code ""} for the whole)
 * @param keyword the violated keyword; {@code json} when the text is not strict JSON
 * @param schemaPointer JSON pointer of the keyword in the document that holds the schema
 * @param message what was expected; never repeats the value
 * @param code the contract's {@code x-sluice-error} for this keyword at this place, if any
 * @param position the byte at which a reader of the text first knows of the violation (the closing bracket for a
 *     missing member, the first item too many for maxItems), -1 for a value without bytes
 */
public record SchemaViolation(
        String pointer,
        String keyword,
        String schemaPointer,
        String message,
        @Nullable String code,
        int position) {}
