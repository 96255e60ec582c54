package dev.sluice.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is written for people and for programs that read logs.
 *
 * @param access where the access log goes to, if there is one
 */
public record LogSettings(Level level, Optional<Path> access) {

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
            "Least serious level that is written. Requests are not among them.");
    static final Setting<Optional<Path>> ACCESS = new Setting<>(
            "log.access",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "File that takes a line of JSON per request; - is standard output. Queries, headers and bodies are left out."
                    + " Lines are dropped, and counted, rather than that a request waits. Absent: none.");

    static final Section SECTION =
            new Section("log", "Log lines on standard error, and the access log.", List.of(LEVEL, ACCESS));

    static LogSettings from(Values values) {
        return new LogSettings(values.get(LEVEL), values.get(ACCESS));
    }
}
