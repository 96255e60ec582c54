package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The one text of a scalar, whichever way it came: as a path's segment, as a member, as a query parameter. */
final class Texts {

    /** Longer numbers are no ids; this also keeps {@code 1e999999999} from being written out. */
    private static final int MOST_DIGITS = 64;

    private static final String UNRESERVED = "-._~!$&'()*+,;=:@";
    private static final String HEX = "0123456789ABCDEF";

    private Texts() {}

    /** @return null for what has no such text: null, an object, an array, a number without end */
    static @Nullable String of(@Nullable JsonValue value) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        if (value instanceof BooleanValue flag) {
            return Boolean.toString(flag.value());
        }
        return value instanceof NumberValue number ? number(number.value()) : null;
    }

    private static @Nullable String number(BigDecimal number) {
        boolean isShort = number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
        return !isShort
                ? null
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A text as one segment of a path (RFC 3986, 3.3). */
    static String segment(String text) {
        StringBuilder path = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0) {
                path.append(c);
            } else {
                path.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return path.toString();
    }
}
