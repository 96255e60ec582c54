package dev.sluice.diff;

import org.jspecify.annotations.Nullable;

/**
 * A difference between the schemas of one value, whatever holds the value.
 *
 * @param end of the code: what is different
 * @param keyword that it is about
 * @param path of the part of the value, or {@code ""} for the whole
 */
record SchemaChange(
        Effect effect,
        Side side,
        String end,
        String keyword,
        String path,
        @Nullable Spot was,
        @Nullable Spot is,
        String message) {

    /** @param holder what holds the value: {@code body}, {@code parameter}, {@code header} */
    String code(String holder) {
        String subject = end.startsWith("required-property") ? "" : (path.isEmpty() ? holder : "property") + "-";
        return side + "-" + subject + end;
    }
}
