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

    /** When it was put first, of {@link System#nanoTime}. */
    final long begun = System.nanoTime();

    /** Redis did not know the script, or may not know it: it is sent whole. */
    boolean whole;

    /** The node is told that it is asked for once, though the slot is not its own yet. */
    boolean asking;

    /** How often a node has sent it to another one. */
    int hops;

    private int slot = -1;

    /** @param cost 0 only looks, -1 forgets what was counted */
    Question(List<Claim> claims, String[] keys, int cost) {
        this.claims = claims;
        this.keys = keys;
        this.cost = cost;
    }

    List<WindowSet> sets() {
        return claims.stream().map(Claim::windows).toList();
    }

    /** Of a cluster: that of all of its keys. */
    int slot() {
        if (slot < 0) {
            slot = Slot.of(keys[0]);
        }
        return slot;
    }

    boolean isOver() {
        return answer.future().isComplete();
    }
}
