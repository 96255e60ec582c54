package dev.sluice.scenario;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that earlier steps have saved, in later texts: {@code ${name}}. */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private Variables() {}

    static String filled(String text, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(values, found.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new AssertionError("nothing was saved as " + name);
        }
        return value;
    }
}
