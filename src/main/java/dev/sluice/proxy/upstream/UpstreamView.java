package dev.sluice.proxy.upstream;

import java.util.List;

/**
 * An upstream at one moment.
 *
 * @param panic no target is fit for use, so that all are used
 * @param unresolved URLs of which no address was ever found
 * @param requests since the start; each counts once, however often it was tried
 * @param retries since the start
 * @param retriesDenied requests that were not tried again because the budget was spent
 */
public record UpstreamView(
        String name,
        boolean panic,
        List<TargetView> targets,
        List<String> unresolved,
        long requests,
        long retries,
        long retriesDenied) {}
