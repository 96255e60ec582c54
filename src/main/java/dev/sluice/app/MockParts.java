package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.mock.FaultCounts;
import dev.sluice.mock.state.MockMemory;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * What all mocks of a server share.
 *
 * @param faults how many have befallen answers
 * @param memory null where mocks remember nothing
 */
record MockParts(
        Settings settings,
        Vertx vertx,
        FaultCounts faults,
        @Nullable MockMemory memory) {

    static MockParts of(Settings settings, Vertx vertx) {
        MockMemory memory = settings.mock().stateful() ? new MockMemory(Configured.state(settings)) : null;
        return new MockParts(settings, vertx, new FaultCounts(), memory);
    }
}
