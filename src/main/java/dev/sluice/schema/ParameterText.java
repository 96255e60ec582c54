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

    private static final TypeSet NESTED = TypeSet.of(TypeSet.Type.ARRAY, TypeSet.Type.OBJECT);

    /** Integers of up to so many digits are sure to fit a long. */
    private static final int LONG_DIGITS = 18;

    private ParameterText() {}

    /**
     * The value that a text stands for. It is tried as the types that the schema takes, text last; where several are
     * possible, the first that the schema accepts. A string when it fits no other, so that judging it tells what was
     * expected. Text for a schema that takes all types is a string.
     *
     * @param text decoded
     */
    public static JsonValue value(String text, Outline schema) {
        TypeSet types = schema.types();
        if (types.equals(TypeSet.TEXT) || types.equals(TypeSet.ANY)) {
            return new StringValue(-1, -1, text);
        }
        JsonValue special = text.isEmpty() ? ofEmpty(types) : special(text, types);
        if (special == null || !types.has(TypeSet.Type.STRING)) {
            return special == null ? new StringValue(-1, -1, text) : special;
        }
        JsonValue string = new StringValue(-1, -1, text);
        boolean preferString = text.isEmpty();
        if (schema.accepts(preferString ? string : special)) {
            return preferString ? string : special;
        }
        return schema.accepts(preferString ? special : string) == preferString ? special : string;
    }

    /**
     * As {@link #value} for an item or member. OpenAPI leaves undefined how an array or object is written inside of
     * another: it is read as JSON, as most clients write it.
     */
    public static JsonValue inner(String text, Outline schema) {
        TypeSet types = schema.types();
        boolean nests = !types.equals(TypeSet.ANY) && types.and(NESTED).bits() != 0;
        JsonValue nested = nests ? nested(text, types) : null;
        return nested == null ? value(text, schema) : nested;
    }

    private static @Nullable JsonValue ofEmpty(TypeSet types) {
        return types.has(TypeSet.Type.NULL) ? new NullValue(-1, -1) : null;
    }

    private static @Nullable JsonValue special(String text, TypeSet types) {
        if (types.has(TypeSet.Type.BOOLEAN) && (text.equals("true") || text.equals("false"))) {
            return new BooleanValue(-1, -1, text.equals("true"));
        }
        boolean numeric = types.has(TypeSet.Type.INTEGER) || types.has(TypeSet.Type.NUMBER);
        BigDecimal number = numeric ? number(text) : null;
        return number == null ? null : new NumberValue(-1, -1, number);
    }

    private static @Nullable JsonValue nested(String text, TypeSet types) {
        boolean fits = (text.startsWith("[") && types.has(TypeSet.Type.ARRAY))
                || (text.startsWith("{") && types.has(TypeSet.Type.OBJECT));
        byte[] bytes = fits ? text.getBytes(StandardCharsets.UTF_8) : null;
        return bytes == null ? null : new JsonTree(new JsonScanner(bytes, 0, bytes.length), 0).text(Reach.EVERYTHING);
    }

    /**
     * A number in the spelling of JSON, or null. Not one that takes more digits, written out, than a number may have: no
     * backend could hold it.
     */
    private static @Nullable BigDecimal number(String text) {
        int length = text.length();
        if (length == 0 || length > JsonScanner.MAX_NUMBER || text.charAt(length - 1) > '9') {
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
        BigDecimal number = scanner.number(0) == bytes.length ? scanner.decimal(0, bytes.length) : null;
        return number == null || Math.abs((long) number.precision() - number.scale()) > JsonScanner.MAX_NUMBER
                ? null
                : number;
    }
}
