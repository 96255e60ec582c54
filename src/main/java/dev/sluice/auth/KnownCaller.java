package dev.sluice.auth;

import dev.sluice.exchange.Caller;
import java.util.Set;

/**
 * A caller that has shown who it is. Immutable.
 *
 * @param projects that it may act on; empty for all
 */
record KnownCaller(String name, Set<String> projects) implements Caller {

    KnownCaller {
        projects = Set.copyOf(projects);
    }

    @Override
    public boolean mayActOn(String project) {
        return projects.isEmpty() || projects.contains(project);
    }
}
