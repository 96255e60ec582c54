package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;

/**
 * @param notice time in which a server that is told to stop goes on, so that load balancers look elsewhere
 * @param drain time for requests in flight to end after that
 */
public record ShutdownSettings(Duration notice, Duration drain) {

    static final Setting<Duration> NOTICE = new Setting<>(
            "shutdown.notice",
            Scalars.duration(Duration.ZERO, Duration.ofMinutes(10)),
            Duration.ZERO,
            "Time in which everything still is answered, but /readyz says 503 and each answer ends its connection, so"
                    + " that load balancers look elsewhere before the port closes.");

    static final Setting<Duration> DRAIN = new Setting<>(
            "shutdown.drain",
            Scalars.duration(Duration.ZERO, Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "Time for requests in flight to end; then they are cut off.");

    static final Section SECTION =
            new Section("shutdown", "What happens on SIGTERM and Ctrl-C.", List.of(NOTICE, DRAIN));

    public ShutdownSettings {
        NOTICE.require(notice);
        DRAIN.require(drain);
    }

    static ShutdownSettings from(Values values) {
        return new ShutdownSettings(values.get(NOTICE), values.get(DRAIN));
    }
}
