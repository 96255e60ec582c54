package dev.sluice.proxy.upstream;

import java.time.Duration;

/**
 * How long an upstream may take.
 *
 * @param connect to have a connection, TLS included
 * @param firstByte from the request's last byte to the answer's head
 * @param idle without a byte in either direction while a body moves
 * @param total from the request's arrival to the head of its answer, and to the end of an answer that is held whole; zero: no bound.
 *     Neither for tunnels nor for what streams.
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {

    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public Timeouts {
        new SettingFaults()
                .time("connectTimeout", connect)
                .time("firstByteTimeout", firstByte)
                .time("idleTimeout", idle)
                .timeOrZero("totalTimeout", total)
                .check();
    }
}
