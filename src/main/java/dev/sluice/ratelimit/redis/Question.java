package dev.sluice.ratelimit.redis;

import dev.sluice.ratelimit.Claim;
import dev.sluice.ratelimit.WindowSet;
import io.vertx.core.Promise;
import java.util.List;

/** What one call has to know of Redis. Confined to one event loop. */
final class Question {

    final List<Claim> claims;
    final String[] keys;
    final int cost;
    final Promise<Tally> answer = Promise.promise();

    /** When it was asked, and until when it may be answered, of {@link System#nanoTime}. */
    long asked;

    long deadline;

    /** It was given more time, because the event loop had been held up. */
    boolean spared;

    /** Redis did not know the script: it has been sent whole. */
    boolean repeated;

    /** @param cost 0 only looks */
    Question(List<Claim> claims, String[] keys, int cost) {
        this.claims = claims;
        this.keys = keys;
        this.cost = cost;
    }

    List<WindowSet> sets() {
        return claims.stream().map(Claim::windows).toList();
    }

    boolean isOver() {
        return answer.future().isComplete();
    }
}
