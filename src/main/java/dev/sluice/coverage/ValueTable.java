package dev.sluice.coverage;

import dev.sluice.schema.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that something may have, and which of them a text is. Immutable. */
final class ValueTable {

    /** More are no choice that somebody would go through. */
    static final int MOST = 100;

    private static final int NONE = -1;

    /** As they are shown. */
    final List<String> texts;

    private final byte[][] tokens;

    private ValueTable(List<String> texts, byte[][] tokens) {
        this.texts = texts;
        this.tokens = tokens;
    }

    /** @return null where there is no choice, or too large a one; arrays and objects are not among the values */
    static @Nullable ValueTable of(Collection<JsonValue> values) {
        Set<String> texts = new LinkedHashSet<>();
        Set<String> tokens = new LinkedHashSet<>();
        for (JsonValue value : values) {
            String text = text(value);
            if (text != null && texts.add(text)) {
                tokens.add(value instanceof JsonValue.StringValue ? "\"" + text + "\"" : text);
            }
        }
        if (texts.isEmpty() || texts.size() > MOST || tokens.size() != texts.size()) {
            return null;
        }
        return new ValueTable(
                List.copyOf(texts),
                tokens.stream()
                        .map(token -> token.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    private static @Nullable String text(JsonValue value) {
        if (value instanceof JsonValue.StringValue text) {
            return text.value();
        }
        if (value instanceof JsonValue.NumberValue number) {
            return number.value().toString();
        }
        if (value instanceof JsonValue.BooleanValue truth) {
            return Boolean.toString(truth.value());
        }
        return value instanceof JsonValue.NullValue ? "null" : null;
    }

    int size() {
        return tokens.length;
    }

    /** Which value a token of JSON is, as it is mostly written; -1 for none. */
    int find(byte[] json, int from, int to) {
        for (int i = 0; i < tokens.length; i++) {
            byte[] token = tokens[i];
            if (token.length == to - from && Arrays.equals(token, 0, token.length, json, from, to)) {
                return i;
            }
        }
        return NONE;
    }

    /** Which value a stretch of text is, without quotes; -1 for none. */
    int find(String text, int from, int to) {
        for (int i = 0; i < tokens.length; i++) {
            String value = texts.get(i);
            if (value.length() == to - from && text.startsWith(value, from)) {
                return i;
            }
        }
        return NONE;
    }
}
