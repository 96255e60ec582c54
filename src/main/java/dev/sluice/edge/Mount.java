package dev.sluice.edge;

import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Backend;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A contract and what answers its valid requests.
 *
 * @param backend what answers its operations, but for {@code others}
 * @param others what answers single operations; keys by identity
 * @param scheme tells who calls its operations; null where the edge's own does
 * @param errors how a refused request of an operation is answered; null where it is as the contract's dialect has it
 */
public record Mount(
        ContractPlan contract,
        Backend backend,
        Map<OperationPlan, Backend> others,
        @Nullable Scheme scheme,
        @Nullable Function<OperationPlan, ErrorDialect> errors) {

    public Mount(ContractPlan contract, Backend backend) {
        this(contract, backend, null, null);
    }

    public Mount(
            ContractPlan contract,
            Backend backend,
            @Nullable Scheme scheme,
            @Nullable Function<OperationPlan, ErrorDialect> errors) {
        this(contract, backend, Map.of(), scheme, errors);
    }

    Backend backend(OperationPlan operation) {
        Backend other = others.isEmpty() ? null : others.get(operation);
        return other == null ? backend : other;
    }

    ErrorDialect dialect(OperationPlan operation) {
        return errors == null ? contract.errors() : errors.apply(operation);
    }
}
