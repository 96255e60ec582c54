package dev.sluice.edge;

import java.util.List;

/**
 * The contracts that are served now, in the order in which a path is looked for. A reload replaces all of them in one
 * step: a request that has found its operation goes on with what it has found. Safe for any thread.
 */
public final class Mounts {

    private volatile List<Mount> present;

    public Mounts(List<Mount> first) {
        this.present = List.copyOf(first);
    }

    public List<Mount> present() {
        return present;
    }

    /** What requests find from now on. */
    public void replace(List<Mount> next) {
        present = List.copyOf(next);
    }
}
