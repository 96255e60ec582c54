package dev.sluice.contract;

import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an operation.
 *
 * @param schema judges the decoded value
 * @param defaultValue what the backend sees when the parameter is absent, or null
 * @param codes the parameter's {@code x-sluice-error}: for every violation of it that has no code of its own, and for
 *     {@code required}
 * @param pointer of the parameter in the contract
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
        String pointer) {

    /** Where a parameter, or a violation, stands in a request: in the order in which violations are listed. */
    public enum In {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        BODY;

        private final String text = name().toLowerCase(java.util.Locale.ROOT);

        @Override
        public String toString() {
            return text;
        }
    }

    /** OpenAPI 3.1, 4.8.12.3 Style Values. */
    public enum Style {
        MATRIX,
        LABEL,
        SIMPLE,
        FORM,
        SPACE_DELIMITED,
        PIPE_DELIMITED,
        DEEP_OBJECT
    }
}
