package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes numbers: exact multiples within exact bounds, near to what the name of the member lets expect. */
final class NumberMaker {

    private static final int TRIES = 6;
    private static final int MOST_DECIMALS = 40;
    /** Numbers beyond are not calculated with. */
    private static final int MOST_DIGITS = 400;

    private final Sketch sketch;
    private final String name;
    private final SplittableRandom random;

    NumberMaker(Sketch sketch, String name, SplittableRandom random) {
        this.sketch = sketch;
        this.name = name;
        this.random = random;
    }

    @Nullable
    JsonValue value(boolean whole) {
        boolean integer = whole || sketch.whole;
        boolean fraction = !sketch.types.has(TypeSet.Type.INTEGER);
        if (isHuge(sketch.lowest)
                || isHuge(sketch.highest)
                || sketch.divisors.stream().anyMatch(NumberMaker::isHuge)) {
            return extreme(integer);
        }
        Looks.Range range = Looks.range(name, integer);
        int decimals = integer ? 0 : range.decimals();
        for (int i = 0; i < TRIES; i++) {
            BigDecimal step = step(integer, decimals);
            BigDecimal found = i == 0 ? pick(within(range.lowest(), range.highest(), step), step) : null;
            found = found == null ? pick(near(step), step) : found;
            if (found != null && !(fraction && isWhole(found))) {
                return of(found, integer);
            }
            decimals = fraction && decimals == 0 ? 1 : i >= TRIES - 2 ? MOST_DECIMALS : decimals * 2 + 2;
        }
        BigDecimal low = sketch.lowest;
        BigDecimal high = sketch.highest;
        if (low != null && high != null && sketch.divisors.isEmpty() && !integer) {
            return of(low.add(high).divide(BigDecimal.valueOf(2)), false);
        }
        return null;
    }

    private static boolean isHuge(@Nullable BigDecimal number) {
        return number != null && (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** Where numbers are too long for exact arithmetic, the bounds themselves and a few others. */
    private @Nullable JsonValue extreme(boolean integer) {
        for (BigDecimal tried : new BigDecimal[] {
            BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE.negate(), sketch.lowest, sketch.highest
        }) {
            if (tried != null && isWithin(tried) && (!integer || tried.scale() <= 0)) {
                return new NumberValue(-1, -1, tried);
            }
        }
        return sketch.divisors.isEmpty() ? null : new NumberValue(-1, -1, sketch.divisors.get(0));
    }

    private boolean isWithin(BigDecimal number) {
        int low = sketch.lowest == null ? 1 : number.compareTo(sketch.lowest);
        int high = sketch.highest == null ? -1 : number.compareTo(sketch.highest);
        return (sketch.aboveLowest ? low > 0 : low >= 0) && (sketch.belowHighest ? high < 0 : high <= 0);
    }

    /** What all numbers are multiples of. */
    private BigDecimal step(boolean integer, int decimals) {
        if (sketch.divisors.isEmpty()) {
            return integer ? BigDecimal.ONE : BigDecimal.ONE.movePointLeft(decimals);
        }
        BigDecimal step = integer ? BigDecimal.ONE : sketch.divisors.get(0);
        for (BigDecimal divisor : sketch.divisors) {
            step = common(step, divisor);
        }
        return step;
    }

    private static BigDecimal common(BigDecimal one, BigDecimal other) {
        int scale = Math.max(Math.max(one.scale(), other.scale()), 0);
        BigInteger a = one.movePointRight(scale).toBigInteger();
        BigInteger b = other.movePointRight(scale).toBigInteger();
        return new BigDecimal(a.divide(a.gcd(b)).multiply(b), scale);
    }

    private record Span(BigInteger first, BigInteger last) {}

    /** The multiples between two numbers and within the bounds. */
    private Span within(@Nullable BigDecimal low, @Nullable BigDecimal high, BigDecimal step) {
        BigInteger first = low == null ? BigInteger.ZERO : up(low, step, false);
        BigInteger last = high == null ? BigInteger.ZERO : down(high, step, false);
        if (sketch.lowest != null) {
            first = low == null
                    ? up(sketch.lowest, step, sketch.aboveLowest)
                    : first.max(up(sketch.lowest, step, sketch.aboveLowest));
        }
        if (sketch.highest != null) {
            last = high == null
                    ? down(sketch.highest, step, sketch.belowHighest)
                    : last.min(down(sketch.highest, step, sketch.belowHighest));
        }
        return new Span(first, last);
    }

    /** The multiples within the bounds that are near to one of them, or to zero. */
    private Span near(BigDecimal step) {
        BigInteger some = BigInteger.valueOf(1_000);
        if (sketch.lowest == null && sketch.highest == null) {
            return new Span(BigInteger.ONE, some);
        }
        Span whole = within(null, null, step);
        if (sketch.highest == null) {
            return new Span(whole.first(), whole.first().add(some));
        }
        if (sketch.lowest == null) {
            return new Span(whole.last().subtract(some), whole.last());
        }
        return whole;
    }

    private static BigInteger up(BigDecimal bound, BigDecimal step, boolean exclusive) {
        BigInteger multiple = bound.divide(step, 0, RoundingMode.CEILING).toBigInteger();
        boolean onBound = exclusive && new BigDecimal(multiple).multiply(step).compareTo(bound) == 0;
        return onBound ? multiple.add(BigInteger.ONE) : multiple;
    }

    private static BigInteger down(BigDecimal bound, BigDecimal step, boolean exclusive) {
        BigInteger multiple = bound.divide(step, 0, RoundingMode.FLOOR).toBigInteger();
        boolean onBound = exclusive && new BigDecimal(multiple).multiply(step).compareTo(bound) == 0;
        return onBound ? multiple.subtract(BigInteger.ONE) : multiple;
    }

    private @Nullable BigDecimal pick(Span span, BigDecimal step) {
        BigInteger count = span.last().subtract(span.first()).add(BigInteger.ONE);
        if (count.signum() <= 0) {
            return null;
        }
        long room = count.bitLength() < Long.SIZE - 1 ? count.longValue() : Long.MAX_VALUE;
        BigInteger multiple = span.first().add(BigInteger.valueOf(random.nextLong(room)));
        return new BigDecimal(multiple).multiply(step);
    }

    private static JsonValue of(BigDecimal number, boolean integer) {
        BigDecimal plain = number;
        if (integer || number.signum() == 0 || number.stripTrailingZeros().scale() < 0) {
            BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            plain = stripped.scale() < 0 && stripped.scale() > -MOST_DIGITS ? stripped.setScale(0) : stripped;
        } else if (number.scale() > 2) {
            plain = number.stripTrailingZeros();
        }
        return new NumberValue(-1, -1, plain);
    }
}
