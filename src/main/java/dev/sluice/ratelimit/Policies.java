package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The policies of all contracts under one set of settings. Immutable; a reload makes new ones that take over the counts. */
final class Policies {

    private static final Key UNNAMED = new Key("", RateLimitPlan.ROOT_NAME, 0);

    private final RateLimitSettings settings;
    private final Map<WindowSet, WindowSet> sets = new HashMap<>();
    private final Map<Key, Projects> projects = new HashMap<>();
    private final Map<Key, Policy> byKey = new LinkedHashMap<>();
    private final IdentityHashMap<RateLimitPlan, Key> keys = new IdentityHashMap<>();
    private final IdentityHashMap<RateLimitPlan, Policy> byPlan = new IdentityHashMap<>();
    private final Policy unnamed;

    /** @param previous whose counts go on, or null */
    Policies(RateLimitSettings settings, List<ContractPlan> contracts, @Nullable Policies previous) {
        this.settings = settings;
        UnaryOperator<WindowSet> intern = set -> {
            WindowSet known = previous == null ? set : previous.sets.getOrDefault(set, set);
            return sets.computeIfAbsent(known, same -> same);
        };
        this.unnamed = Policy.contractWide(null, settings, projects(UNNAMED, previous), intern);
        for (ContractPlan contract : contracts) {
            for (OperationPlan operation : contract.operations()) {
                RateLimitPlan plan = operation.rateLimit();
                if (plan == null) {
                    byKey.put(UNNAMED, unnamed);
                } else if (!byPlan.containsKey(plan)) {
                    add(freeKey(contract, plan), plan, previous, intern);
                }
            }
        }
        if (previous != null) {
            previous.keys.forEach((plan, key) -> byPlan.putIfAbsent(plan, successor(previous, plan, key)));
        }
    }

    private void add(Key key, RateLimitPlan plan, @Nullable Policies previous, UnaryOperator<WindowSet> intern) {
        Projects counts = projects(key, previous);
        Policy policy = plan.name().equals(RateLimitPlan.ROOT_NAME)
                ? Policy.contractWide(plan, settings, counts, intern)
                : Policy.local(plan, counts, intern);
        byKey.put(key, policy);
        byPlan.put(plan, policy);
        keys.put(plan, key);
    }

    /** For requests that were matched before the reload and are counted after it. */
    private Policy successor(Policies previous, RateLimitPlan plan, Key key) {
        return Objects.requireNonNull(byKey.getOrDefault(key, previous.byPlan.get(plan)));
    }

    private Projects projects(Key key, @Nullable Policies previous) {
        Projects kept = previous == null ? null : previous.projects.get(key);
        Projects counts = kept == null ? new Projects() : kept;
        projects.put(key, counts);
        return counts;
    }

    private Key freeKey(ContractPlan contract, RateLimitPlan plan) {
        int number = 0;
        while (projects.containsKey(new Key(contract.file(), plan.name(), number))) {
            number++;
        }
        return new Key(contract.file(), plan.name(), number);
    }

    RateLimitSettings settings() {
        return settings;
    }

    /** Those that a contract's operations fall under. */
    Collection<Policy> all() {
        return byKey.values();
    }

    /** @throws IllegalArgumentException for a plan of a contract that was not given */
    Policy of(OperationPlan operation) {
        RateLimitPlan plan = operation.rateLimit();
        Policy policy = plan == null ? unnamed : byPlan.get(plan);
        if (policy == null) {
            throw new IllegalArgumentException("the operation " + operation.id() + " is of no contract known here");
        }
        return policy;
    }

    /** What stays the same over a reload. The number tells two equally named limits of one contract apart. */
    private record Key(String contract, String name, int number) {}
}
