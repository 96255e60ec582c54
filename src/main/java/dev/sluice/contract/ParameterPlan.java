package dev.sluice.contract;

import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an operation.
 *
 * @param schema judges the decoded value
 * @param defaultValue what the backend sees when the parameter is absent, or null
 * @param codes the parameter's {@code x-sluice-error}: for every violation of it that has no code of its own, and for
 *     {@code required}
 * @param allowReserved is for who writes: what is reserved but needs no encoding is read either way
 * @param pointer of the parameter in the contract
 * @param content the media type of a parameter that is written as one ({@code content}), which has no style; else null
 * @param whole how the query string as a whole is read, which is then the parameter (OpenAPI 3.2, {@code in:
 *     querystring}); else null
 * @param itemStyles how arrays are written that are items of the array, from the outside in (Swagger 2.0); those beyond
 *     are JSON
 */
public record ParameterPlan(
        String name,
        In in,
        boolean required,
        Style style,
        boolean explode,
        boolean allowReserved,
        boolean allowEmptyValue,
        Schema schema,
        @Nullable JsonValue defaultValue,
        ErrorCodes codes,
        String pointer,
        @Nullable MediaRange content,
        @Nullable MediaTypePlan whole,
        List<Style> itemStyles) {

    /** A parameter that is written in a style. */
    public ParameterPlan(
            String name,
            In in,
            boolean required,
            Style style,
            boolean explode,
            boolean allowReserved,
            boolean allowEmptyValue,
            Schema schema,
            @Nullable JsonValue defaultValue,
            ErrorCodes codes,
            String pointer) {
        this(
                name,
                in,
                required,
                style,
                explode,
                allowReserved,
                allowEmptyValue,
                schema,
                defaultValue,
                codes,
                pointer,
                null,
                null,
                List.of());
    }

    /** The same, with arrays as items. */
    ParameterPlan withItems(List<Style> styles) {
        return styles.isEmpty()
                ? this
                : new ParameterPlan(
                        name,
                        in,
                        required,
                        style,
                        explode,
                        allowReserved,
                        allowEmptyValue,
                        schema,
                        defaultValue,
                        codes,
                        pointer,
                        content,
                        whole,
                        List.copyOf(styles));
    }

    /** Whether an object's members stand in the request under names of their own. */
    boolean isSpread() {
        return content == null
                && style == Style.FORM
                && explode
                && schema.types().has(TypeSet.Type.OBJECT)
                && !schema.types().equals(TypeSet.ANY);
    }

    /** Whether an object's members stand in the request in brackets behind its name. */
    boolean isDeep() {
        return content == null && style == Style.DEEP_OBJECT;
    }

    /** Where a parameter, or a violation, stands in a message: in the order in which violations are listed. */
    public enum In {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        BODY,
        /** Of a response. */
        STATUS;

        private final String text = name().toLowerCase(java.util.Locale.ROOT);

        @Override
        public String toString() {
            return text;
        }
    }

    /** OpenAPI 3.1, 4.8.12.3 Style Values; tabs are of Swagger 2.0, 5.4 Parameter Object. */
    public enum Style {
        MATRIX,
        LABEL,
        SIMPLE,
        FORM,
        SPACE_DELIMITED,
        PIPE_DELIMITED,
        TAB_DELIMITED,
        DEEP_OBJECT;

        /** What parts the items of an array that are written into one text, where nothing is encoded. */
        public char delimiter() {
            return switch (this) {
                case SPACE_DELIMITED -> ' ';
                case PIPE_DELIMITED -> '|';
                case TAB_DELIMITED -> '\t';
                default -> ',';
            };
        }
    }
}
