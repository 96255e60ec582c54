package dev.sluice.app;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that no request reaches, because an earlier contract has their path: two contracts at one base path. The
 * first one answers.
 */
final class Overlaps {

    /** Of two contracts that have much in common; what is beyond is counted only. */
    private static final int MOST = 5;

    /** Fits any expression, and is hardly ever a segment of its own. */
    private static final String ANY = "~";

    private Overlaps() {}

    /** A warning for each, at the later operation, with the place of the earlier one. */
    static List<Fault> of(List<ContractPlan> contracts) {
        List<Fault> warnings = new ArrayList<>();
        for (int later = 1; later < contracts.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                between(contracts.get(earlier), contracts.get(later), warnings);
            }
        }
        return warnings;
    }

    private static void between(ContractPlan earlier, ContractPlan later, List<Fault> warnings) {
        OperationPlaces earlierPlaces = new OperationPlaces(earlier);
        OperationPlaces laterPlaces = new OperationPlaces(later);
        int found = 0;
        for (OperationPlan operation : later.operations()) {
            String path = operation.path().replaceAll("\\{[^}]*}", ANY);
            if (earlier.routes().find(operation.method(), path) instanceof Match.Found first) {
                found++;
                if (found <= MOST) {
                    Place place = earlierPlaces.of(first.operation());
                    warnings.add(new Fault(
                            laterPlaces.of(operation),
                            "",
                            name(operation) + " is answered by " + name(first.operation())
                                    + " of the contract before it, " + place
                                    + " (expected: contracts of different paths, by the url of their servers)",
                            null));
                }
            }
        }
        if (found > MOST) {
            warnings.add(new Fault(
                    new Place(later.file(), 1, 1),
                    "",
                    (found - MOST) + " more operations are answered by the contract " + earlier.file(),
                    null));
        }
    }

    private static String name(OperationPlan operation) {
        return operation.method() + " " + operation.path();
    }
}
