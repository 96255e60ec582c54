package dev.sluice.app.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the operator calls, and with which right.
 *
 * @param port 0 for any free one
 * @param portAsked whether flag, environment or file names the port; if none does and it is taken, the next free one
 *     will do
 * @param token that callers show; absent: one is made at start
 * @param metrics who may read {@code /metrics}
 */
public record ControlSettings(
        String host, int port, boolean portAsked, Auth auth, Optional<Secret> token, Auth metrics, TlsSettings tls) {

    /** Whether callers must show the token. */
    public enum Auth {
        TOKEN,
        OFF
    }

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    static final Setting<String> HOST = new Setting<>(
            "control.host",
            Addresses.host(),
            "127.0.0.1",
            "The address that the operator calls. Without control.tls: keep it private, or behind a proxy that speaks TLS.");
    static final Setting<Integer> PORT = new Setting<>(
            "control.port",
            Scalars.wholeNumber(0, 65535),
            9090,
            "The operator's port; 0 takes any free one. When the default is taken and nobody asked for it, the next"
                    + " free one is taken and printed.");

    static final Setting<Auth> AUTH = new Setting<>(
            "control.auth",
            Scalars.oneOf(Auth.class),
            Auth.TOKEN,
            "token asks for Authorization: Bearer TOKEN, but for /livez, /readyz and /metrics; off asks for nothing,"
                    + " and is for a control.host on loopback only.");
    static final Setting<Optional<Secret>> TOKEN = new Setting<>(
            "control.token",
            new OptionalType<>(Secrets.token()),
            Optional.empty(),
            "What operators show, for instance ${CONTROL_TOKEN}; nodes of one service share one. Absent: a new one is"
                    + " made at each start, printed, and kept in a private file while this runs.");
    static final Setting<Auth> METRICS =
            new Setting<>("control.metrics", Scalars.oneOf(Auth.class), Auth.OFF, "token asks for it at /metrics too.");

    static final TlsKeys TLS = new TlsKeys("control.tls", "TLS where the operator calls.");

    static final Section SECTION = new Section(
            "control",
            "Where the operator calls: health, metrics, status, contracts.",
            List.of(HOST, PORT, AUTH, TOKEN, METRICS));

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
        Auth auth = values.get(AUTH);
        values.check(
                auth == Auth.TOKEN || isLoopback(values.get(HOST)),
                AUTH,
                HOST,
                "token, since control.host is not on loopback (127.0.0.1, ::1, localhost)");
        values.check(
                auth == Auth.TOKEN || values.get(METRICS) == Auth.OFF, METRICS, AUTH, "off, since control.auth is off");
        return new ControlSettings(
                values.get(HOST),
                port,
                values.asked(PORT),
                auth,
                values.get(TOKEN),
                values.get(METRICS),
                TLS.from(values));
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches();
    }
}
