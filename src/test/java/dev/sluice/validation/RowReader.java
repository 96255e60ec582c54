package dev.sluice.validation;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.validation.StyleTable.Row;
import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of the request of a row. */
final class RowReader {

    private static final RequestValidator VALIDATOR = new RequestValidator();

    private RowReader() {}

    /** The value, or the first violation. */
    static String read(ContractPlan contract, Row row) {
        Match.Found found = (Match.Found) contract.routes().find("GET", row.requestPath());
        Parameters parameters = new Parameters(found.operation());
        Problem problem = judge(found, row, parameters);
        return problem == null
                ? JsonWords.text(
                        parameters.get(ParameterPlan.In.valueOf(row.in().toUpperCase(Locale.ROOT)), "color"))
                : words(problem.violations().get(0));
    }

    static @Nullable Problem judge(Match.Found found, Row row, Parameters parameters) {
        Problem problem = VALIDATOR.path(found.operation(), found.segments(), parameters);
        if (problem != null) {
            return problem;
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (row.in().equals("header") || row.in().equals("cookie")) {
            row.lines().forEach(line -> headers.add(row.headerName(), line));
        }
        Message message = new Message("GET", row.requestPath(), row.in().equals("query") ? row.wire() : null, headers);
        return VALIDATOR.request(found.operation(), message, Body.Empty.EMPTY, parameters);
    }

    private static String words(Violation violation) {
        return ("! " + violation.keyword() + " " + violation.pointer()).strip();
    }
}
