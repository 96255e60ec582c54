package dev.sluice.diff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The bounds that formats of numbers stand for. */
final class NumberRanges {

    private static final Map<String, List<BigDecimal>> RANGES = Map.of(
            "int32", List.of(BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE)),
            "int64", List.of(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)),
            "float", List.of(new BigDecimal(-Float.MAX_VALUE), new BigDecimal(Float.MAX_VALUE)),
            "double", List.of(new BigDecimal(-Double.MAX_VALUE), new BigDecimal(Double.MAX_VALUE)));

    private NumberRanges() {}

    /** Whether a bound is one that the format itself stands for. */
    static boolean isOf(String format, BigDecimal limit) {
        return RANGES.getOrDefault(format, List.of()).stream().anyMatch(bound -> bound.compareTo(limit) == 0);
    }
}
