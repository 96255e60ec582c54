package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a contract says about the way in which an operation is mocked ({@code x-sluice-mock}).
 *
 * @param echo whether answers repeat what the request carries; null where the contract leaves it open
 * @param stateful whether a mock that remembers may remember here
 * @param collection the name of the collection that the operation belongs to; null where its path tells
 * @param id the member of an item that names it; null where its path tells
 * @param deprecated whether the operation is
 */
public record MockPlan(
        @Nullable Boolean echo,
        boolean stateful,
        @Nullable String collection,
        @Nullable String id,
        boolean deprecated) {

    public static final MockPlan DEFAULT = new MockPlan(null);

    public MockPlan(@Nullable Boolean echo) {
        this(echo, true, null, null, false);
    }
}
