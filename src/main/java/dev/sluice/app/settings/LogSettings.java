package dev.sluice.app.settings;

import java.util.List;

/** What is written to standard error. */
public record LogSettings(Level level) {

    /** From the fewest lines to the most. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    static final Setting<Level> LEVEL = new Setting<>(
            "log.level",
            Scalars.oneOf(Level.class),
            Level.INFO,
            "Least serious level that is written. Requests are never logged one by one.");

    static final Section SECTION = new Section("log", "Log lines on standard error.", List.of(LEVEL));

    static LogSettings from(Values values) {
        return new LogSettings(values.get(LEVEL));
    }
}
