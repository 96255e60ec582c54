package dev.sluice.control;

import java.util.List;

/**
 * An upstream of proxies at one moment, as {@code GET /v1/status} tells it.
 *
 * @param panic no target is fit for use, so that all are used
 * @param unresolved URLs of which no address was ever found
 * @param requests since the start; each counts once, however often it was tried
 * @param retries since the start
 * @param retriesDenied requests that were not tried again because the budget was spent
 * @param inFlight requests under way
 * @param waiting requests that wait for one of them to end
 * @param refused requests since the start for which there was no room
 * @param connections open, over all event loops
 * @param tunnels connections that have switched to another protocol
 */
public record UpstreamState(
        String name,
        boolean panic,
        List<Target> targets,
        List<String> unresolved,
        long requests,
        long retries,
        long retriesDenied,
        int inFlight,
        int waiting,
        long refused,
        long connections,
        long tunnels) {

    /**
     * One address of one server.
     *
     * @param state {@code up}, {@code ejected}, {@code unhealthy} or {@code leaving}
     * @param failures no connection, broken, overdue or a status from 500
     * @param ejections how often it was left out
     */
    public record Target(
            String url, String address, String state, long inFlight, long requests, long failures, int ejections) {}
}
