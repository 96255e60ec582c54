package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a contract says about the way in which an operation is mocked ({@code x-sluice-mock}).
 *
 * @param echo whether answers repeat what the request carries; null where the contract leaves it open
 */
public record MockPlan(@Nullable Boolean echo) {

    public static final MockPlan DEFAULT = new MockPlan(null);
}
