package dev.sluice.contract;

import dev.sluice.document.Place;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says about who answers an operation ({@code x-sluice-backend}).
 *
 * @param upstream the name of one in the settings; null where there is but one, and for what is no proxy
 * @param place where the contract says so
 * @param pointer of that place
 */
public record BackendPlan(Kind kind, @Nullable String upstream, Place place, String pointer) {

    /** Who answers. */
    public enum Kind {
        /** The store of VPC endpoint services. */
        STORE,
        /** The contract itself. */
        MOCK,
        /** A server behind this one. */
        PROXY
    }
}
