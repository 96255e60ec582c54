package dev.sluice.schema;

import java.math.BigDecimal;
import java.util.List;

/** {@code multipleOf}, exact for every number. */
final class MultipleOf implements NumberKeyword {

    private final Expectation expected;
    private final BigDecimal divisor;
    /** The divisor where it is an integer that fits, else 0. */
    private final long whole;

    MultipleOf(Expectation expected, BigDecimal divisor) {
        this.expected = expected;
        this.divisor = divisor;
        boolean fits = divisor.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0 && Decimals.isWhole(divisor);
        this.whole = fits ? divisor.longValue() : 0;
    }

    @Override
    public Expectation expected() {
        return expected;
    }

    @Override
    public boolean accepts(long value) {
        return whole != 0 ? value % whole == 0 : accepts(BigDecimal.valueOf(value));
    }

    @Override
    public boolean accepts(BigDecimal value) {
        return Decimals.isMultiple(value, divisor);
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Multiple(divisor));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.number(this);
    }
}
