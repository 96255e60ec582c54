package dev.sluice.edge;

import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Backend;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A contract and what answers its valid requests.
 *
 * @param backend what answers its operations, where {@code byOperation} is empty
 * @param byOperation what answers each, by its index; empty where one answers all
 * @param scheme tells who calls its operations; null where the edge's own does
 * @param errors how a refused request of an operation is answered; null where it is as the contract's dialect has it
 * @param modes of each operation, by its index; none where all are {@link Modes#DEFAULT}
 */
public record Mount(
        ContractPlan contract,
        Backend backend,
        List<Backend> byOperation,
        @Nullable Scheme scheme,
        @Nullable Function<OperationPlan, ErrorDialect> errors,
        List<Modes> modes) {

    public Mount(ContractPlan contract, Backend backend) {
        this(contract, backend, null, null);
    }

    public Mount(
            ContractPlan contract,
            Backend backend,
            @Nullable Scheme scheme,
            @Nullable Function<OperationPlan, ErrorDialect> errors) {
        this(contract, backend, List.of(), scheme, errors);
    }

    public Mount(
            ContractPlan contract,
            Backend backend,
            List<Backend> byOperation,
            @Nullable Scheme scheme,
            @Nullable Function<OperationPlan, ErrorDialect> errors) {
        this(contract, backend, byOperation, scheme, errors, List.of());
    }

    /** The same, in the modes that the contract asks for, else in others. */
    public Mount in(Modes others) {
        List<Modes> all = contract.operations().stream()
                .map(operation -> others.under(operation.validation()))
                .toList();
        boolean plain = all.stream().allMatch(Modes.DEFAULT::equals);
        return new Mount(contract, backend, byOperation, scheme, errors, plain ? List.of() : all);
    }

    Modes modes(OperationPlan operation) {
        return modes.isEmpty() ? Modes.DEFAULT : modes.get(operation.index());
    }

    Backend backend(OperationPlan operation) {
        return byOperation.isEmpty() ? backend : byOperation.get(operation.index());
    }

    /** How a refused request of an operation is answered. */
    public ErrorDialect dialect(OperationPlan operation) {
        return errors == null ? contract.errors() : errors.apply(operation);
    }
}
