package dev.sluice.diff;

import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers that a schema lets through, as multiples of one, between bounds. Immutable. */
final class Multiples {

    private final Merged given;
    /** From one to the next; null where they do not come in steps that are known. */
    private final @Nullable BigDecimal step;

    Multiples(Merged given) {
        this.given = given;
        this.step = given.divisors.size() == 1
                ? given.divisors.get(0)
                : given.divisors.isEmpty() && !given.allows(TypeSet.Type.NUMBER) ? BigDecimal.ONE : null;
    }

    /** Whether each is known to be a multiple of a number. */
    boolean areAllOf(BigDecimal divisor) {
        if (given.divisors.stream().anyMatch(one -> Limit.isMultiple(one, divisor))
                || (step != null && Limit.isMultiple(step, divisor))) {
            return true;
        }
        BigDecimal only = only();
        return only != null && Limit.isMultiple(only, divisor);
    }

    /** Where there is but one: bounds that leave no other. */
    private @Nullable BigDecimal only() {
        Limit lower = given.lower;
        Limit upper = given.upper;
        boolean one = lower != null
                && upper != null
                && !lower.exclusive()
                && !upper.exclusive()
                && lower.value().compareTo(upper.value()) == 0;
        return one && lower != null ? lower.value() : null;
    }

    /**
     * Whether one of them is known to be no multiple of a number. Of two neighbours one is none, unless their distance is
     * one.
     */
    boolean hasOther(BigDecimal divisor) {
        if (given.divisors.isEmpty() && step == null) {
            return true;
        }
        if (step == null) {
            return false;
        }
        BigDecimal distance = step;
        return Stream.of(
                        start(distance),
                        start(distance).add(distance),
                        start(distance).subtract(distance))
                .anyMatch(one -> isAllowed(one) && !Limit.isMultiple(one, divisor));
    }

    private BigDecimal start(BigDecimal distance) {
        if (given.lower != null) {
            return given.lower.multiple(distance, true).value();
        }
        return given.upper == null
                ? BigDecimal.ZERO
                : given.upper.multiple(distance, false).value();
    }

    private boolean isAllowed(BigDecimal number) {
        Limit exact = new Limit(number, false);
        return (given.lower == null || exact.isAtLeast(given.lower))
                && (given.upper == null || exact.isAtMost(given.upper));
    }

    @Override
    public String toString() {
        return given.divisors.isEmpty()
                ? "any number"
                : "a multiple of " + given.divisors.stream().map(Words::of).collect(Collectors.joining(" and of "))
                        + (given.divisors.size() == 1 ? "" : ", of which nobody knows the least in common");
    }
}
