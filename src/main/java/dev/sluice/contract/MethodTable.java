package dev.sluice.contract;

import dev.sluice.contract.RouteTable.Match;
import java.util.List;
import java.util.SortedMap;

/** The operations of one path. */
final class MethodTable {

    private final String[] methods;
    private final OperationPlan[] operations;
    private final Match.OtherMethods others;

    MethodTable(SortedMap<String, OperationPlan> byMethod) {
        this.methods = byMethod.keySet().toArray(new String[0]);
        this.operations = byMethod.values().toArray(new OperationPlan[0]);
        this.others = new Match.OtherMethods(String.join(", ", methods));
    }

    /** An operation whose parameters are still to be filled in, or the methods that there are. */
    Match find(String method) {
        for (int i = 0; i < methods.length; i++) {
            if (methods[i].equals(method)) {
                int size = operations[i].pathParameters().size();
                return new Match.Found(operations[i], size == 0 ? List.of() : new RawSegments(size));
            }
        }
        return others;
    }
}
