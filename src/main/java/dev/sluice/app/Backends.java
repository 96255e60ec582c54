package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.BackendPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What answers the operations of one contract: as its {@code x-sluice-backend} says, else as the settings do. Immutable.
 *
 * @param whole what answers most of them: as the settings say
 * @param others single operations that something else answers
 */
record Backends(Answerer whole, Map<Integer, Answerer> others) {

    /**
     * @param kind of what answers
     * @param upstream that a proxy asks; null for the other kinds
     */
    record Answerer(ContractSettings.Backend kind, @Nullable String upstream) {

        boolean isMock() {
            return kind == ContractSettings.Backend.MOCK;
        }
    }

    /**
     * @param upstreams the names that the settings have
     * @throws DocumentException when an upstream is meant that there is not
     */
    static Backends of(ContractSettings settings, ContractPlan plan, Set<String> upstreams) throws DocumentException {
        List<Fault> faults = new ArrayList<>();
        Map<Integer, Answerer> others = new TreeMap<>();
        Place file = new Place(plan.file(), 1, 1);
        Answerer whole = answerer(settings.backend(), settings.upstream().orElse(null), upstreams, file, "", faults);
        if (settings.contractDecides()) {
            for (OperationPlan operation : plan.operations()) {
                BackendPlan own = operation.backend();
                if (own != null) {
                    ContractSettings.Backend kind = kind(own.kind());
                    String upstream =
                            own.upstream() == null ? settings.upstream().orElse(null) : own.upstream();
                    Answerer answerer = answerer(kind, upstream, upstreams, own.place(), own.pointer(), faults);
                    if (!answerer.equals(whole)) {
                        others.put(operation.index(), answerer);
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new DocumentException(faults.stream().distinct().toList());
        }
        return new Backends(whole, Map.copyOf(others));
    }

    private static ContractSettings.Backend kind(BackendPlan.Kind kind) {
        return switch (kind) {
            case STORE -> ContractSettings.Backend.STORE;
            case MOCK -> ContractSettings.Backend.MOCK;
            case PROXY -> ContractSettings.Backend.PROXY;
        };
    }

    private static Answerer answerer(
            ContractSettings.Backend kind,
            @Nullable String upstream,
            Set<String> upstreams,
            Place place,
            String pointer,
            List<Fault> faults) {
        if (kind != ContractSettings.Backend.PROXY) {
            return new Answerer(kind, null);
        }
        String name =
                upstream == null && upstreams.size() == 1 ? upstreams.iterator().next() : upstream;
        if (name == null) {
            faults.add(new Fault(
                    place,
                    pointer,
                    upstreams.isEmpty()
                            ? "no upstream to ask (expected: one in the settings, as upstreams.NAME)"
                            : "which upstream? (expected: one of " + names(upstreams) + ")",
                    null));
        } else if (!upstreams.contains(name)) {
            faults.add(new Fault(
                    place,
                    pointer,
                    "no upstream is named '" + name + "' (expected: "
                            + (upstreams.isEmpty()
                                    ? "upstreams." + name + " in the settings"
                                    : "one of " + names(upstreams))
                            + ")",
                    null));
        }
        return new Answerer(kind, name);
    }

    private static String names(Set<String> upstreams) {
        return String.join(", ", upstreams.stream().sorted().toList());
    }

    /** Whether some operation is answered so. */
    boolean use(ContractSettings.Backend kind) {
        return whole.kind() == kind || others.values().stream().anyMatch(other -> other.kind() == kind);
    }

    /** What answers an operation. */
    Answerer of(OperationPlan operation) {
        return others.getOrDefault(operation.index(), whole);
    }
}
