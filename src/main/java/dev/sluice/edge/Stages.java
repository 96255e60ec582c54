package dev.sluice.edge;

import dev.sluice.auth.Scheme;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.traffic.Maintenance;
import dev.sluice.validation.RequestValidator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of the pipeline ask. Shared by all event loops.
 *
 * @param cors null where it is off
 */
public record Stages(
        Mounts served,
        Scheme scheme,
        ProjectLimiter limiter,
        RequestValidator validator,
        Reporting reporting,
        @Nullable Cors cors,
        Maintenance maintenance) {

    /** Without CORS, and always open. */
    public Stages(
            Mounts served, Scheme scheme, ProjectLimiter limiter, RequestValidator validator, Reporting reporting) {
        this(served, scheme, limiter, validator, reporting, null, new Maintenance());
    }

    /** With findings that nobody asks for. */
    public Stages(Mounts served, Scheme scheme, ProjectLimiter limiter, RequestValidator validator) {
        this(served, scheme, limiter, validator, Reporting.standard());
    }

    /** With contracts that stay as they are. */
    public Stages(List<Mount> mounts, Scheme scheme, ProjectLimiter limiter, RequestValidator validator) {
        this(new Mounts(mounts), scheme, limiter, validator);
    }

    /** The contracts, in the order in which a path is looked for. */
    List<Mount> mounts() {
        return served.present();
    }
}
