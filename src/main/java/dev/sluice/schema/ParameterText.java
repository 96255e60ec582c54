package dev.sluice.schema;

import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells what value the text of a parameter stands for. */
public final class ParameterText {

    /** Integers of up to so many digits are sure to fit a long. */
    private static final int LONG_DIGITS = 18;

    private ParameterText() {}

    /**
     * The value that a text stands for where these types are allowed; a string when it fits no other, so that judging it
     * tells what was expected.
     *
     * @param text decoded
     * @param types where all are allowed, a text is a string
     */
    public static JsonValue value(String text, TypeSet types) {
        if (types.equals(TypeSet.ANY)) {
            return new StringValue(-1, -1, text);
        }
        if (types.has(TypeSet.Type.NULL) && !types.has(TypeSet.Type.STRING) && text.isEmpty()) {
            return new NullValue(-1, -1);
        }
        if (types.has(TypeSet.Type.BOOLEAN) && (text.equals("true") || text.equals("false"))) {
            return new BooleanValue(-1, -1, text.equals("true"));
        }
        boolean numeric = types.has(TypeSet.Type.INTEGER) || types.has(TypeSet.Type.NUMBER);
        BigDecimal number = numeric ? number(text) : null;
        return number != null ? new NumberValue(-1, -1, number) : new StringValue(-1, -1, text);
    }

    /** A number in the spelling of JSON, or null. */
    private static @Nullable BigDecimal number(String text) {
        int length = text.length();
        if (length == 0 || length > JsonScanner.MAX_NUMBER) {
            return null;
        }
        int first = text.charAt(0) == '-' ? 1 : 0;
        int digits = first;
        long value = 0;
        while (digits < length && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            value = value * 10 + text.charAt(digits) - '0';
            digits++;
        }
        int count = digits - first;
        if (digits == length && count > 0 && count <= LONG_DIGITS && (count == 1 || text.charAt(first) != '0')) {
            return BigDecimal.valueOf(first == 0 ? value : -value);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        return scanner.number(0) == bytes.length ? scanner.decimal(0, bytes.length) : null;
    }
}
