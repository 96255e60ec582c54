package dev.sluice.schema;

import java.math.BigDecimal;
import java.util.List;

/** {@code minimum}, {@code maximum} and their exclusive forms. */
record NumberBound(Expectation expected, BigDecimal limit, boolean lower, boolean exclusive) implements NumberKeyword {

    @Override
    public boolean accepts(BigDecimal value) {
        int order = lower ? value.compareTo(limit) : limit.compareTo(value);
        return exclusive ? order > 0 : order >= 0;
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return true;
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Bound(limit, lower, exclusive));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.bound(this);
    }
}
