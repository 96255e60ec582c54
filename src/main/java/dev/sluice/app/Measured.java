package dev.sluice.app;

import dev.sluice.contract.Faults;
import dev.sluice.control.Metrics;
import dev.sluice.mock.state.MockMemory;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Verdict;
import java.util.Locale;
import java.util.Map;

/** What parts count, as metrics. */
final class Measured {

    private Measured() {}

    static void watch(ServedContracts contracts, Metrics metrics) {
        String description = "Contracts that were read again, by what came of it.";
        metrics.counter("sluice.contract.reloads", description, "result", "ok", contracts::replaced);
        metrics.counter("sluice.contract.reloads", description, "result", "kept", contracts::kept);
    }

    static void watch(MockParts mocks, Metrics metrics) {
        for (Faults.Kind kind : Faults.Kind.values()) {
            metrics.counter(
                    "sluice.mock.faults",
                    "Answers of mocks that were spoilt on purpose.",
                    "kind",
                    kind.text(),
                    () -> mocks.faults().of(kind));
        }
        MockMemory memory = mocks.memory();
        if (memory != null) {
            metrics.gauge("sluice.mock.items", "Items that mocks remember.", memory::items);
            metrics.gauge("sluice.mock.bytes", "Memory that they take, about.", memory::bytes);
        }
    }

    static void watch(Findings findings, Metrics metrics) {
        for (Direction direction : Direction.values()) {
            for (Verdict verdict : Verdict.values()) {
                metrics.counter(
                        "sluice.validation.messages",
                        "Messages by what came of judging them; requests of mode block only where they were refused.",
                        Map.of("direction", word(direction), "verdict", word(verdict)),
                        () -> findings.counts().of(direction, verdict));
            }
        }
        metrics.gauge("sluice.validation.findings", "Kinds of findings that are kept.", findings::size);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
