package dev.sluice.proxy.upstream;

import java.time.Duration;

/**
 * A target at one moment.
 *
 * @param url as in the settings
 * @param address address and port
 * @param inFlight requests under way
 * @param requests since it is there
 * @param failures of them: no connection, broken, overdue or a status from 500
 * @param ejections how often it was left out
 * @param backIn how long it is still left out; zero where it is not
 */
public record TargetView(
        String url,
        String address,
        State state,
        long inFlight,
        long requests,
        long failures,
        int ejections,
        Duration backIn) {

    public enum State {
        UP,
        /** Left out for a time after failures in a row. */
        EJECTED,
        /** Left out since health checks say so. */
        UNHEALTHY,
        /** No longer among the addresses of its host: ends what it has. */
        LEAVING
    }

    static TargetView of(Target target, State state, long now) {
        boolean ejected = target.standing.isEjected();
        return new TargetView(
                target.settings().url().toString(),
                target.toString(),
                state,
                target.inFlight(),
                target.requests(),
                target.failures(),
                target.standing.ejections(),
                ejected ? Duration.ofNanos(Math.max(0, target.standing.until() - now)) : Duration.ZERO);
    }
}
