package dev.sluice.schema;

import dev.sluice.schema.JsonValue.NumberValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of the OpenAPI format registry that bound a number. */
record NumberFormat(NumberBound lowest, NumberBound highest, boolean whole) implements ScalarKeyword {

    private record Range(BigDecimal lowest, BigDecimal highest, boolean whole, String words) {}

    private static final Map<String, Range> RANGES = Map.of(
            "int32", integers(Integer.MIN_VALUE, Integer.MAX_VALUE, "a signed 32-bit integer"),
            "int64", integers(Long.MIN_VALUE, Long.MAX_VALUE, "a signed 64-bit integer"),
            "float", numbers(Float.MAX_VALUE, "a single-precision number"),
            "double", numbers(Double.MAX_VALUE, "a double-precision number"));

    private static Range integers(long lowest, long highest, String words) {
        return new Range(BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest), true, words);
    }

    private static Range numbers(double highest, String words) {
        BigDecimal limit = new BigDecimal(highest);
        return new Range(limit.negate(), limit, false, words);
    }

    /** @return null when the format does not bound numbers */
    static @Nullable NumberFormat of(String format, SchemaSource source) {
        Range range = RANGES.get(format);
        if (range == null) {
            return null;
        }
        Expectation expected = source.expectation("format", "expected " + range.words);
        return new NumberFormat(
                new NumberBound(expected, range.lowest, true, false),
                new NumberBound(expected, range.highest, false, false),
                range.whole);
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof NumberValue number)) {
            return true;
        }
        BigDecimal decimal = number.value();
        boolean valid = lowest.accepts(decimal) && highest.accepts(decimal) && (!whole || Decimals.isWhole(decimal));
        return valid || evaluation.violation(lowest.expected(), value.start());
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return true;
    }

    @Override
    public List<Demand> demands() {
        Demand low = new Demand.Bound(lowest.limit(), true, false);
        Demand high = new Demand.Bound(highest.limit(), false, false);
        return whole ? List.of(low, high, new Demand.Whole()) : List.of(low, high);
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.bound(lowest);
        shape.bound(highest);
        if (whole) {
            shape.decimal(Decimals::isWhole);
        }
    }
}
