package dev.sluice.schema;

import java.math.BigDecimal;

/** Judges a number. */
interface NumberCheck {

    boolean accepts(BigDecimal value);

    default boolean accepts(long value) {
        return accepts(BigDecimal.valueOf(value));
    }
}
