package dev.sluice.app.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One key of the settings: the only place that says what it is. Immutable.
 *
 * @param key dotted path in the settings file
 * @param description one or two sentences for the reader of {@code conf/sluice.yaml}
 */
record Setting<T>(String key, ValueType<T> type, T defaultValue, String description) {

    static final String ENVIRONMENT_PREFIX = "SLUICE_";

    private static final Pattern WORD_START = Pattern.compile("([a-z0-9])([A-Z])");

    Setting {
        if (!type.accepts(defaultValue)) {
            throw new IllegalArgumentException(key + ": the default is not accepted");
        }
    }

    /** {@code rateLimits.mode} is {@code SLUICE_RATE_LIMITS_MODE}. */
    String environmentName() {
        String words = WORD_START.matcher(key).replaceAll("$1_$2").replace('.', '_');
        return ENVIRONMENT_PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** The last part of the key. */
    String name() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** For compact constructors. @throws IllegalArgumentException when the value is none that could be set */
    void require(T value) {
        if (!type.accepts(value)) {
            throw new IllegalArgumentException(key + ": not a value that could be set");
        }
    }
}
