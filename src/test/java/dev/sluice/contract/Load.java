package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import java.util.List;

/** Contracts for tests. */
final class Load {

    private Load() {}

    static ContractPlan contract(String text) {
        try {
            return Contracts.parse("api.yaml", text);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> faults(String text) {
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> Contracts.parse("api.yaml", text));
        assertThat(refused).as("a refusal of the contract").isNotNull();
        return refused.faults().stream().map(Fault::toString).toList();
    }

    /** A contract whose paths these are. */
    static String paths(String paths) {
        return "openapi: 3.1.0\ninfo: {title: t, version: v}\n" + paths;
    }
}
