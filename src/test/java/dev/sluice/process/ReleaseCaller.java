package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls until it is told to end, or an answer is not as it has to be: 200, with a number that never goes back and is not
 * greater than the newest.
 */
final class ReleaseCaller extends Thread {

    private final URI uri;
    private final String member;
    private final IntSupplier newest;
    private final long pauseMillis;
    private final Client client = new Client();
    private final AtomicLong answers = new AtomicLong();
    private volatile int seen;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /**
     * @param member of the answer that has the number
     * @param pauseMillis between two calls
     */
    ReleaseCaller(URI uri, String member, IntSupplier newest, long pauseMillis) {
        this.uri = uri;
        this.member = member;
        this.newest = newest;
        this.pauseMillis = pauseMillis;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                HttpResponse<String> answer = client.get(uri);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                int number = new JsonObject(answer.body()).getInteger(member);
                assertThat(number).isBetween(seen, newest.getAsInt());
                seen = number;
                answers.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            }
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    /** Also who has failed waits for nothing more. */
    boolean hasSeen(int number) {
        return failure != null || seen >= number;
    }

    int seen() {
        return seen;
    }

    long answers() {
        return answers.get();
    }

    /** Ends it; fails where an answer was not as it had to be. */
    void end() throws InterruptedException {
        ended = true;
        join();
        assertThat(failure).isNull();
    }
}
