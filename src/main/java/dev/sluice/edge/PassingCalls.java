package dev.sluice.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of which a body is judged while it passes: each may hold some 200 KiB, so there are not too many at one time.
 * Confined to one event loop.
 */
final class PassingCalls {

    private final int most;
    private final List<Call> open = new ArrayList<>();

    PassingCalls(int most) {
        this.most = most;
    }

    /** Whether there is room for one more. */
    boolean add(Call call) {
        if (open.size() >= most) {
            // those that ended in another way than by the end of a body
            open.removeIf(other -> other.ended);
        }
        return open.size() < most && open.add(call);
    }

    void remove(Call call) {
        open.remove(call);
    }
}
