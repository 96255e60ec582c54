package dev.sluice.edge;

import dev.sluice.contract.ValidationPlan;
import dev.sluice.contract.ValidationPlan.Mode;

/** What becomes of requests and answers that break their contract. */
public record Modes(Mode request, Mode response) {

    /** A proxy that is new in front of a backend refuses what must not pass, and leaves answers alone. */
    public static final Modes DEFAULT = new Modes(Mode.BLOCK, Mode.OFF);

    /** What a contract says holds; these, where it says nothing. */
    public Modes under(ValidationPlan contract) {
        return new Modes(
                contract.request() == null ? request : contract.request(),
                contract.response() == null ? response : contract.response());
    }
}
