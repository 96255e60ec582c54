package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Writes values as compact JSON (RFC 8259): no space between tokens, members in their order, numbers exactly and never
 * expanded beyond a few digits. A lone surrogate, which has no UTF-8 form, is written as an escape.
 */
public final class JsonText {

    /** A number that would take more zeros is written with an exponent. */
    private static final int MOST_ZEROS = 12;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** The text in UTF-8. */
    public static Buffer of(JsonValue value) {
        return Buffer.buffer(string(value));
    }

    /** The text as a string. */
    public static String string(JsonValue value) {
        JsonText writer = new JsonText();
        writer.write(value);
        return writer.text.toString();
    }

    private void write(JsonValue value) {
        if (value instanceof StringValue string) {
            write(string.value());
        } else if (value instanceof NumberValue number) {
            text.append(number(number.value()));
        } else if (value instanceof BooleanValue flag) {
            text.append(flag.value());
        } else if (value instanceof ObjectValue object) {
            write(object);
        } else if (value instanceof ArrayValue array) {
            write(array);
        } else {
            text.append("null");
        }
    }

    private void write(ObjectValue object) {
        char before = '{';
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            text.append(before);
            write(member.getKey());
            text.append(':');
            write(member.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void write(ArrayValue array) {
        char before = '[';
        for (JsonValue item : array.items()) {
            text.append(before);
            write(item);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    static String number(BigDecimal number) {
        boolean plain =
                number.scale() >= 0 ? number.scale() - number.precision() < MOST_ZEROS : -number.scale() < MOST_ZEROS;
        // 1E+30 is JSON too (RFC 8259, 6)
        return plain ? number.toPlainString() : number.toString();
    }

    private void write(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || isLoneSurrogate(string, i)) {
                        escape(c);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isLoneSurrogate(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
