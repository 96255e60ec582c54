package dev.sluice.app;

import dev.sluice.app.Backends.Answerer;
import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import dev.sluice.edge.Mount;
import dev.sluice.exchange.Backend;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts contracts and what answers them together.
 *
 * @param store null where it was not opened
 */
record Mounting(@Nullable Backend store, Upstreams upstreams) {

    /** Of a contract without operations. */
    private static final Backend NOTHING =
            exchange -> Future.failedFuture(new IllegalStateException("there is no operation"));

    /** @throws DocumentException when the contract, read again, needs what was not opened at start */
    void require(LoadedContract contract) throws DocumentException {
        if (store == null && contract.backends().use(ContractSettings.Backend.STORE)) {
            throw new DocumentException(List.of(new Fault(
                    new Place(contract.plan().file(), 1, 1),
                    "",
                    "x-sluice-backend: store, but no store was opened at start (expected: another backend, or a restart)",
                    null)));
        }
    }

    /** @throws IllegalStateException when the contract needs what was not opened */
    Mount of(LoadedContract contract) {
        Mock mock = contract.mock();
        Backends backends = contract.backends();
        if (mock != null && backends.others().isEmpty()) {
            return mock.mount();
        }
        ContractPlan plan = contract.plan();
        List<Backend> all = plan.operations().stream()
                .map(operation -> backend(backends.of(operation), mock, plan, operation))
                .toList();
        Backend first = all.isEmpty() ? NOTHING : all.get(0);
        return new Mount(
                plan,
                first,
                all.stream().allMatch(backend -> backend == first) ? List.of() : all,
                null,
                mock == null
                        ? null
                        : operation ->
                                backends.of(operation).isMock() ? mock.mount().dialect(operation) : plan.errors());
    }

    private Backend backend(Answerer answerer, @Nullable Mock mock, ContractPlan plan, OperationPlan operation) {
        return switch (answerer.kind()) {
            case STORE -> known(store);
            case MOCK -> known(mock).mount().backend();
            case PROXY -> upstreams.backend(known(answerer.upstream()), plan, operation);
        };
    }

    private static <T> T known(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("it was not opened");
        }
        return part;
    }
}
