package dev.sluice.judge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RouteTable.Match;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of some contracts by what a recording calls them. Immutable. */
final class KnownOperations {

    /** An operation and its contract. */
    record Known(ContractPlan contract, OperationPlan operation) {}

    private final List<ContractPlan> contracts;
    private final Map<String, Known> byName = new HashMap<>();

    KnownOperations(List<ContractPlan> contracts) {
        this.contracts = contracts;
        for (ContractPlan contract : contracts) {
            for (OperationPlan operation : contract.operations()) {
                Known known = new Known(contract, operation);
                byName.putIfAbsent(operation.method() + " " + operation.path(), known);
            }
        }
        // what a template spells cannot be taken by somebody's operationId
        for (ContractPlan contract : contracts) {
            for (OperationPlan operation : contract.operations()) {
                byName.putIfAbsent(operation.id(), new Known(contract, operation));
            }
        }
    }

    /** @param name an id, a method and a template, or a method and a path */
    @Nullable
    Known find(String name) {
        Known known = byName.get(name);
        int space = name.indexOf(' ');
        if (known != null || space < 0) {
            return known;
        }
        String target = name.substring(space + 1);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        for (ContractPlan contract : contracts) {
            if (contract.routes().find(name.substring(0, space), path) instanceof Match.Found found) {
                return new Known(contract, found.operation());
            }
        }
        return null;
    }
}
