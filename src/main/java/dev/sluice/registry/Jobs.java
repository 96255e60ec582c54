package dev.sluice.registry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what takes long, away from event loops, within bounds: so many at a time, so many that wait, each for so long, the
 * waiting included. One that takes longer is interrupted, and its caller is answered at once. Safe for any thread.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Vertx vertx;
    private final long patienceMillis;
    private final ThreadPoolExecutor threads;

    /**
     * @param workers jobs that are done at a time
     * @param waiting jobs that may wait; further ones are refused
     * @param patience for one
     */
    public Jobs(Vertx vertx, int workers, int waiting, Duration patience) {
        this.vertx = vertx;
        this.patienceMillis = patience.toMillis();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                workers, workers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "sluice-jobs-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Fails with a {@link JobException} where it is not done, else with what the job throws. */
    public <T> Future<T> run(Callable<T> job) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        FutureTask<Void> task = new FutureTask<>(() -> {
            attempt(job, promise);
            return null;
        });
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(JobException.busy());
        }
        long timer = vertx.setTimer(patienceMillis, late -> {
            if (promise.tryFail(JobException.late(patienceMillis))) {
                task.cancel(true);
                threads.remove(task);
            }
        });
        Promise<T> back = Promise.promise();
        promise.future().onComplete(outcome -> {
            vertx.cancelTimer(timer);
            context.runOnContext(now -> back.handle(outcome));
        });
        return back.future();
    }

    private static <T> void attempt(Callable<T> job, Promise<T> promise) {
        try {
            promise.tryComplete(job.call());
        } catch (CancellationException | InterruptedException e) {
            promise.tryFail(JobException.busy());
        } catch (OutOfMemoryError | StackOverflowError e) {
            LOG.warn("a job wanted more memory than there is: {}", e.toString());
            promise.tryFail(JobException.large());
        } catch (Exception | AssertionError e) {
            promise.tryFail(e);
        }
    }

    /** Jobs that are done or wait. */
    public int underWay() {
        return threads.getActiveCount() + threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
