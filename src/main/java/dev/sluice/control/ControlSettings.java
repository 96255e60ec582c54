package dev.sluice.control;

import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the control port listens.
 *
 * @param host to bind to
 * @param port 0 for any free one
 * @param requestTimeout from the end of a request's head to the last byte of its answer
 * @param idleTimeout for a connection that waits for the head of a request
 * @param maxBodySize bytes
 * @param access whose requests are answered
 * @param tls null: plain text
 */
public record ControlSettings(
        String host,
        int port,
        Duration requestTimeout,
        Duration idleTimeout,
        int maxBodySize,
        ControlAccess access,
        @Nullable ServerSSLOptions tls) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    public static final ControlSettings DEFAULT =
            new ControlSettings("127.0.0.1", 9090, Duration.ofSeconds(10), Duration.ofSeconds(60), 16 * 1024);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public ControlSettings {
        List<String> faults = new ArrayList<>();
        if (host.isBlank()) {
            faults.add("host: empty (expected: a name or an address)");
        }
        if (port < 0 || port > 65_535) {
            faults.add("port: " + port + " (expected: from 0 to 65535)");
        }
        check("requestTimeout", requestTimeout, faults);
        check("idleTimeout", idleTimeout, faults);
        if (maxBodySize < 0 || maxBodySize > LARGEST_BODY) {
            faults.add("maxBodySize: " + maxBodySize + " (expected: from 0 to " + LARGEST_BODY + ")");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    private static void check(String key, Duration value, List<String> faults) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            faults.add(key + ": " + value + " (expected: from 10 milliseconds to 10 minutes)");
        }
    }

    /** For everybody. */
    public ControlSettings(String host, int port, Duration requestTimeout, Duration idleTimeout, int maxBodySize) {
        this(host, port, requestTimeout, idleTimeout, maxBodySize, ControlAccess.OPEN, null);
    }

    public ControlSettings withPort(int other) {
        return new ControlSettings(host, other, requestTimeout, idleTimeout, maxBodySize, access, tls);
    }

    public ControlSettings with(ControlAccess other) {
        return new ControlSettings(host, port, requestTimeout, idleTimeout, maxBodySize, other, tls);
    }

    public ControlSettings with(@Nullable ServerSSLOptions other) {
        return new ControlSettings(host, port, requestTimeout, idleTimeout, maxBodySize, access, other);
    }
}
