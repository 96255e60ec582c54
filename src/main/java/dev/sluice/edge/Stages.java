package dev.sluice.edge;

import dev.sluice.auth.Scheme;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.validation.RequestValidator;
import java.util.List;

/** What the stages of the pipeline ask. Shared by all event loops. */
public record Stages(
        Mounts served, Scheme scheme, ProjectLimiter limiter, RequestValidator validator, Reporting reporting) {

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
