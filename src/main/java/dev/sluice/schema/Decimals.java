package dev.sluice.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact arithmetic on numbers with any exponent, in time bounded by their digits: nothing is ever expanded. */
final class Decimals {

    private Decimals() {}

    /** JSON Schema counts 1.0 and 1e3 as integers. */
    static boolean isWhole(BigDecimal number) {
        if (number.scale() <= 0 || number.signum() == 0) {
            return true;
        }
        return number.scale() < number.precision()
                && number.unscaledValue()
                                .mod(BigInteger.TEN.pow(number.scale()))
                                .signum()
                        == 0;
    }

    /** Whether {@code number} is {@code divisor} times an integer. */
    static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
        if (number.signum() == 0) {
            return true;
        }
        BigInteger divided = number.unscaledValue().abs();
        BigInteger by = divisor.unscaledValue().abs();
        long shift = (long) divisor.scale() - number.scale();
        if (shift >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), by);
            return divided.multiply(power).mod(by).signum() == 0;
        }
        return -shift < number.precision()
                && divided.mod(by.multiply(BigInteger.TEN.pow((int) -shift))).signum() == 0;
    }

    /** Equal for numbers that compare as equal. */
    static int hash(BigDecimal number) {
        if (number.signum() == 0) {
            return 0;
        }
        BigInteger digits = number.unscaledValue();
        long scale = number.scale();
        for (int zeros = Integer.highestOneBit(number.precision()); zeros > 0; zeros >>= 1) {
            BigInteger[] parts = digits.divideAndRemainder(BigInteger.TEN.pow(zeros));
            if (parts[1].signum() == 0) {
                digits = parts[0];
                scale -= zeros;
            }
        }
        return 31 * digits.hashCode() + Long.hashCode(scale);
    }
}
