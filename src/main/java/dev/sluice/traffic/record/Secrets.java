package dev.sluice.traffic.record;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.traffic.Redaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names have secret values in the messages of one contract: those that are secrets everywhere, those that the
 * contract calls so ({@code writeOnly}, {@code format: password}), the keys of its security schemes, and those of the
 * settings. Confined to one thread.
 */
final class Secrets {

    /** Names that were looked at; what a client makes up must not fill the memory. */
    private static final int MOST_KNOWN = 10_000;

    private final Set<String> lower;
    private final Redaction redaction;
    private final Map<String, Boolean> known = new HashMap<>();

    private Secrets(Set<String> names) {
        this.redaction = new Redaction(names, true);
        Set<String> lowerCase = new HashSet<>();
        names.forEach(name -> lowerCase.add(name.toLowerCase(Locale.ROOT)));
        this.lower = lowerCase;
    }

    private static Secrets of(@Nullable ContractPlan contract, Set<String> more) {
        Set<String> names = new HashSet<>(more);
        if (contract != null) {
            names.addAll(contract.secrets());
            contract.operations().stream()
                    .flatMap(operation -> operation.security().alternatives().stream())
                    .flatMap(java.util.List::stream)
                    .filter(scheme -> scheme.kind() == SecurityScheme.Kind.HEADER_KEY
                            || scheme.kind() == SecurityScheme.Kind.QUERY_KEY
                            || scheme.kind() == SecurityScheme.Kind.COOKIE_KEY)
                    .forEach(scheme -> names.add(scheme.parameter()));
        }
        return new Secrets(names);
    }

    boolean has(String name) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = lower.contains(name.toLowerCase(Locale.ROOT)) || redaction.isSecret(name);
            if (known.size() >= MOST_KNOWN || name.length() > 200) {
                return answer;
            }
            known.put(name, answer);
        }
        return answer;
    }

    /** Those of contracts that are met. */
    static final class OfContracts {

        private static final int MOST_CONTRACTS = 1_000;

        private final Set<String> more;
        private final Secrets ofNone;
        // contracts of the same content are equal, and it takes long to find that out
        private final IdentityHashMap<ContractPlan, Secrets> byContract = new IdentityHashMap<>();

        OfContracts(Set<String> more) {
            this.more = more;
            this.ofNone = of(null, more);
        }

        Secrets find(@Nullable ContractPlan contract) {
            if (contract == null) {
                return ofNone;
            }
            if (byContract.size() > MOST_CONTRACTS) {
                // those that were replaced go, too
                byContract.clear();
            }
            return byContract.computeIfAbsent(contract, plan -> of(plan, more));
        }
    }
}
