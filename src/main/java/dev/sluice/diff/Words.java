package dev.sluice.diff;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The contract's values in messages; long ones are cut. */
final class Words {

    private static final int LISTED = 8;
    private static final int LONGEST = 80;

    private Words() {}

    static String of(BigDecimal number) {
        return Math.abs((long) number.scale()) < 20 ? number.toPlainString() : number.toString();
    }

    static String of(JsonValue value) {
        if (value instanceof JsonValue.StringValue text) {
            return quoted(text.value());
        }
        if (value instanceof JsonValue.NumberValue number) {
            return of(number.value());
        }
        if (value instanceof JsonValue.BooleanValue flag) {
            return Boolean.toString(flag.value());
        }
        return value instanceof JsonValue.NullValue ? "null" : "an " + value.type();
    }

    static String quoted(String text) {
        return '"' + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + '"';
    }

    static String values(Collection<JsonValue> values) {
        return list(values.stream().map(Words::of).toList());
    }

    static String list(List<String> words) {
        return words.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (words.size() > LISTED ? ", … (" + (words.size() - LISTED) + " more)" : "");
    }

    static String of(TypeSet types) {
        if (types.equals(TypeSet.ANY)) {
            return "anything";
        }
        String words = Arrays.stream(TypeSet.Type.values())
                .filter(types::has)
                .filter(type -> type != TypeSet.Type.INTEGER || !types.has(TypeSet.Type.NUMBER))
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        return words.isEmpty() ? "nothing" : words;
    }
}
