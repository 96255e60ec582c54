package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What mocks remember, as the operator sees it. Asked on an event loop; must not block it. */
public interface RememberedState {

    /** Where no mock remembers anything. */
    RememberedState NONE = new RememberedState() {
        @Override
        public Future<Buffer> snapshot(@Nullable String contract, @Nullable String project) {
            return contract == null
                    ? Future.succeededFuture(Buffer.buffer("{\"contracts\":[]}"))
                    : Future.failedFuture(new NoSuchElementException("no mock remembers anything here"));
        }

        @Override
        public Future<Void> restore(Buffer snapshot) {
            return Future.failedFuture(new IllegalArgumentException("no mock remembers anything here"));
        }

        @Override
        public Future<Void> forget(@Nullable String contract, @Nullable String project) {
            return contract == null
                    ? Future.succeededFuture()
                    : Future.failedFuture(new NoSuchElementException("no mock remembers anything here"));
        }
    };

    /**
     * All items, as JSON.
     *
     * @param contract the file or title of the only one that is wanted, or null
     * @param project the only one that is wanted, or null
     * @return fails with a {@link NoSuchElementException} that says what was expected, where no mock of such a contract
     *     remembers anything
     */
    Future<Buffer> snapshot(@Nullable String contract, @Nullable String project);

    /**
     * Takes the items of a snapshot for all that its contracts had before.
     *
     * @return fails with an {@link IllegalArgumentException} that says what was expected; then nothing has changed
     */
    Future<Void> restore(Buffer snapshot);

    /** Forgets what {@link #snapshot} would show; fails as it does. */
    Future<Void> forget(@Nullable String contract, @Nullable String project);
}
