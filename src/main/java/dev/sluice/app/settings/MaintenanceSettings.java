package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;

/**
 * Whether a start leaves the door shut.
 *
 * @param on until the operator opens it by the control port
 * @param retryAfter what clients are told
 */
public record MaintenanceSettings(boolean on, Duration retryAfter) {

    static final Setting<Boolean> ON = new Setting<>(
            "maintenance.on",
            Scalars.bool(),
            false,
            "Answers every request with 503, until PUT /v1/maintenance {\"on\": false} on the control port.");
    static final Setting<Duration> RETRY_AFTER = new Setting<>(
            "maintenance.retryAfter",
            Scalars.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            Duration.ofMinutes(1),
            "The Retry-After of these answers, in whole seconds.");

    static final Section SECTION =
            new Section("maintenance", "Whether a start lets requests in.", List.of(ON, RETRY_AFTER));

    public MaintenanceSettings {
        ON.require(on);
        RETRY_AFTER.require(retryAfter);
    }

    static MaintenanceSettings from(Values values) {
        return new MaintenanceSettings(values.get(ON), values.get(RETRY_AFTER));
    }
}
