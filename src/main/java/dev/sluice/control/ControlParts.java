package dev.sluice.control;

import dev.sluice.coverage.Coverage;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Maintenance;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the control side tells of, and what it works on. Immutable.
 *
 * @param remembered by mocks
 * @param findings in messages
 * @param maintenance for which requests are not let in
 * @param coverage what traffic has touched of contracts
 * @param service operations on contracts and messages; null where they are not offered
 */
public record ControlParts(
        ControlSources sources,
        Metrics metrics,
        RememberedState remembered,
        Findings findings,
        Maintenance maintenance,
        Coverage coverage,
        @Nullable ValidationService service) {

    /** Of a node on which nothing has happened yet, and that offers nothing besides. */
    public static ControlParts of(ControlSources sources, Metrics metrics) {
        return new ControlParts(
                sources,
                metrics,
                RememberedState.NONE,
                new Findings(1, false, InstantSource.system()),
                new Maintenance(),
                new Coverage(List::of, Runnable::run, InstantSource.system()),
                null);
    }

    public ControlParts with(RememberedState other) {
        return new ControlParts(sources, metrics, other, findings, maintenance, coverage, service);
    }

    public ControlParts with(Findings other) {
        return new ControlParts(sources, metrics, remembered, other, maintenance, coverage, service);
    }

    public ControlParts with(Maintenance other) {
        return new ControlParts(sources, metrics, remembered, findings, other, coverage, service);
    }

    public ControlParts with(Coverage other) {
        return new ControlParts(sources, metrics, remembered, findings, maintenance, other, service);
    }

    public ControlParts with(ValidationService other) {
        return new ControlParts(sources, metrics, remembered, findings, maintenance, coverage, other);
    }
}
