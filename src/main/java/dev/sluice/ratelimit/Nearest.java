package dev.sluice.ratelimit;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the projects that are nearest to their quota. One look takes some milliseconds at most: it goes over those that it
 * has found before, and over the next few thousand of the others. Safe for any thread.
 */
final class Nearest {

    /** Counts of one look. */
    static final int STEP = 20_000;

    private static final Comparator<Found> BY_RANK = Comparator.comparingDouble(Found::rank);

    private Map<ProjectWindows, Found> known = Map.of();
    private Iterator<Policy> policies = Collections.emptyIterator();
    private Iterator<Map.Entry<String, ProjectWindows>> projects = Collections.emptyIterator();

    private record Found(String project, ProjectWindows windows, double rank, boolean shared) {}

    synchronized NearProjects look(Collection<Policy> all, LongSupplier ticker, int most) {
        PriorityQueue<Found> nearest = new PriorityQueue<>(BY_RANK);
        int looked = 0;
        for (Found found : known.values()) {
            offer(nearest, found.project(), found.windows(), found.shared(), ticker, most);
            looked++;
        }
        int rounds = 0;
        while (looked < STEP) {
            Map.Entry<String, ProjectWindows> next = next(all);
            if (next == null) {
                if (++rounds > 1) {
                    break;
                }
                looked += shares(nearest, all, ticker, most);
            } else if (!known.containsKey(next.getValue())) {
                offer(nearest, next.getKey(), next.getValue(), false, ticker, most);
                looked++;
            }
        }
        known = new HashMap<>();
        nearest.forEach(found -> known.put(found.windows(), found));
        return new NearProjects(
                views(known.values(), ticker),
                looked,
                all.stream().mapToLong(policy -> policy.projects().size()).sum());
    }

    /** Null at the end of a round; the next call begins another. */
    private Map.@Nullable Entry<String, ProjectWindows> next(Collection<Policy> all) {
        while (!projects.hasNext()) {
            if (!policies.hasNext()) {
                policies = all.stream().filter(Policy::perProject).iterator();
                return null;
            }
            projects = policies.next().projects().iterator();
        }
        return projects.next();
    }

    private int shares(PriorityQueue<Found> nearest, Collection<Policy> all, LongSupplier ticker, int most) {
        int looked = 0;
        for (Policy policy : all) {
            ProjectWindows shared = policy.perProject() ? policy.projects().shared() : null;
            if (shared != null && !known.containsKey(shared)) {
                offer(nearest, "", shared, true, ticker, most);
                looked++;
            }
        }
        return looked;
    }

    private static void offer(
            PriorityQueue<Found> nearest,
            String project,
            ProjectWindows windows,
            boolean shared,
            LongSupplier ticker,
            int most) {
        double rank = windows.rank(ticker);
        boolean belongs = rank > 0
                && (nearest.size() < most
                        || nearest.peek() == null
                        || rank > nearest.peek().rank());
        if (belongs) {
            nearest.add(new Found(project, windows, rank, shared));
            if (nearest.size() > most) {
                nearest.poll();
            }
        }
    }

    private static List<ProjectUsage> views(Collection<Found> nearest, LongSupplier ticker) {
        return nearest.stream()
                .sorted(BY_RANK.reversed().thenComparing(Found::project))
                .map(found -> new ProjectUsage(
                        found.project(),
                        found.windows().usage(ticker, found.shared()).stream()
                                .max(Comparator.comparingDouble(Nearest::rank))
                                .orElseThrow()))
                .toList();
    }

    private static double rank(WindowUsage usage) {
        return rank(usage.refused(), usage.used(), usage.window().quota());
    }

    /** From 1 when calls are refused, else the used part of the quota. */
    static double rank(long refused, int used, int quota) {
        return refused > 0 ? 1 + refused : (double) used / (quota + 1L);
    }
}
