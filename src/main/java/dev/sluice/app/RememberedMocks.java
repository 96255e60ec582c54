package dev.sluice.app;

import dev.sluice.control.RememberedState;
import dev.sluice.mock.state.MockMemory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Lets the operator at what mocks remember; the work is done off the event loops. */
record RememberedMocks(Vertx vertx, MockMemory memory) implements RememberedState {

    @Override
    public Future<Buffer> snapshot(@Nullable String contract, @Nullable String project) {
        return vertx.executeBlocking(() -> memory.snapshot(contract, project));
    }

    @Override
    public Future<Void> restore(Buffer snapshot) {
        return vertx.<Boolean>executeBlocking(() -> {
                    memory.restore(snapshot);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> forget(@Nullable String contract, @Nullable String project) {
        return vertx.<Boolean>executeBlocking(() -> {
                    memory.forget(contract, project);
                    return true;
                })
                .mapEmpty();
    }
}
