package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console tells of contracts beyond their plans. Asked on a worker thread. */
public interface ContractGuide {

    /** Knows nothing more. */
    ContractGuide NONE = new ContractGuide() {
        @Override
        public String document(ContractPlan contract) throws IOException {
            throw new IOException("there is no document");
        }

        @Override
        public @Nullable ExampleCall example(ContractPlan contract, OperationPlan operation) {
            return null;
        }
    };

    /**
     * The contract as one JSON document that refers to no other.
     *
     * @throws IOException with why it cannot be had, for the operator
     */
    String document(ContractPlan contract) throws IOException;

    /** A request that the operation takes; null where none is found. */
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
