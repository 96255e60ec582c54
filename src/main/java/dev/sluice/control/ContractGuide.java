package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console tells of contracts beyond their plans. */
public interface ContractGuide {

    /** Knows nothing more. */
    ContractGuide NONE = new ContractGuide() {
        @Override
        public Future<String> document(ContractPlan contract) {
            return Future.failedFuture(new IOException("there is no document"));
        }

        @Override
        public @Nullable ExampleCall example(ContractPlan contract, OperationPlan operation) {
            return null;
        }
    };

    /**
     * The contract as one JSON document that refers to no other. Fails with an {@link IOException} that says why it cannot be
     * had, for the operator, or as the registry does. Asked on an event loop.
     */
    Future<String> document(ContractPlan contract);

    /** A request that the operation takes; null where none is found. Asked on a worker thread. */
    @Nullable
    ExampleCall example(ContractPlan contract, OperationPlan operation);

    /**
     * A request.
     *
     * @param path from the root, encoded, with its query
     * @param body of text, or null
     */
    record ExampleCall(
            String method,
            String path,
            List<Header> headers,
            @Nullable String body) {}

    /** One field of a request. */
    record Header(String name, String value) {}
}
