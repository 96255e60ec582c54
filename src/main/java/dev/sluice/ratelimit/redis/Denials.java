package dev.sluice.ratelimit.redis;

import dev.sluice.ratelimit.NearProjects;
import dev.sluice.ratelimit.ProjectUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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

    /** Some of the projects that are refused now, without asking: the first of them that are come upon. */
    NearProjects latest(int most, long now) {
        List<ProjectUsage> projects = new ArrayList<>();
        int looked = 0;
        for (Denial denial : known.values()) {
            ProjectUsage usage = denial.isOver(now) ? null : denial.usage(now);
            if (usage != null) {
                projects.add(usage);
            }
            if (++looked == SWEEP_STEP || projects.size() == most) {
                break;
            }
        }
        return new NearProjects(projects, looked, known.mappingCount());
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
