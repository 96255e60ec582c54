package dev.sluice.app.settings;

import java.util.List;

/**
 * Where clients call.
 *
 * @param port 0 for any free one
 * @param eventLoops 0 for one per core
 */
public record ListenSettings(String host, int port, int eventLoops) {

    static final Setting<String> HOST = new Setting<>(
            "listen.host",
            Scalars.host(),
            "127.0.0.1",
            "The address that clients call; 0.0.0.0 or :: for every address of the machine.");
    static final Setting<Integer> PORT = new Setting<>(
            "listen.port", Scalars.wholeNumber(0, 65535), 8080, "The port that clients call; 0 takes any free one.");
    static final Setting<Integer> EVENT_LOOPS = new Setting<>(
            "listen.eventLoops",
            Scalars.wholeNumber(0, 1024),
            0,
            "Threads that carry all requests; 0 for one per core.");

    static final Section SECTION = new Section("listen", "Where clients call.", List.of(HOST, PORT, EVENT_LOOPS));

    public ListenSettings {
        HOST.require(host);
        PORT.require(port);
        EVENT_LOOPS.require(eventLoops);
    }

    static ListenSettings from(Values values) {
        return new ListenSettings(values.get(HOST), values.get(PORT), values.get(EVENT_LOOPS));
    }
}
