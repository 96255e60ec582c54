package dev.sluice.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a plain YAML scalar means.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, 10.3 Core Schema</a>
 */
final class Scalars {

    /** Longer numbers are not read: the time to read one grows with the square of its digits. */
    static final int MAX_NUMBER_LENGTH = 1000;

    private static final int MAX_LONG_DIGITS = 18;

    private Scalars() {}

    /**
     * @return a String, Boolean, BigDecimal or null
     * @throws NumberFormatException for a number that cannot be held
     */
    static @Nullable Object resolve(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (text.charAt(0)) {
            case '~' -> text.length() == 1 ? null : text;
            case 'n', 'N' -> text.equals("null") || text.equals("Null") || text.equals("NULL") ? null : text;
            case 't', 'T' -> text.equals("true") || text.equals("True") || text.equals("TRUE") ? true : text;
            case 'f', 'F' -> text.equals("false") || text.equals("False") || text.equals("FALSE") ? false : text;
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.' -> numberOrText(text);
            default -> text;
        };
    }

    /**
     * @param text a number of JSON
     * @throws NumberFormatException for one that cannot be held
     */
    static BigDecimal number(String text) {
        int length = text.length();
        if (length <= MAX_LONG_DIGITS && isDigits(text, text.charAt(0) == '-' ? 1 : 0)) {
            return BigDecimal.valueOf(Long.parseLong(text));
        }
        if (length > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException(length + " characters");
        }
        return new BigDecimal(text);
    }

    private static Object numberOrText(String text) {
        if (text.startsWith("0x") && hasOnly(text, "0123456789abcdefABCDEF")) {
            return radix(text, 16);
        }
        if (text.startsWith("0o") && hasOnly(text, "01234567")) {
            return radix(text, 8);
        }
        return isDecimal(text) ? number(text) : text;
    }

    private static BigDecimal radix(String text, int radix) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException(text.length() + " characters");
        }
        return new BigDecimal(new java.math.BigInteger(text.substring(2), radix));
    }

    private static boolean hasOnly(String text, String digits) {
        for (int i = 2; i < text.length(); i++) {
            if (digits.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() > 2;
    }

    /** {@code [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?} */
    private static boolean isDecimal(String text) {
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, start);
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
            if (whole == start && end == whole + 1) {
                return false;
            }
        } else if (whole == start) {
            return false;
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int start = at + 1;
        if (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
            start++;
        }
        return isDigits(text, start);
    }

    private static boolean isDigits(String text, int from) {
        return from < text.length() && digits(text, from) == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
