package dev.sluice.ratelimit;

import dev.sluice.contract.RateKey;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which windows each project, or whatever else it counts by, has under one limit. Immutable once {@link Policies} has it;
 * the counts live in {@link Projects}.
 */
final class Policy {

    private final String id;
    private final List<RateKey> by;
    private final WindowSet windows;
    private final Map<String, WindowSet> lines;
    private final Projects projects;
    private List<RateKey> sharedKeys;

    /**
     * @param id the same on every node
     * @param counts that outlive a reload
     */
    private Policy(String id, List<RateKey> by, WindowSet windows, Map<String, WindowSet> lines, Projects counts) {
        this.id = id;
        this.by = by;
        this.windows = windows;
        this.lines = lines;
        this.projects = counts;
        this.sharedKeys = by;
    }

    /**
     * The policy that a whole contract shares: the settings' line for a project, else the contract's, else the settings'
     * windows, else the contract's.
     *
     * @param plan null when the contract sets no limit
     * @param intern gives the window set that is in use already, if there is an equal one
     */
    static Policy contractWide(
            String id,
            @Nullable RateLimitPlan plan,
            RateLimitSettings settings,
            Projects projects,
            UnaryOperator<WindowSet> intern) {
        Map<String, List<RateWindow>> lines = new HashMap<>(plan == null ? Map.of() : plan.projects());
        lines.putAll(settings.projects());
        List<RateWindow> windows = settings.windows();
        if (windows == null) {
            windows = plan == null ? List.of() : plan.windows();
        }
        String name = plan == null ? RateLimitPlan.ROOT_NAME : plan.name();
        return of(id, new RateLimitPlan(name, windows, lines), projects, intern);
    }

    /** As the plan says. */
    static Policy of(String id, RateLimitPlan plan, Projects projects, UnaryOperator<WindowSet> intern) {
        Map<String, WindowSet> sets = new HashMap<>();
        plan.projects().forEach((project, own) -> sets.put(project, intern.apply(new WindowSet(plan.name(), own))));
        WindowSet windows = intern.apply(new WindowSet(plan.name(), plan.windows()));
        return new Policy(id, plan.by(), windows, Map.copyOf(sets), projects);
    }

    String id() {
        return id;
    }

    List<RateKey> by() {
        return by;
    }

    boolean perProject() {
        return by.equals(RateLimitPlan.PER_PROJECT);
    }

    /**
     * Before anybody else has the policy.
     *
     * @param keys that all policies have that may hold together with this one
     */
    void share(List<RateKey> keys) {
        sharedKeys = keys;
    }

    List<RateKey> sharedKeys() {
        return sharedKeys;
    }

    List<RateKey> ownKeys() {
        return by.stream().filter(key -> !sharedKeys.contains(key)).toList();
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
