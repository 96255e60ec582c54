package dev.sluice.contract;

import dev.sluice.schema.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a body may have: {@code minLength} and {@code maxLength} of its schema. "For unencoded binary data, the
 * length is the number of octets" (OpenAPI 3.1.1, 4.4.2.1).
 *
 */
public record OctetBounds(Bound least, Bound most) {

    /** @param pointer of the keyword in the contract */
    public record Bound(long octets, String pointer, ErrorCodes codes) {}

    private static final Bound NONE = new Bound(0, "", ErrorCodes.NONE);

    /** @return null when the schema bounds nothing */
    static @Nullable OctetBounds of(Iterable<Located> schemas) {
        Bound least = NONE;
        Bound most = new Bound(Long.MAX_VALUE, "", ErrorCodes.NONE);
        for (Located schema : schemas) {
            Bound lower = bound(schema, "minLength");
            Bound upper = bound(schema, "maxLength");
            least = lower != null && lower.octets > least.octets ? lower : least;
            most = upper != null && upper.octets < most.octets ? upper : most;
        }
        return least.octets == 0 && most.octets == Long.MAX_VALUE ? null : new OctetBounds(least, most);
    }

    private static @Nullable Bound bound(Located schema, String keyword) {
        Located at = schema.member(keyword);
        return at != null
                        && at.node() instanceof dev.sluice.document.Node.Scalar scalar
                        && scalar.value() instanceof java.math.BigDecimal number
                ? new Bound(
                        number.min(java.math.BigDecimal.valueOf(Long.MAX_VALUE)).longValue(),
                        at.pointer(),
                        Included.codes(schema))
                : null;
    }
}
