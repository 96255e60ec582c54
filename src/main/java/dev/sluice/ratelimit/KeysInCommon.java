package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys the policies have in common that one call may go against at once, directly or through a third: what a store
 * on several machines has to keep in one place.
 */
final class KeysInCommon {

    private final List<Set<Policy>> groups = new ArrayList<>();

    private KeysInCommon() {}

    /** Tells every policy. */
    static void share(List<ContractPlan> contracts, Map<OperationPlan, Rules> rules) {
        KeysInCommon common = new KeysInCommon();
        for (ContractPlan contract : contracts) {
            boolean projects = contract.projectParameter() != null;
            for (OperationPlan operation : contract.operations()) {
                Rules own = rules.get(operation);
                if (own != null) {
                    common.join(own.arriving(), projects);
                    common.join(own.settled(), projects);
                }
            }
        }
        for (Set<Policy> group : common.groups) {
            Set<RateKey> keys = new HashSet<>(Set.of(RateKey.values()));
            group.forEach(policy -> keys.retainAll(policy.by()));
            group.forEach(policy -> policy.share(RateKey.sorted(keys)));
        }
    }

    private void join(List<Policy> together, boolean projects) {
        Set<Policy> group = Collections.newSetFromMap(new IdentityHashMap<>());
        together.stream()
                .filter(policy -> projects || !policy.by().contains(RateKey.PROJECT))
                .forEach(group::add);
        if (group.isEmpty()) {
            return;
        }
        groups.removeIf(other -> {
            boolean meets = other.stream().anyMatch(group::contains);
            if (meets) {
                group.addAll(other);
            }
            return meets;
        });
        groups.add(group);
    }
}
