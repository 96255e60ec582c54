package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The policies of all contracts under one set of settings. Immutable; a reload makes new ones that take over the counts. */
final class Policies {

    private static final Key UNNAMED = new Key("", RateLimitPlan.ROOT_NAME, 0);

    /** In the place of a contract: no file is called so. */
    private static final String OF_SETTINGS = "/";

    private final RateLimitSettings settings;
    private final Map<WindowSet, WindowSet> sets = new HashMap<>();
    private final Map<Key, Projects> projects = new HashMap<>();
    private final Map<Key, Policy> byKey = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final IdentityHashMap<RateLimitPlan, Key> keys = new IdentityHashMap<>();
    private final IdentityHashMap<RateLimitPlan, Policy> byPlan = new IdentityHashMap<>();
    private final IdentityHashMap<OperationPlan, Rules> rules = new IdentityHashMap<>();
    private final Policy unnamed;
    private final List<Policy> named = new ArrayList<>();
    private final boolean keyed;
    private int nextRank;

    /** @param previous whose counts go on, or null */
    Policies(RateLimitSettings settings, List<ContractPlan> contracts, @Nullable Policies previous) {
        this.settings = settings;
        this.nextRank = previous == null ? 0 : previous.nextRank;
        UnaryOperator<WindowSet> intern = set -> {
            WindowSet known = previous == null ? set : previous.sets.getOrDefault(set, set);
            return sets.computeIfAbsent(known, same -> same);
        };
        this.unnamed = Policy.contractWide(id(UNNAMED), null, settings, projects(UNNAMED, previous), intern);
        for (ContractPlan contract : contracts) {
            for (OperationPlan operation : contract.operations()) {
                add(contract, operation, previous, intern);
            }
        }
        for (NamedLimit limit : settings.limits()) {
            Key key = new Key(OF_SETTINGS, limit.name(), 0);
            RateLimitPlan plan = new RateLimitPlan(limit.name(), limit.by(), limit.windows(), Map.of());
            Policy policy = Policy.of(id(key), plan, projects(key, previous), intern);
            byKey.put(key, policy);
            named.add(policy);
        }
        if (previous != null) {
            previous.keys.forEach((plan, key) -> byPlan.putIfAbsent(plan, successor(previous, plan, key)));
        }
        this.keyed = byKey.values().stream().anyMatch(policy -> !policy.perProject());
        if (keyed) {
            contracts.forEach(
                    contract -> contract.operations().forEach(operation -> rules.put(operation, rulesOf(operation))));
            KeysInCommon.share(contracts, rules);
        }
    }

    private void add(
            ContractPlan contract,
            OperationPlan operation,
            @Nullable Policies previous,
            UnaryOperator<WindowSet> intern) {
        RateLimitPlan plan = operation.rateLimit();
        if (plan == null) {
            byKey.put(UNNAMED, unnamed);
        } else if (!byPlan.containsKey(plan)) {
            add(freeKey(contract, plan), plan, previous, intern);
        }
        for (RateLimitPlan limit : operation.keyedLimits()) {
            if (!byPlan.containsKey(limit)) {
                add(freeKey(contract, limit), limit, previous, intern);
            }
        }
    }

    private void add(Key key, RateLimitPlan plan, @Nullable Policies previous, UnaryOperator<WindowSet> intern) {
        Projects counts = projects(key, previous);
        Policy policy = plan.name().equals(RateLimitPlan.ROOT_NAME)
                ? Policy.contractWide(id(key), plan, settings, counts, intern)
                : Policy.of(id(key), plan, counts, intern);
        byKey.put(key, policy);
        byPlan.put(plan, policy);
        keys.put(plan, key);
    }

    /** Without the folder, which may be another one on another node. */
    private String id(Key key) {
        String file = key.contract.substring(key.contract.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]+", "-");
        String base = file + ":" + key.name.replaceAll("[^A-Za-z0-9._-]+", "-");
        String id = base;
        for (int i = 2; !ids.add(id); i++) {
            id = base + "~" + i;
        }
        return id;
    }

    /** For requests that were matched before the reload and are counted after it. */
    private Policy successor(Policies previous, RateLimitPlan plan, Key key) {
        return Objects.requireNonNull(byKey.getOrDefault(key, previous.byPlan.get(plan)));
    }

    private Projects projects(Key key, @Nullable Policies previous) {
        Projects kept = previous == null ? null : previous.projects.get(key);
        Projects counts = kept == null ? new Projects(nextRank++) : kept;
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

    private Rules rulesOf(OperationPlan operation) {
        List<Policy> all = new ArrayList<>(named);
        all.add(of(operation));
        operation.keyedLimits().forEach(limit -> all.add(known(byPlan.get(limit), operation)));
        all.sort(Comparator.comparing(policy -> policy.projects().rank()));
        return new Rules(
                all.stream().filter(policy -> Rules.isArriving(policy.by())).toList(),
                all.stream().filter(policy -> !Rules.isArriving(policy.by())).toList());
    }

    /** Whether anything counts by other keys than the project. */
    boolean keyed() {
        return keyed;
    }

    /** @throws IllegalArgumentException for an operation of a contract that was not given */
    Rules rules(OperationPlan operation) {
        Rules known = rules.get(operation);
        // matched before a reload, else
        return known == null ? rulesOf(operation) : known;
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
        return plan == null ? unnamed : known(byPlan.get(plan), operation);
    }

    private static Policy known(@Nullable Policy policy, OperationPlan operation) {
        if (policy == null) {
            throw new IllegalArgumentException("the operation " + operation.id() + " is of no contract known here");
        }
        return policy;
    }

    /** What stays the same over a reload. The number tells two equally named limits of one contract apart. */
    private record Key(String contract, String name, int number) {}
}
