package dev.sluice.mock;

import dev.sluice.contract.ContractPlan;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Waits;
import io.vertx.core.Vertx;
import java.util.function.ToLongFunction;

/**
 * Puts latency and faults around what answers a contract. What goes wrong is decided first, and handed over late: a reset
 * or an error comes as late as an answer would.
 */
public final class Behaviour {

    private final Vertx vertx;
    private final BehaviourSettings settings;
    private final FaultCounts counts;
    private final ToLongFunction<Exchange> delay;

    public Behaviour(Vertx vertx, BehaviourSettings settings, FaultCounts counts) {
        this(
                vertx,
                settings,
                counts,
                exchange -> Preferences.of(exchange.message()).delay());
    }

    /**
     * @param delay what a request prefers, in milliseconds, or -1; may throw a
     *     {@link dev.sluice.exchange.ProblemException}
     */
    Behaviour(Vertx vertx, BehaviourSettings settings, FaultCounts counts, ToLongFunction<Exchange> delay) {
        this.vertx = vertx;
        this.settings = settings;
        this.counts = counts;
        this.delay = delay;
    }

    /**
     * @param backend answers the contract's operations
     * @param declared what the contract declares for the status of a fault
     * @return to be called on event loops only
     */
    public Backend around(ContractPlan contract, Backend backend, StatusAnswers declared) {
        boolean faulty = contract.operations().stream()
                .anyMatch(operation -> !settings.faults(operation).chances().isEmpty());
        Backend answers =
                faulty ? new FaultBackend(backend, contract.operations(), settings, declared, counts) : backend;
        return new LatencyBackend(
                answers, contract.operations(), settings, delay, System::nanoTime, () -> Waits.on(vertx));
    }
}
