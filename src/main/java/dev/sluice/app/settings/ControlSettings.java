package dev.sluice.app.settings;

import java.util.List;

/**
 * Where the operator calls.
 *
 * @param port 0 for any free one
 * @param portAsked whether flag, environment or file names the port; if none does and it is taken, the next free one
 *     will do
 */
public record ControlSettings(String host, int port, boolean portAsked) {

    static final Setting<String> HOST = new Setting<>(
            "control.host",
            Scalars.host(),
            "127.0.0.1",
            "The address that the operator calls. Nothing guards it: keep it private.");
    static final Setting<Integer> PORT = new Setting<>(
            "control.port",
            Scalars.wholeNumber(0, 65535),
            9090,
            "The operator's port; 0 takes any free one. When the default is taken and nobody asked for it, the next"
                    + " free one is taken and printed.");

    static final Section SECTION =
            new Section("control", "Where the operator calls: health, metrics, status.", List.of(HOST, PORT));

    public ControlSettings {
        HOST.require(host);
        PORT.require(port);
    }

    static ControlSettings from(Values values) {
        int port = values.get(PORT);
        boolean distinct = port == 0
                || !values.asked(PORT)
                || port != values.get(ListenSettings.PORT)
                || !values.get(HOST).equals(values.get(ListenSettings.HOST));
        values.check(distinct, PORT, ListenSettings.PORT, "another port than listen.port");
        return new ControlSettings(values.get(HOST), port, values.asked(PORT));
    }
}
