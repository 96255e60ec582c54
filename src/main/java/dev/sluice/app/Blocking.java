package dev.sluice.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what is asynchronous: at start and stop only, never on an event loop. */
final class Blocking {

    private static final Logger LOG = LoggerFactory.getLogger(Blocking.class);

    private Blocking() {}

    /** @throws StartException when it fails or takes too long: {@code what}, and why */
    static <T> T await(Future<T> future, Duration patience, String what) throws StartException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartException(what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new StartException(what + ": no answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(what + ": interrupted", e);
        }
    }

    /** Waits; a failure goes to the log, since whoever stops goes on stopping. */
    static void attempt(Future<?> future, Duration patience) {
        try {
            await(future, patience, "stopping");
        } catch (StartException e) {
            LOG.warn(e.getMessage());
        }
    }

    /** An interrupt ends it early and stays set. */
    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
