package dev.sluice.exchange;

import dev.sluice.contract.ParameterPlan.In;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a message breaks its contract.
 *
 * @param name of the parameter or header; empty for a body
 * @param pointer JSON pointer into the value
 * @param keyword the violated keyword ({@code required}, {@code maximum}, …); {@code json} for a malformed body,
 *     {@code style} for a parameter that cannot be decoded
 * @param schemaPointer of the keyword in the contract
 * @param message what was expected; never repeats the value
 * @param code the contract's own code for it, or null
 */
public record Violation(
        In in,
        String name,
        String pointer,
        String keyword,
        String schemaPointer,
        String message,
        @Nullable String code) {

    /** One line: {@code query limit: expected at most 100}, {@code body /name: expected a string}. */
    public String text() {
        String where = name.isEmpty() ? pointer : name;
        return in + (where.isEmpty() ? "" : " " + where) + ": " + message;
    }
}
