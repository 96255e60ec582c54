package dev.sluice.app.settings;

import java.util.List;

/**
 * Where clients call.
 *
 * @param port 0 for any free one
 * @param eventLoops 0 for one per core
 * @param http2 whether it is offered over TLS
 * @param h2c whether HTTP/2 is spoken without TLS
 */
public record ListenSettings(String host, int port, int eventLoops, boolean http2, boolean h2c) {

    static final Setting<String> HOST = new Setting<>(
            "listen.host",
            Addresses.host(),
            "127.0.0.1",
            "The address that clients call; 0.0.0.0 or :: for every address of the machine.");
    static final Setting<Integer> PORT = new Setting<>(
            "listen.port", Scalars.wholeNumber(0, 65535), 8080, "The port that clients call; 0 takes any free one.");
    static final Setting<Integer> EVENT_LOOPS = new Setting<>(
            "listen.eventLoops",
            Scalars.wholeNumber(0, 1024),
            0,
            "Threads that carry all requests; 0 for one per core.");

    static final Setting<Boolean> HTTP2 = new Setting<>(
            "listen.http2", Scalars.bool(), true, "Whether HTTP/2 is offered to clients that call over TLS (ALPN).");
    static final Setting<Boolean> H2C = new Setting<>(
            "listen.h2c",
            Scalars.bool(),
            false,
            "Whether HTTP/2 is spoken without TLS too, where no tls.certificate is set: for private networks.");

    static final Section SECTION =
            new Section("listen", "Where clients call.", List.of(HOST, PORT, EVENT_LOOPS, HTTP2, H2C));

    public ListenSettings {
        HOST.require(host);
        PORT.require(port);
        EVENT_LOOPS.require(eventLoops);
        HTTP2.require(http2);
        H2C.require(h2c);
    }

    static ListenSettings from(Values values) {
        return new ListenSettings(
                values.get(HOST), values.get(PORT), values.get(EVENT_LOOPS), values.get(HTTP2), values.get(H2C));
    }
}
