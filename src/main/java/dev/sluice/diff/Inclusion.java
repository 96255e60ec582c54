package dev.sluice.diff;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claim that every value which keeps some schemas keeps some others, too. Believed until it is refuted. */
final class Inclusion {

    final Merged narrow;
    final Merged wide;
    private final Set<Inclusion> asking = Collections.newSetFromMap(new IdentityHashMap<>(4));
    private @Nullable Goal goal;
    private boolean refuted;

    Inclusion(Merged narrow, Merged wide) {
        this.narrow = narrow;
        this.wide = wide;
    }

    void tell(Inclusion other) {
        asking.add(other);
    }

    Set<Inclusion> asking() {
        return asking;
    }

    /** What it rests on; null while nobody has looked. */
    @Nullable
    Goal goal() {
        return goal;
    }

    void restOn(Goal found) {
        goal = found;
    }

    boolean isRefuted() {
        return refuted;
    }

    void refute() {
        refuted = true;
    }
}
