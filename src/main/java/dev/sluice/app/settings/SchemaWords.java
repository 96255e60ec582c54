package dev.sluice.app.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the JSON Schema of the settings says of one value, in the order in which it is written. */
final class SchemaWords {

    private SchemaWords() {}

    /** A text that matches as a whole. */
    static Map<String, Object> matching(String pattern) {
        return of("type", "string", "pattern", "^(?:" + pattern + ")$");
    }

    static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
