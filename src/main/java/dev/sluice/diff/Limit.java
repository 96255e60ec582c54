package dev.sluice.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A bound of numbers. */
record Limit(BigDecimal value, boolean exclusive) {

    /** A number with more digits than this is not written out. */
    private static final int MAX_SCALE = 400;

    /** Whether what keeps this lower bound keeps the other too. */
    boolean isAtLeast(Limit other) {
        int order = value.compareTo(other.value);
        return order > 0 || (order == 0 && (exclusive || !other.exclusive));
    }

    /** Whether what keeps this upper bound keeps the other too. */
    boolean isAtMost(Limit other) {
        int order = value.compareTo(other.value);
        return order < 0 || (order == 0 && (exclusive || !other.exclusive));
    }

    /** The same bound for whole numbers. */
    Limit whole(boolean lower) {
        if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_SCALE) {
            return this;
        }
        BigDecimal rounded = value.setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean stepped = exclusive && rounded.compareTo(value) == 0;
        BigDecimal step = stepped ? BigDecimal.ONE : BigDecimal.ZERO;
        return new Limit(lower ? rounded.add(step) : rounded.subtract(step), false);
    }

    /** The same bound for multiples of a number. */
    Limit multiple(BigDecimal divisor, boolean lower) {
        if (isLong(value) || isLong(divisor) || divisor.signum() <= 0) {
            return this;
        }
        BigDecimal below = value.subtract(value.remainder(divisor));
        boolean exact = below.compareTo(value) == 0;
        // what is left has the sign of the value
        boolean step = exact ? exclusive : lower == (value.signum() > 0);
        BigDecimal next = lower ? below.add(divisor) : below.subtract(divisor);
        return new Limit(step ? next : below, false);
    }

    private static boolean isLong(BigDecimal number) {
        return Math.abs((long) number.scale()) + number.precision() > MAX_SCALE;
    }

    /** Whether no number is between them. */
    static boolean isEmpty(@Nullable Limit lower, @Nullable Limit upper) {
        if (lower == null || upper == null) {
            return false;
        }
        int order = lower.value.compareTo(upper.value);
        return order > 0 || (order == 0 && (lower.exclusive || upper.exclusive));
    }

    /** Whether every multiple of one number is a multiple of another. */
    static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
        long digits = Math.max(
                Math.abs((long) number.scale()) + number.precision(),
                Math.abs((long) divisor.scale()) + divisor.precision());
        return digits < MAX_SCALE && number.remainder(divisor).signum() == 0;
    }

    /** What is a multiple of both is a multiple of this; null where it has too many digits to be written out. */
    static @Nullable BigDecimal commonMultiple(BigDecimal one, BigDecimal other) {
        if (isLong(one) || isLong(other) || one.signum() <= 0 || other.signum() <= 0) {
            return null;
        }
        int scale = Math.max(0, Math.max(one.scale(), other.scale()));
        BigInteger first = one.setScale(scale).unscaledValue();
        BigInteger second = other.setScale(scale).unscaledValue();
        BigDecimal common =
                new BigDecimal(first.divide(first.gcd(second)).multiply(second), scale).stripTrailingZeros();
        return isLong(common) ? null : common;
    }

    @Override
    public String toString() {
        return Words.of(value);
    }
}
