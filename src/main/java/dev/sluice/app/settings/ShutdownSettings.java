package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;

/** @param drain time for requests in flight to end once the server is told to stop */
public record ShutdownSettings(Duration drain) {

    static final Setting<Duration> DRAIN = new Setting<>(
            "shutdown.drain",
            Scalars.duration(Duration.ZERO, Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "Time for requests in flight to end; then they are cut off.");

    static final Section SECTION = new Section("shutdown", "What happens on SIGTERM and Ctrl-C.", List.of(DRAIN));

    public ShutdownSettings {
        DRAIN.require(drain);
    }

    static ShutdownSettings from(Values values) {
        return new ShutdownSettings(values.get(DRAIN));
    }
}
