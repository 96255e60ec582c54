package dev.sluice.ratelimit.redis;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys that Redis has refused of late: they are refused without asking again. Safe for any thread; bounded. */
final class Denials {

    private static final int MOST = 100_000;
    private static final int SWEEP_STEP = 2_500;

    private final ConcurrentHashMap<String, Denial> known = new ConcurrentHashMap<>();
    private Iterator<Denial> swept = Collections.emptyIterator();

    /** @return null where Redis has to be asked */
    @Nullable
    Denial of(String key, long now) {
        Denial denial = known.get(key);
        if (denial == null) {
            return null;
        }
        if (denial.isOver(now)) {
            known.remove(key, denial);
            return null;
        }
        return denial;
    }

    void remember(String key, Denial denial) {
        if (known.mappingCount() < MOST) {
            known.put(key, denial);
        }
    }

    void forget(String key) {
        known.remove(key);
    }

    /** Lets go of some that are over. */
    synchronized void sweep(long now) {
        if (!swept.hasNext()) {
            swept = known.values().iterator();
        }
        for (int i = 0; i < SWEEP_STEP && swept.hasNext(); i++) {
            if (swept.next().isOver(now)) {
                swept.remove();
            }
        }
    }
}
