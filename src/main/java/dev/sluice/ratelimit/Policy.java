package dev.sluice.ratelimit;

import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which windows each project has under one limit of a contract. Immutable; the counts live in {@link Projects}. */
final class Policy {

    private final WindowSet windows;
    private final Map<String, WindowSet> lines;
    private final Projects projects;

    private Policy(WindowSet windows, Map<String, WindowSet> lines, Projects projects) {
        this.windows = windows;
        this.lines = lines;
        this.projects = projects;
    }

    /**
     * The policy that a whole contract shares: the settings' line for a project, else the contract's, else the settings'
     * windows, else the contract's.
     *
     * @param plan null when the contract sets no limit
     * @param intern gives the window set that is in use already, if there is an equal one
     */
    static Policy contractWide(
            @Nullable RateLimitPlan plan,
            RateLimitSettings settings,
            Projects projects,
            UnaryOperator<WindowSet> intern) {
        String name = plan == null ? RateLimitPlan.ROOT_NAME : plan.name();
        Map<String, List<RateWindow>> lines = new HashMap<>(plan == null ? Map.of() : plan.projects());
        lines.putAll(settings.projects());
        List<RateWindow> windows = settings.windows();
        if (windows == null) {
            windows = plan == null ? List.of() : plan.windows();
        }
        return of(name, windows, lines, projects, intern);
    }

    /** The policy of a path or an operation: as the contract says. */
    static Policy local(RateLimitPlan plan, Projects projects, UnaryOperator<WindowSet> intern) {
        return of(plan.name(), plan.windows(), plan.projects(), projects, intern);
    }

    private static Policy of(
            String name,
            List<RateWindow> windows,
            Map<String, List<RateWindow>> lines,
            Projects projects,
            UnaryOperator<WindowSet> intern) {
        Map<String, WindowSet> sets = new HashMap<>();
        lines.forEach((project, own) -> sets.put(project, intern.apply(new WindowSet(name, own))));
        return new Policy(intern.apply(new WindowSet(name, windows)), Map.copyOf(sets), projects);
    }

    Projects projects() {
        return projects;
    }

    /** Empty where the project has no limit. */
    WindowSet windows(String project) {
        return lines.getOrDefault(project, windows);
    }

    /** The project's limiter, made when there is none; the shared one when there are too many. */
    ProjectWindows limiter(String project, WindowSet set, LongSupplier ticker, int maxProjects) {
        ProjectWindows found = projects.find(project);
        if (found != null && found.set().equals(set)) {
            return found;
        }
        return projects.make(project, set, lines.containsKey(project) ? Integer.MAX_VALUE : maxProjects, ticker);
    }

    /** What the project has used; nothing is made. */
    List<WindowUsage> usage(String project, LongSupplier ticker, int maxProjects) {
        WindowSet set = windows(project);
        ProjectWindows found = projects.find(project);
        if (found != null && found.set().equals(set)) {
            return found.usage(ticker, false);
        }
        ProjectWindows shared = projects.shared();
        if (shared != null && !lines.containsKey(project) && projects.full(maxProjects)) {
            return shared.usage(ticker, true);
        }
        return new ProjectWindows(set, false, ticker.getAsLong()).usage(ticker, false);
    }
}
